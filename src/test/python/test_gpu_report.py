"""make gpu-report on stand-ins: the table of a real card, and trainings that the CPU computed or that broke off."""
import csv
import shutil

import pytest

import gpu_report
from conftest import ROOT

CARD = ["NVIDIA Stand-in 9000", "8.6", "535.104.05"]
HERE = ROOT / "build/test-gpu-report"
H100 = ROOT / "notebooks/measured/full-scale-gpu.csv"


@pytest.fixture
def build(monkeypatch):
    shutil.rmtree(HERE, ignore_errors=True)
    HERE.mkdir(parents=True)
    (HERE / "works").touch()
    monkeypatch.setattr(gpu_report, "BUILD", HERE / "build")
    monkeypatch.setattr(gpu_report, "works", lambda engine: HERE / "works")
    monkeypatch.setattr(gpu_report, "cards", lambda way: [CARD])
    yield HERE
    shutil.rmtree(HERE)


def cells_of(text, start):
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith(f"| {start} |")]


def missing(text):
    return text[text.index("## What is missing") :].strip().splitlines()[2:]


def test_sets_each_net_beside_d2l():
    text = gpu_report.markdown([["card", "X"]], gpu_report.read(H100))
    [lenet], [alexnet], [vgg], [nin] = (cells_of(text, net) for net in gpu_report.D2L)
    assert alexnet[:5] == ["AlexNet", "10", "0.334 / 0.878 / 0.871", "0.33 / 0.88 / 0.88", "within 0.86–0.89"]
    assert lenet[4] == "below 0.75–0.83" and vgg[4] == "within 0.9–0.925"
    assert nin[3:5] == ["– / – / 0.844", "−0.003 against their median"] and nin[7] == "not known"
    assert "| card | X |" in text and missing(text) == ["Nothing."]


def test_the_stored_table_is_of_one_card_and_the_whole_set():
    found = gpu_report.read(H100)
    assert list(found) == list(gpu_report.D2L) and all(len(epochs) == 10 for epochs in found.values())
    assert {epoch["device"] for epochs in found.values() for epoch in epochs} == {
        "GPU 0: NVIDIA H100 80GB HBM3, compute capability 9.0, 81559 MiB, driver 580.159.04"
    }


def test_says_in_sentences_what_may_not_be_compared():
    found = gpu_report.read(H100)
    del found["VGG-11 ÷ 4"]
    found["AlexNet"] = found["AlexNet"][:3]
    found["NiN"] = [{**epoch, "device": "CPU with 2 threads"} for epoch in found["NiN"]]
    found["LeNet"] = [{**epoch, "settings": epoch["settings"].replace("60,000", "10,000")} for epoch in found["LeNet"]]
    assert missing(gpu_report.markdown([], found)) == [
        "- There is no result for VGG-11 ÷ 4 yet: make gpu-report goes on.",
        "- LeNet did not learn from all of Fashion-MNIST, as d2l's did: make data.",
        "- AlexNet has 3 of 10 epochs: make gpu-report goes on.",
        "- NiN was not trained on a GPU (CPU with 2 threads).",
    ]


def test_the_figures_are_those_of_the_library():
    """The report finds d2l's nets by the names that they have at full scale, and its columns by theirs."""
    source = (ROOT / "src/main/java/convnets/experiments/Recipe.java").read_text(encoding="utf-8")
    assert all(f'"{net}"' in source for net in gpu_report.D2L)
    source = (ROOT / "src/main/java/convnets/experiments/FullScale.java").read_text(encoding="utf-8")
    with H100.open(encoding="utf-8", newline="") as lines:
        assert all(f'"{title}"' in source for title in csv.DictReader(lines).fieldnames)


@pytest.mark.parametrize("what", ["no card", "not set up"])
def test_without_a_gpu_there_is_one_sentence(build, monkeypatch, what):
    if what == "no card":
        monkeypatch.undo()
        monkeypatch.setenv("CONVNETS_LIBCUDA", "/no/libcuda.so.1")
    else:
        (build / "works").unlink()
    with pytest.raises(SystemExit) as exit:
        gpu_report.main()
    reason = {"no card": "there is no NVIDIA driver here", "not set up": "the course does not use the GPU yet"}[what]
    assert exit.value.code.startswith(f"No report: {reason}") and len(exit.value.code.splitlines()) == 1


def test_a_run_that_breaks_off_is_reported_and_goes_on(build, monkeypatch):
    lines = H100.read_text(encoding="utf-8").splitlines(keepends=True)

    def train(rows, folder):
        begun = rows.is_file()
        rows.write_text("".join(lines if begun else lines[:6]), encoding="utf-8")
        return 0 if begun else 137

    monkeypatch.setattr(gpu_report, "train", train)
    report = build / "build/gpu-report.md"
    for code, expected in ((1, "- LeNet has 5 of 10 epochs: make gpu-report goes on."), (0, "Nothing.")):
        with pytest.raises(SystemExit) as exit:
            gpu_report.main()
        text = report.read_text(encoding="utf-8")
        assert exit.value.code == code and expected in missing(text)
    assert cells_of(text, "card") == [["card", "NVIDIA Stand-in 9000, compute capability 8.6, driver 535.104.05"]]
    assert "mxnet-cu112==1.9.1" in text or "torch==" in text
