"""make gpu-report on a stand-in: two small chapters on the CPU, and results that no card has computed."""
import os
import shutil

import nbformat
import pytest
from nbclient.exceptions import CellExecutionError

import gpu_report
from conftest import ROOT

CARD = ["NVIDIA Stand-in 9000", "8.6", "535.104.05"]
HERE = ROOT / "build/test-gpu-report"  # below the root, where a kernel finds the library


@pytest.fixture
def build(monkeypatch):
    shutil.rmtree(HERE, ignore_errors=True)
    HERE.mkdir(parents=True)
    (HERE / "works").touch()
    monkeypatch.setattr(gpu_report, "BUILD", HERE / "build")
    monkeypatch.setattr(gpu_report, "works", lambda engine: HERE / "works")
    monkeypatch.setattr(gpu_report, "cards", lambda way: [CARD])
    for variable in ("CONVNETS_SCALE", "CONVNETS_RESULTS"):
        monkeypatch.setenv(variable, os.environ.get(variable, ""))  # so that it is put back
    yield HERE
    shutil.rmtree(HERE)


def history(net, seed=0, test=0.88, **changes):
    epochs = [
        {"loss": 2.0, "trainAccuracy": 0.3, "testAccuracy": 0.4, "examplesPerSecond": 100.0},
        {"loss": 0.5, "trainAccuracy": 0.8, "testAccuracy": 0.7, "examplesPerSecond": 3000.4},
        {"loss": 0.3214, "trainAccuracy": 0.8811, "testAccuracy": test, "examplesPerSecond": 3100.0},
    ]
    settings = {
        "name": net,
        "seed": seed,
        "data": {"name": "Fashion-MNIST", "train": {"pictures": 60_000}, "test": {"pictures": 10_000}},
        "hardware": {"engine": "MXNet 1.9.1", "devices": ["GPU 0: " + CARD[0]], "machine": "Linux amd64"},
    }
    settings.update({name: value for name, value in changes.items() if name in settings})
    others = {"epochs": epochs, "ending": "FINISHED", "note": ""}
    return {"settings": settings, **others, **{name: value for name, value in changes.items() if name in others}}


ALL = [history("LeNet", test=0.84), history("AlexNet"), history("VGG-11 ÷ 4", test=0.89), history("NiN", test=0.85)]


def cells_of(text, start):
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith(f"| {start}")]


def test_sets_each_net_beside_d2l():
    text = gpu_report.markdown([["card", "X"]], ALL, [["01", "2.0", "done"]], [])
    [lenet], [alexnet], [vgg], [nin] = (cells_of(text, f"{net} |") for net in gpu_report.D2L)
    assert alexnet == ["AlexNet", "0", "0.321 / 0.881 / 0.880", "0.33 / 0.88 / 0.88", "within 0.86–0.89", "3,000", "4,150"]
    assert lenet[4] == "above 0.75–0.83" and vgg[4] == "below 0.9–0.925"
    assert nin[3:5] == ["– / – / 0.844", "+0.006 against their median"] and nin[6] == "not known"
    assert "| card | X |" in text and "| 01 | 2.0 | done |" in text
    assert text.rstrip().endswith("## What went wrong\n\nNothing.")


def test_says_in_sentences_what_may_not_be_compared():
    wrong = [
        history("AlexNet", 1, ending="DIVERGED", note="Diverged at epoch 3: the loss is no longer a number"),
        history("NiN", data={"name": "Fashion-MNIST", "train": {"pictures": 10_000}, "test": {"pictures": 2_000}}),
        history("LeNet", hardware={"engine": "MXNet 1.9.0", "devices": ["CPU with 2 threads"], "machine": "Linux amd64"}),
    ]
    text = gpu_report.markdown([], wrong, [], ["05-alexnet stopped at a cell: out of memory."])
    assert text[text.index("## What went wrong") :].strip().splitlines()[2:] == [
        "- 05-alexnet stopped at a cell: out of memory.",
        "- There is no result for VGG-11 ÷ 4: its chapter did not get so far.",
        "- AlexNet, seed 1, did not finish: Diverged at epoch 3: the loss is no longer a number.",
        "- NiN, seed 0, learned from 10,000 pictures and was tested on 2,000, and d2l's on all: make data.",
        "- LeNet, seed 0, was not trained on a GPU (MXNet 1.9.0 on CPU with 2 threads).",
    ]


def test_the_figures_are_those_of_the_library():
    """The report finds d2l's nets by the names that they have at full scale."""
    source = (ROOT / "src/main/java/convnets/experiments/Recipe.java").read_text()
    assert all(f'"{net}"' in source for net in gpu_report.D2L)


@pytest.mark.parametrize("what", ["no card", "not set up"])
def test_without_a_gpu_there_is_one_sentence(build, monkeypatch, what):
    if what == "no card":
        monkeypatch.undo()
        monkeypatch.setenv("CONVNETS_LIBCUDA", "/no/libcuda.so.1")
    else:
        (build / "works").unlink()
    with pytest.raises(SystemExit) as exit:
        gpu_report.main([build / "never.ipynb"])
    reason = {"no card": "there is no NVIDIA driver here", "not set up": "the course does not use the GPU yet"}[what]
    assert exit.value.code.startswith(f"No report: {reason}") and len(exit.value.code.splitlines()) == 1


FIRE = CellExecutionError("traceback", "RuntimeException", "convnets.CourseException, The card is on fire.")


def test_a_run_from_beginning_to_end(build, monkeypatch):
    cells = [
        "%load ../../notebooks/setup.jshell",
        "var few = FashionMnist.sample().first(200, 100);",
        "Results.course().of(Recipe.leNet(Scale.LAPTOP).epochs(1), few, 2);\nScale.best()",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    nbformat.write(notebook, build / "01-good.ipynb")
    report, real = build / "build/gpu-report.md", gpu_report.execute

    def execute(path, **how):
        if "bad" in path.name:
            raise FIRE
        assert "The card is on fire" in report.read_text(), "written after each chapter: hours may be lost otherwise"
        return real(path, **how)

    monkeypatch.setattr(gpu_report, "execute", execute)
    with pytest.raises(SystemExit) as exit:
        gpu_report.main([build / "00-bad.ipynb", build / "01-good.ipynb"])
    assert exit.value.code == 1, "a chapter failed"
    text = report.read_text()
    assert cells_of(text, "card") == [["card", "NVIDIA Stand-in 9000, compute capability 8.6, driver 535.104.05"]]
    assert [cells[1] for cells in cells_of(text, "LeNet")] == ["0", "1"]
    assert [cells[2] for cells in cells_of(text, "0")] == ["failed", "done"]
    assert "- 00-bad stopped at a cell: The card is on fire.\n" in text
    assert "LeNet, seed 0, was not trained on a GPU" in text and "seed 1, learned from 200 pictures" in text
    assert "There is no result for NiN" in text and "mxnet-cu112==1.9.1" in text
    executed = nbformat.read(build / "build/gpu-report/01-good.ipynb", 4)
    assert executed.cells[-1].outputs[-1].data["text/plain"] == "full", "at full scale"
