"""The check of the site's links finds what is wrong, and the site draws with the Plotly of the notebooks."""
import re
import sys

import pytest

from conftest import ROOT

sys.path.insert(0, str(ROOT / "src/site"))

import links  # noqa: E402 (needs the path above)

WHOLE = {
    "index.html": '<h1 id="top">…</h1> <a href="sub/page.html#What-is%20it?">…</a> <a href="https://d2l.ai">…</a> <img src="a.png">',
    "sub/page.html": '<h2 id="What-is it?">…</h2> <a href="..">…</a> <a href="#What-is it?">…</a> <script src="../a.js?v=1"></script>',
    "a.png": "",
    "a.js": "",
}


@pytest.fixture
def site(tmp_path):
    for name, text in WHOLE.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_a_whole_site_has_no_fault(site):
    assert not list(links.faults(site))


@pytest.mark.parametrize(
    "code, fault",
    [
        ('<a href="gone.html">…</a>', "no such file: gone.html"),
        ('<img src="gone.png">', "no such file: gone.png"),
        ('<a href="page.html#gone">…</a>', "no such place: page.html#gone"),
        ('<a href="#gone">…</a>', "no such place: #gone"),
        ('<script src="https://cdn.example.org/a.js"></script>', "fetches https://cdn.example.org/a.js"),
        ('<link rel="stylesheet" href="//fonts.example.org/a.css">', "fetches //fonts.example.org/a.css"),
    ],
)
def test_a_fault_is_named_with_its_page(site, code, fault):
    with open(site / "sub/page.html", "a", encoding="utf-8") as page:
        page.write(code)
    (found,) = links.faults(site)
    assert found.startswith("sub/page.html") and found.endswith(fault)


def test_the_site_has_pins_and_the_same_plotly_and_pytest():
    pins = {name: re.findall(r"^([a-z0-9-]+==[0-9][0-9a-z.]*)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE) for name in ("requirements.txt", "requirements-site.txt")}
    assert {pin for names in pins.values() for pin in names if pin.startswith(("plotly==", "pytest=="))} <= set(pins["requirements.txt"]) & set(pins["requirements-site.txt"])
