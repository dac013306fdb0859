"""The drawing pad speaks the widgets' protocol: a real kernel, and a stand-in for the browser."""
import queue
import time

import jupyter_client
import pytest

from conftest import FOLDER

SETUP = ["%load setup.jshell", "var net = initialize(LeNet.modern(), he(), 0, new Shape(1, 1, 28, 28));"]
PAD = "DrawingPad.of(net, Mnist.CLASSES, Mnist.sample().test().image(0))"
STROKE = [255 if row in (9, 10, 11) and 6 < column < 20 else 0 for row in range(28) for column in range(28)]


class Browser:
    """What JupyterLab's page does with a widget, on the kernel's own channels."""

    def __init__(self):
        self.manager, self.client = jupyter_client.manager.start_new_kernel(kernel_name="java", cwd=str(FOLDER))

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def heard(self, wanted, seconds=30):
        """The first message from now on that is wanted."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                message = self.client.get_iopub_msg(timeout=1)
            except queue.Empty:
                continue
            if wanted(message):
                return message
        raise AssertionError("no such message")

    def run(self, code):
        """Runs a cell: its comm, if it opens one, and its result."""
        request = self.client.execute(code)
        comm = result = None
        while True:
            message = self.client.get_iopub_msg(timeout=60)
            if message["parent_header"].get("msg_id") != request:
                continue
            kind = message["header"]["msg_type"]
            assert kind != "error", message["content"]
            comm = message if kind == "comm_open" else comm
            result = message["content"]["data"] if kind == "execute_result" else result
            if kind == "status" and message["content"]["execution_state"] == "idle":
                return comm, result

    def send(self, kind, **content):
        self.client.shell_channel.send(self.client.session.msg(kind, content))

    def change(self, comm, **state):
        """Tells Java a change of the state; gives what Java changes then."""
        self.send("comm_msg", comm_id=comm, data={"method": "update", "state": state, "buffer_paths": []})
        answer = self.heard(lambda m: m["header"]["msg_type"] == "comm_msg" and m["content"]["comm_id"] == comm)
        return answer["content"]["data"]["state"]


@pytest.fixture(scope="module")
def browser():
    browser = Browser()
    for cell in SETUP:
        browser.run(cell)
    yield browser
    browser.close()


@pytest.fixture
def pad(browser):
    return browser.run(PAD)


def test_opens_a_model_that_anywidget_draws(pad):
    comm, result = pad
    assert comm["metadata"]["version"].startswith("2.")
    assert comm["content"]["target_name"] == "jupyter.widget"
    state = comm["content"]["data"]["state"]
    assert (state["_model_module"], state["_view_name"]) == ("anywidget", "AnyView")
    assert "export default" in state["_esm"] and "http" not in state["_esm"] + state["_css"], "nothing is loaded from elsewhere"
    view = result["application/vnd.jupyter.widget-view+json"]
    assert view == {"version_major": 2, "version_minor": 0, "model_id": comm["content"]["comm_id"]}


def test_other_pages_see_a_shipped_drawing_and_the_answer_to_it(pad):
    _, result = pad
    assert result["image/png"].startswith("iVBOR")
    assert result["text/plain"].startswith("A pad to draw on, in JupyterLab. Here stands a drawing that came with the course: The net says ")


def test_a_stroke_changes_the_answer(browser, pad):
    comm = pad[0]["content"]["comm_id"]
    empty = browser.change(comm, asked=1, strokes=[], pixels=[0] * 784)
    assert empty["answer"] == "Draw something." and not any(empty["probabilities"])
    drawn = browser.change(comm, asked=2, strokes=[[[6, 10], [20, 10]]], pixels=STROKE)
    assert drawn["answer"].startswith("The net says ") and drawn["turn"] == empty["turn"] + 1
    assert sum(drawn["probabilities"]) == pytest.approx(1, abs=1e-5)
    assert drawn["maps"].startswith("iVBOR") and drawn["words"], "the maps of the layers, with words"


def test_a_page_that_is_loaded_again_gets_the_drawing_back(browser, pad):
    comm = pad[0]["content"]["comm_id"]
    browser.change(comm, asked=1, strokes=[[[6, 10], [20, 10]]], pixels=STROKE)
    browser.send("comm_open", comm_id="control", target_name="jupyter.widget.control", data={}, metadata={"version": "1.0.0"})
    browser.send("comm_msg", comm_id="control", data={"method": "request_states"})
    answer = browser.heard(lambda m: m["header"]["msg_type"] == "comm_msg" and m["content"]["comm_id"] == "control")
    states = answer["content"]["data"]["states"]
    assert answer["content"]["data"]["method"] == "update_states"
    assert states[comm]["model_module"] == "anywidget" and states[comm]["state"]["pixels"] == STROKE


def test_what_goes_wrong_is_said_on_the_pad_and_the_kernel_lives(browser, pad):
    comm = pad[0]["content"]["comm_id"]
    assert browser.change(comm, asked=1, strokes=[], pixels=[0] * 3)["answer"]
    assert browser.change(comm, asked=2, strokes=[], pixels=STROKE)["answer"].startswith("The net says ")
    assert browser.run("6 * 7")[1]["text/plain"] == "42"


def test_a_net_that_does_not_read_digits_is_refused_at_once(browser):
    request = browser.client.execute('DrawingPad.of(net, List.of("a", "b"), Mnist.sample().test().image(0))')
    error = browser.heard(lambda m: m["header"]["msg_type"] == "error" and m["parent_header"]["msg_id"] == request)
    assert "The net has 10 outputs for 2 names: give each output one." in error["content"]["evalue"]
