"""What the tests share: where things are, and the notebooks one by one."""
import functools
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "src/setup"))

from outputs import note  # noqa: E402 (needs the path above)
from run_notebooks import FOLDER, execute, paths  # noqa: E402


@functools.cache
def executed(path):
    """A notebook after a run of its own from its own folder; run once for all tests."""
    return execute(path, allow_errors=True)


def pytest_configure(config):
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
