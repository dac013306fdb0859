"""Train d2l's four nets at full scale on a graphics card, compare what they reach with d2l, and write build/gpu-report.md.

"make gpu-report" calls it, once "make gpu" has found a card that works. Each epoch is kept: what was stopped goes on where it was.
"""
import csv
import os
import subprocess
import sys
import time
from statistics import median

from gpu import WAYS, Obstacle, cards
from install_kernel import TARGET, engine, environment, java, works
from pom import ROOT
from run_program import of_library

BUILD = ROOT / "build"

# What d2l reaches with the same settings, and the lowest and the highest test accuracy of its editions.
# Examples a second are those that its editions print, on one V100 or a GPU that they do not name; for NiN none is known here.
with (ROOT / "src/setup/d2l.csv").open(encoding="utf-8", newline="") as LINES:
    D2L = {theirs["net"]: theirs for theirs in csv.DictReader(LINES)}
VALUES = ["loss", "train accuracy", "test accuracy"]
EPOCHS = 10
HEAD = ["net", "epochs", "loss / train / test accuracy", "d2l's", "test accuracy against d2l's", "examples/s", "in the first epoch", "d2l's"]


def train(rows, folder):
    """Trains what is not finished yet, with a line on the screen for each epoch; the rows are a file of the library's."""
    program = of_library("convnets.experiments.FullScale", str(rows), str(folder))
    return subprocess.run(program, cwd=ROOT, env=os.environ | environment()).returncode


def read(file):
    """The epochs of each net with the seed 0, in d2l's order."""
    if not file.is_file():
        return {}
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {net: of for net in D2L if (of := [row for row in rows if (row["net"], row["seed"]) == (net, "0")])}


def row(net, epochs):
    last, theirs = epochs[-1], D2L[net]
    rates = [float(epoch["examples/sec"]) for epoch in epochs]
    return [
        net,
        len(epochs),
        " / ".join(f"{float(last[value]):.3f}" for value in VALUES),
        " / ".join(theirs[value] for value in VALUES),
        verdict(float(last["test accuracy"]), theirs),
        f"{median(rates):,.0f}",
        f"{rates[0]:,.0f}",
        theirs["examples/s"],
    ]


def verdict(accuracy, theirs):
    low, high = theirs["lowest"], theirs["highest"]
    if not low:
        return f"{accuracy - float(theirs['test accuracy']):+.3f} against their median".replace("-", "−")
    where = "below" if accuracy < float(low) else "above" if accuracy > float(high) else "within"
    return f"{where} {low}–{high}"


def shortcomings(found):
    """Why the figures may not be compared, in sentences."""
    for net in D2L:
        if net not in found:
            yield f"There is no result for {net} yet: make gpu-report goes on."
    for net, epochs in found.items():
        if len(epochs) < EPOCHS:
            yield f"{net} has {len(epochs)} of {EPOCHS} epochs: make gpu-report goes on."
        if not epochs[-1]["device"].startswith("GPU"):
            yield f"{net} was not trained on a GPU ({epochs[-1]['device']})."
        if " 60,000 training and 10,000 test pictures" not in epochs[-1]["settings"]:
            yield f"{net} did not learn from all of Fashion-MNIST, as d2l's did: make data."


def machine(found, the_cards):
    rows = [epoch for epochs in found.values() for epoch in epochs]
    java_version = subprocess.run([java(), "-version"], capture_output=True, text=True).stderr.splitlines()
    djl = [jar.stem for jar in (TARGET / f"deps-{engine()}").glob("*.jar") if jar.stem.startswith(("api-", f"{engine()}-engine-"))]
    pins = [line.split("#")[0].strip() for line in (ROOT / WAYS[engine()].pins).read_text(encoding="utf-8").splitlines()]
    for name, capability, driver in the_cards:
        yield ["card", f"{name}, compute capability {capability}, driver {driver}"]
    for title in ("engine", "device", "machine"):
        yield [title, "; ".join(sorted({row[title] for row in rows})) or "unknown"]
    yield ["Java", java_version[0] if java_version else "unknown"]
    yield ["DJL", ", ".join(sorted(djl))]
    yield ["wheels", ", ".join(pin for pin in pins if pin)]


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "/") for cell in line) + " |" for line in lines)


def markdown(facts, found):
    wrong = list(shortcomings(found))
    return "\n\n".join(
        [
            "# d2l's nets at full scale on a GPU",
            f"Made by `make gpu-report` on {time.strftime('%Y-%m-%d')}.",
            "## The computer",
            table(["", ""], facts),
            "## The nets, beside d2l's",
            "All of Fashion-MNIST, seed 0. The settings are d2l's but for two: NiN has no ReLU after its last convolution, and LeNet's first weights"
            " are twice as large. The accuracies are those after the last epoch. Examples per second are the middle"
            " one of the epochs; the first has the engine's warming up in it. d2l's were printed by its editions, on a V100 or a GPU that they"
            " do not name.",
            table(HEAD, [row(net, epochs) for net, epochs in found.items()]),
            "## What is missing",
            "\n".join(f"- {line}" for line in wrong) or "Nothing.",
            "",
        ]
    )


def main():
    try:
        the_cards = cards(WAYS[engine()])
        if not works(engine()).exists():
            raise Obstacle('the course does not use the GPU yet: "make gpu" first')
    except Obstacle as obstacle:
        sys.exit(f"No report: {obstacle}.")
    folder = BUILD / "gpu-report"
    rows, report = folder / "full-scale.csv", folder.with_suffix(".md")
    folder.mkdir(parents=True, exist_ok=True)
    fault = train(rows, folder)
    found = read(rows)
    report.write_text(markdown(machine(found, the_cards), found), encoding="utf-8")
    print(f"Written: {report.relative_to(BUILD.parent)}")
    sys.exit(1 if fault else 0)


if __name__ == "__main__":
    main()
