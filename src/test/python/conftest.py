"""What the tests share: where things are, and the notebooks one by one."""
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "src/setup"))

from install_kernel import threads  # noqa: E402 (needs the path above)
from outputs import note  # noqa: E402
from run_notebooks import FOLDER, execute, paths  # noqa: E402


# A notebook waits much: for its kernel to start, for Java's compiler, for the next cell. Two at once, with half of the threads each, use the cores better.
AT_ONCE = min(2, threads())
COMPARISON = FOLDER / "08-comparison.ipynb"  # compares nets that others have trained, and would have to train them otherwise


GIT = shutil.which("git")
needs_git = pytest.mark.skipif(GIT is None, reason="there is no git")
# A copy of the files, such as an archive or a container has, is none.
IS_CLONE = GIT is not None and subprocess.run([GIT, "rev-parse"], cwd=ROOT, capture_output=True).returncode == 0
needs_clone = pytest.mark.skipif(not IS_CLONE, reason="these files are no git clone")


def when(path):
    """The chapters first, the comparison after them, and the shortest last: so both of two at once are busy to the end."""
    return path.parent.name == "exercises", path.parent.name == "solutions", path == COMPARISON


class Executions:
    """The notebooks that the chosen tests need, each after one run of its own: they begin when the first is asked for."""

    def __init__(self):
        self.needed, self.pool, self.runs = [], ThreadPoolExecutor(AT_ONCE), {}

    def of(self, path):
        for each in [] if self.runs else sorted(self.needed, key=when):
            before = list(self.runs.values()) if each == COMPARISON else []
            self.runs[each] = self.pool.submit(self.run, each, before)
        return self.runs[path].result()

    @staticmethod
    def run(path, before):
        wait(before)
        return execute(path, threads=threads() // AT_ONCE, allow_errors=True)


EXECUTIONS = Executions()


def executed(path):
    """A notebook after a run of its own from its own folder; run once for all tests."""
    return EXECUTIONS.of(path)


def executed_by(item):
    """The notebook that a test executes, if it does."""
    parameters = item.callspec.params if hasattr(item, "callspec") else {}
    if "fresh" in item.fixturenames or parameters.get("either") == "fresh":
        return parameters["notebook"]
    return parameters.get("executes")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Tests of executed notebooks come last: others measure how soon a kernel answers, and no notebook may run meanwhile."""
    EXECUTIONS.needed = list(dict.fromkeys(filter(None, map(executed_by, items))))
    items.sort(key=lambda item: executed_by(item) is not None)


def pytest_configure(config):
    config.addinivalue_line("markers", "load: takes minutes; make test-load runs it, make test leaves it out")
    config.addinivalue_line("markers", "peers: needs the bench's peers, which are downloaded; make test leaves it out")


def pytest_terminal_summary(terminalreporter):
    said = note([nbformat.read(path, as_version=4) for path in paths()])
    if said:
        terminalreporter.write_line(said, yellow=True)


@pytest.fixture(scope="session", params=paths(), ids=lambda p: str(p.relative_to(FOLDER)))
def notebook(request):
    """The path of a notebook; a test that wants it runs once for each."""
    return request.param


@pytest.fixture(scope="session", autouse=True)
def results(tmp_path_factory):
    """The notebooks of a test run share their own trained nets; nothing saved earlier may help them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONVNETS_RESULTS", str(tmp_path_factory.mktemp("results")))
        yield
