"""What a reader meets at a real kernel besides the chapters: the stop button, mistakes, a training that diverges."""
import re
import shutil
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from jupyter_client.manager import KernelManager

from conftest import FOLDER
from run_notebooks import KERNEL

PLOTLY = "application/vnd.plotly.v1+json"


class Kernel:
    """A kernel in a folder, asked cell by cell."""

    patience = 60  # seconds for a message

    def __init__(self, folder, without=None):
        self.manager = KernelManager(kernel_name=KERNEL)
        spec = self.manager.kernel_spec
        spec.argv = [argument for argument in spec.argv if not without or without not in argument]
        self.manager.start_kernel(cwd=str(folder))
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=self.patience)

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def run(self, code, stop_at_picture=None):
        """Runs a cell to its end; the stop button may be pressed at its n-th picture."""
        return self.listen(self.client.execute(code), stop_at_picture)

    def run_all(self, cells, stop_after=None, stop_at_picture=None, **options):
        """Sends all cells at once, as "Run All" does; the stop button may be pressed some seconds later, or at the n-th picture of the first."""
        requests = [self.client.execute(code, **options) for code in cells]
        if stop_after:
            time.sleep(stop_after)
            self.manager.interrupt_kernel()
        first, *others = requests
        return [self.listen(first, stop_at_picture), *map(self.listen, others)]

    def listen(self, request, stop_at_picture=None):
        cell = SimpleNamespace(pictures=[], displays=0, result=None, error=None, stopped=None)
        while True:
            message = self.client.get_iopub_msg(timeout=self.patience)
            kind, content = message["msg_type"], message["content"]
            if message["parent_header"].get("msg_id") != request:
                continue
            if kind == "status" and content["execution_state"] == "idle":
                cell.ended = time.monotonic()
                return cell
            assert content.get("name") != "stderr", f"a red box: {content['text']}"
            if kind in ("display_data", "update_display_data"):
                cell.displays += kind == "display_data"
                cell.pictures.append(content)
                if len(cell.pictures) == stop_at_picture:
                    cell.stopped = time.monotonic()
                    self.manager.interrupt_kernel()
            if kind == "execute_result":
                cell.result = content["data"]["text/plain"]
            if kind == "error":
                plain = re.sub(r"\x1b\[\d+m", "", "\n".join(content["traceback"]))
                cell.error = re.sub(r"^-+\n", "", plain)  # IJava rules a line first

    def value(self, expression):
        cell = self.run(expression)
        assert not cell.error, cell.error
        return cell.result


@pytest.fixture(scope="module")
def kernel():
    kernel = Kernel(FOLDER)
    first = kernel.run("%load setup.jshell")
    assert not first.error, first.error
    kernel.run("var all = FashionMnist.sample();")
    kernel.run('var data = new ImageData("some", "here", false, all.train().first(2_000), all.test().first(500));')
    yield kernel
    kernel.close()


def test_training_changes_one_picture_in_place(kernel):
    cell = kernel.run("var done = Training.of(LeNet.block(), data).batchSize(50).epochs(2).fit();")
    assert cell.displays == 1
    assert len(cell.pictures) > 2
    assert len({picture["transient"]["display_id"] for picture in cell.pictures}) == 1
    *moving, finished = [set(picture["data"]) for picture in cell.pictures]
    assert all(kinds == {"image/png", "text/plain"} for kinds in moving)
    assert finished == {PLOTLY, "image/png", "text/plain"}


def test_stop_button_ends_a_training_and_keeps_what_it_learned(kernel):
    kernel.run("var net = LeNet.block();")
    cell = kernel.run("var run = Training.of(net, data).batchSize(50).epochs(1_000).fit();", stop_at_picture=3)
    assert cell.ended - cell.stopped < 1
    assert cell.error.endswith("Evaluation interrupted.")
    note = kernel.value("run.history().note()")
    assert re.fullmatch(r"Stopped in epoch \d+: weights and history are kept\.", note)
    assert kernel.value("Thread.currentThread().isInterrupted()") == "false"
    accuracy = float(kernel.value("Training.accuracy(net, data.test())"))
    assert accuracy == float(kernel.value("Training.accuracy(net, data.test())")), "it still trains"
    assert 0 < accuracy < 1
    again = kernel.run("run.epochs(1).fit().history().note().isEmpty()")
    assert again.result == "true"


def test_diverging_training_says_so_and_the_notebook_goes_on(kernel):
    kernel.run("var relus = sequential(flatten(), dense(200), relu(), dense(200), relu(), dense(10));")
    cell = kernel.run("var wild = Training.of(relus, data).learningRate(500).epochs(20).fit();")
    assert not cell.error
    said = cell.pictures[-1]["data"]["text/plain"]
    advice = r"the loss is no longer a number; try a smaller learning rate than 500\.0\."
    assert re.fullmatch(rf"Diverged at epoch \d+: {advice}", said)
    assert kernel.value("wild.history().note()") == said


@pytest.mark.parametrize(
    "begun, whole",
    [("Training.o", "of("), ("LayerTa", "LayerTable"), ("sequential(con", "conv("), ("var net = LeNet.b", "block()"), ("net", "network")],
    ids=["a method", "a class", "a layer", "within a line", "a name of the reader's own"],
)
def test_tab_completes_the_names_of_the_course(kernel, begun, whole):
    kernel.run("var network = LeNet.block();")
    request = kernel.client.complete(begun, len(begun))
    while (message := kernel.client.get_shell_msg(timeout=60))["parent_header"].get("msg_id") != request:
        pass
    assert whole in message["content"]["matches"]


@pytest.mark.parametrize(
    "code, sentence",
    [
        ("conv(0, 5)", "A layer needs channels of 1 or more, not 0."),
        (
            "LayerTable.of(sequential(conv(6, 50)), new Shape(1, 1, 28, 28))",
            'The image is too small when it reaches the layer "conv 50×50, 6": 28×28 pixels, and the window needs at'
            " least 50. The smallest image that this net takes is 50×50.",
        ),
        ("Training.of(LeNet.block(), data).history()", "There is no history yet: call fit() first."),
    ],
)
def test_mistake_reads_as_one_sentence(kernel, code, sentence):
    assert kernel.run(code).error == f"convnets.CourseException: {sentence}"


def test_a_mistake_of_the_course_says_that_it_is_one(kernel):
    """No cell should bring about an error but a sentence; one that does is reported."""
    ours = kernel.run("convnets.engine.Devices.describe(null)")
    assert "NullPointerException" in ours.error
    (said,) = [picture["data"]["text/plain"] for picture in ours.pictures]
    perhaps = r"Something is null here\. If a variable of this cell is, run the cell that makes it again\. If none is, this is"
    assert re.fullmatch(perhaps + r" a mistake in the course, not in your code\. Please report it .*: Java \d+[^ ]*, \w+ \w+, \w+, \w+ [\d.]+\.", said)
    for theirs in ("Integer.parseInt(\"x\")", "List.of(1, 2).get(7)", "LayerTable.of(sequential(conv(6, 50)), new Shape(1, 1, 28, 28))"):
        cell = kernel.run(theirs)
        assert cell.error and not cell.pictures, theirs


def test_notebook_without_setup_says_what_to_do(tmp_path):
    shutil.copy(FOLDER / "setup.jshell", tmp_path)
    kernel = Kernel(tmp_path, without="convnets.course")  # by which the course's own kernel finds it
    try:
        error = kernel.run("%load setup.jshell").error
    finally:
        kernel.close()
    assert 'The course is not set up yet: run "make setup" in its folder, then restart the kernel.' in error


@pytest.mark.skipif(KERNEL != "java", reason="another kernel does not know where the course is")
def test_the_folder_of_the_notebooks_may_be_a_link(tmp_path):
    elsewhere, link = tmp_path / "disk/elsewhere", tmp_path / "course/notebooks"
    (elsewhere / "exercises").mkdir(parents=True)
    shutil.copy(FOLDER / "setup.jshell", elsewhere)
    link.parent.mkdir()
    link.symlink_to(elsewhere)
    kernel = Kernel(link / "exercises")
    try:
        assert not kernel.run("%load ../setup.jshell").error
        assert kernel.value('convnets.CourseFolder.notebooks("words.md")') == str(FOLDER / "words.md")
    finally:
        kernel.close()


def test_another_projects_pom_between_notebook_and_course_is_no_matter():
    with tempfile.TemporaryDirectory(dir=FOLDER) as mine:
        (Path(mine) / "pom.xml").write_text("<project/>")
        kernel = Kernel(mine)
        try:
            assert not kernel.run("%load ../setup.jshell").error
            assert kernel.value("format(\"%,d\", 1_000)") == "1,000"
        finally:
            kernel.close()
