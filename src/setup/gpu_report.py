"""Run all chapters at full scale on a graphics card, compare what the nets reach with d2l, and write build/gpu-report.md.

"make gpu-report" calls it, once "make gpu" has found a card that works. A chapter that fails is named in the report; the others go on.
"""
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import nbformat
from nbclient.exceptions import CellExecutionError

from gpu import WAYS, Obstacle, cards
from install_kernel import engine, works
from run_notebooks import FOLDER, ROOT, execute

BUILD = ROOT / "build"
PATIENCE = 4 * 3600  # seconds for one cell: the last chapter trains nine nets in one

# What d2l reaches with the same settings: loss, training and test accuracy, and the range of its editions' test accuracies.
# Examples a second are those that its PyTorch edition prints, on a GPU that it does not name; for NiN none is known here.
# https://d2l.ai/chapter_convolutional-neural-networks/lenet.html, https://d2l.ai/chapter_convolutional-modern/
D2L = {
    "LeNet": {"loss": 0.48, "train": 0.82, "test": 0.80, "range": (0.75, 0.83), "rate": 55_297},
    "AlexNet": {"loss": 0.33, "train": 0.88, "test": 0.88, "range": (0.86, 0.89), "rate": 4_150},
    "VGG-11 ÷ 4": {"loss": 0.18, "train": 0.93, "test": 0.92, "range": (0.90, 0.925), "rate": 2_464},
    "NiN": {"loss": None, "train": None, "test": 0.844, "range": None, "rate": None},  # the median of 101 runs, 21 of which failed
}
FULL_SET = {"train": 60_000, "test": 10_000}


def run(chapters, folder):
    """Executes them at full scale, with results and copies in the folder; after each, the rows so far and what failed."""
    rows, faults = [], []
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "results").mkdir(parents=True)
    os.environ["CONVNETS_SCALE"] = "full"
    os.environ["CONVNETS_RESULTS"] = str(folder / "results")
    for path in chapters:
        print(f"{path.stem} … ", end="", flush=True)
        begin = time.monotonic()
        try:
            nbformat.write(execute(path, timeout=PATIENCE), folder / path.name)
            outcome = "done"
        except CellExecutionError as error:
            outcome = "failed"
            faults.append(f"{path.stem} stopped at a cell: {sentence(error.evalue.removeprefix('convnets.CourseException, '))}")
        except Exception as error:  # the kernel died, or a cell took too long: the other chapters go on
            outcome = "failed"
            faults.append(f"{path.stem} stopped: {sentence(str(error) or type(error).__name__)}")
        minutes = (time.monotonic() - begin) / 60
        rows.append([path.stem, f"{minutes:.1f}", outcome])
        print(f"{outcome}, {minutes:.1f} min", flush=True)
        yield rows, faults


def sentence(text):
    first = (text.strip().splitlines() or ["no reason given"])[0].strip()
    return first if first.endswith(".") else first + "."


def histories(folder):
    """Those of d2l's nets, in its order, seed by seed."""
    found = [json.loads(file.read_bytes().split(b"\n", 2)[1])["history"] for file in sorted(folder.glob("results/*.checkpoint"))]
    known = [history for history in found if history["settings"]["name"] in D2L]
    return sorted(known, key=lambda h: (list(D2L).index(h["settings"]["name"]), h["settings"]["seed"]))


def row(history):
    net, last = history["settings"]["name"], history["epochs"][-1]
    theirs = D2L[net]
    rate = median(epoch["examplesPerSecond"] for epoch in history["epochs"])
    return [
        net,
        history["settings"]["seed"],
        " / ".join(f"{last[value]:.3f}" for value in ("loss", "trainAccuracy", "testAccuracy")),
        " / ".join(f"{theirs[value]:g}" if theirs[value] else "–" for value in ("loss", "train", "test")),
        verdict(last["testAccuracy"], theirs),
        f"{rate:,.0f}",
        f"{theirs['rate']:,}" if theirs["rate"] else "not known",
    ]


def verdict(accuracy, theirs):
    if theirs["range"] is None:
        return f"{accuracy - theirs['test']:+.3f} against their median"
    low, high = theirs["range"]
    where = "below" if accuracy < low else "above" if accuracy > high else "within"
    return f"{where} {low}–{high}"


def shortcomings(found):
    """Why the figures may not be compared, in sentences."""
    for name in D2L:
        if not any(history["settings"]["name"] == name and history["epochs"] for history in found):
            yield f"There is no result for {name}: its chapter did not get so far."
    for history in found:
        settings = history["settings"]
        who = f"{settings['name']}, seed {settings['seed']},"
        if history["ending"] != "FINISHED":
            yield f"{who} did not finish: {sentence(history['note'])}"
        pictures = {half: settings["data"][half]["pictures"] for half in FULL_SET}
        if pictures != FULL_SET:
            yield f"{who} learned from {pictures['train']:,} pictures and was tested on {pictures['test']:,}, and d2l's on all: make data."
        if not on_gpu(settings["hardware"]):
            yield f"{who} was not trained on a GPU ({words(settings['hardware'])})."


def on_gpu(hardware):
    return all(device.startswith("GPU") for device in hardware["devices"])


def words(hardware):
    return f"{hardware['engine']} on {' and '.join(hardware['devices'])}"


def machine(found, the_cards):
    devices = sorted({words(history["settings"]["hardware"]) for history in found})
    computers = sorted({history["settings"]["hardware"]["machine"] for history in found})
    java = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr.splitlines()
    djl = [jar.stem for jar in ROOT.glob(f"target/deps-{engine()}/*.jar") if jar.stem.startswith(("api-", f"{engine()}-engine-"))]
    pins = [line.split("#")[0].strip() for line in (ROOT / WAYS[engine()].pins).read_text(encoding="utf-8").splitlines()]
    for name, capability, driver in the_cards:
        yield ["card", f"{name}, compute capability {capability}, driver {driver}"]
    yield ["engine and device", "; ".join(devices) or "unknown"]
    yield ["computer", "; ".join(computers) or platform.platform()]
    yield ["Java", java[0] if java else "unknown"]
    yield ["DJL", ", ".join(sorted(djl))]
    yield ["wheels", ", ".join(pin for pin in pins if pin)]


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "/") for cell in line) + " |" for line in lines)


def markdown(facts, found, chapters, faults):
    head = ["net", "seed", "loss / train / test accuracy", "d2l's", "test accuracy against d2l's", "examples/s", "d2l's"]
    wrong = [*faults, *shortcomings(found)]
    return "\n\n".join(
        [
            "# The course at full scale on a GPU",
            f"Made by `make gpu-report` on {time.strftime('%Y-%m-%d')}.",
            "## The computer",
            table(["", ""], facts),
            "## The nets, beside d2l's",
            "All of Fashion-MNIST, 10 epochs; the accuracies are those after the last. Examples per second are the middle one of the"
            " epochs; d2l's were printed by its PyTorch edition on a GPU that it does not name.",
            table(head, [row(history) for history in found if history["epochs"]]),
            "## The chapters",
            table(["chapter", "minutes", ""], chapters),
            "## What went wrong",
            "\n".join(f"- {line}" for line in wrong) or "Nothing.",
            "",
        ]
    )


def main(chapters=None):
    try:
        the_cards = cards(WAYS[engine()])
        if not works(engine()).exists():
            raise Obstacle('the course does not use the GPU yet: "make gpu" first')
    except Obstacle as obstacle:
        sys.exit(f"No report: {obstacle}.")
    folder = BUILD / "gpu-report"
    report = folder.with_suffix(".md")
    for rows, faults in run(chapters or sorted(FOLDER.glob("*.ipynb")), folder):
        found = histories(folder)
        report.write_text(markdown(machine(found, the_cards), found, rows, faults), encoding="utf-8")
    print(f"Written: {report.relative_to(BUILD.parent)}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
