"""Run All at a real kernel: behind a cell that was stopped or failed, the cells that wait do not run."""
import re
import time

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from conftest import FOLDER
from run_notebooks import KERNEL
from test_kernel import Kernel

SENTENCE = "Not run, because a cell above was stopped or failed"


@pytest.fixture(scope="module")
def kernel():
    kernel = Kernel(FOLDER)
    first = kernel.run("%load setup.jshell")
    assert not first.error, first.error
    yield kernel
    kernel.close()


@pytest.fixture
def ran(kernel):
    """Cells that count themselves; the count begins anew."""
    kernel.run("int[] ran = {0};")
    return "ran[0]++;"


def count(kernel):
    return int(kernel.value("ran[0]"))


@pytest.mark.parametrize(
    "bad",
    [
        'throw new IllegalStateException("broken");',
        "conv(0, 5);",
        "int wrong = unknown;",
        "int cut = (1 +",
        "ran[0] += 0; int cut = {",
        "int early() { return later(); } early();",
        "int[] small = new int[1]; small[2] = 0;",
        "new int[Integer.MAX_VALUE][];",
    ],
)
def test_cells_behind_an_error_do_not_run(kernel, ran, bad):
    first, *others = kernel.run_all([bad, ran, ran, ran])
    assert first.error and SENTENCE not in first.error
    assert all(cell.error.startswith(f"convnets.CourseException: {SENTENCE}") for cell in others)
    assert count(kernel) == 0


def test_a_fresh_run_goes_on(kernel, ran):
    """Whether a program sends it at once, or a person who clicks a second later."""
    for pause in (0, 1):
        kernel.run_all(["int wrong = unknown;", ran])
        time.sleep(pause)
        assert [cell.error for cell in kernel.run_all([ran, ran])] == [None, None]
    assert count(kernel) == 4


def test_cells_behind_a_stopped_one_do_not_run(kernel, ran):
    cells = ["Thread.sleep(60_000);", ran, ran]
    first, *others = kernel.run_all(cells, stop_after=1)
    assert first.error.endswith("Evaluation interrupted.")
    assert first.displays == 0, "the stop button is nobody's mistake"
    assert all(SENTENCE in cell.error for cell in others)
    assert count(kernel) == 0
    assert kernel.run_all([ran])[0].error is None


def test_the_next_training_does_not_start_when_one_is_stopped(kernel, ran):
    kernel.run("var all = FashionMnist.sample();")
    kernel.run('var data = new ImageData("some", "here", false, all.train().first(2_000), all.test().first(500));')
    fit = "var {} = Training.of(LeNet.block(), data).batchSize(50).epochs(1_000).fit();"
    first, second, third = kernel.run_all([fit.format("one"), fit.format("two"), ran], stop_at_picture=3)
    assert first.error.endswith("Evaluation interrupted.")
    assert SENTENCE in second.error and SENTENCE in third.error
    assert kernel.value("one.history().note()").startswith("Stopped in epoch ")
    assert count(kernel) == 0


@pytest.mark.parametrize("fine", ["// a remark", "", "var x = 1", "int five() {\n    return 5;\n}", "class Own {}"])
def test_cells_behind_a_good_one_run(kernel, ran, fine):
    """One cell defines the same thing twice: that it replaces the first is no error."""
    assert [cell.error for cell in kernel.run_all([fine, fine, ran, ran])] == [None] * 4
    assert count(kernel) == 2


def test_a_cell_that_may_fail_holds_up_nothing(kernel, ran):
    """So a program sends a cell with the tag raises-exception."""
    first, second = kernel.run_all(["int wrong = unknown;", ran], stop_on_error=False)
    assert first.error and second.error is None
    assert count(kernel) == 1


def notebook(*cells):
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source, metadata={"tags": tags}) for source, *tags in cells])


def executed(client, node, allow_errors=False):
    client.nb, client.allow_errors = node, allow_errors
    for place, cell in enumerate(node.cells):
        client.execute_cell(cell, place)
    return [[output.output_type for output in cell.outputs] for cell in node.cells]


def test_nbclient_runs_cells_that_fail_on_purpose():
    """Three notebooks, one kernel: each start of one takes seconds."""
    client = NotebookClient(notebook(), kernel_name=KERNEL, resources={"metadata": {"path": str(FOLDER)}})
    with client.setup_kernel():
        node = notebook(("%load setup.jshell",), ("int wrong = unknown;", "raises-exception"), ("1 + 1",), ("2 + 2",))
        assert executed(client, node) == [[], ["error"], ["execute_result"], ["execute_result"]]
        assert executed(client, notebook(("int wrong = unknown;",), ("1 + 1",)), allow_errors=True) == [["error"], ["execute_result"]]
        with pytest.raises(CellExecutionError, match="unknown"):
            executed(client, notebook(("int wrong = unknown;",), ("1 + 1",)))
