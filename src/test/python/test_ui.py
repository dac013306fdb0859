"""The chapters in a real browser: JupyterLab as "make lab" starts it, Run All in headless Chromium, light and dark.

Screenshots are kept in build/screenshots. Needs Debian's chromium; without it the tests are skipped.
"""
import html
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest

sync_api = pytest.importorskip("playwright.sync_api")

ROOT = Path(__file__).parents[3]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SCREENSHOTS = ROOT / "build/screenshots"
PATIENCE = 600  # seconds for a notebook's Run All
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}

# A chart is a still picture until the mouse enters it; then Plotly draws it.
ENTER = "document.querySelectorAll('.plot-img').forEach(e => e.dispatchEvent(new MouseEvent('mouseenter')))"
# What each code cell shows: its media types, and how high Plotly drew its chart.
OUTPUTS = """[...document.querySelectorAll('.jp-CodeCell')].map(cell =>
  [...cell.querySelectorAll('.jp-OutputArea-output')].map(output => ({
    kind: output.dataset.mimeType || '',
    plotly: output.querySelector('.plot-container .main-svg')?.getBoundingClientRect().height || 0,
    text: output.textContent.trim().slice(0, 200)})))"""
PROMPTS = "[...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map(e => e.textContent)"
HEIGHT = "document.querySelector('.jp-Notebook .jp-WindowedPanel-outer').scrollHeight"
TOP = "document.querySelector('.jp-Notebook .jp-WindowedPanel-outer').scrollTop = 0"  # Run All ends at the last cell

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium (Debian: apt install chromium)")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A running "make lab" with settings of its own; yields its address, its token and its settings folder."""
    home = tmp_path_factory.mktemp("lab")
    (home / "jupyter_lab_config.json").write_text('{"LabApp": {"expose_app_in_browser": true}}')  # a test opens notebooks by its commands
    port, token = free_port(), secrets.token_hex(16)
    env = dict(
        os.environ,
        JUPYTER_CONFIG_DIR=str(home),
        JUPYTERLAB_SETTINGS_DIR=str(home / "settings"),
        JUPYTERLAB_WORKSPACES_DIR=str(home / "workspaces"),
        JUPYTER_TOKEN=token,
        JUPYTER_PORT=str(port),
        DISPLAY="",
        WAYLAND_DISPLAY="",
    )
    begun = time.time()
    with open(home / "log", "w") as log:
        server = subprocess.Popen(["make", "lab"], cwd=ROOT, env=env, stdout=log, stderr=log, start_new_session=True)
    address = f"http://127.0.0.1:{port}"
    try:
        while not answers(address):
            assert server.poll() is None and time.time() - begun < 60, (home / "log").read_text()[-2000:]
            time.sleep(0.2)
        yield {"address": address, "token": token, "settings": home / "settings", "seconds": time.time() - begun}
    finally:
        os.killpg(server.pid, 15)
        server.wait(30)


def answers(address):
    try:
        return urllib.request.urlopen(f"{address}/api", timeout=1).status == 200
    except OSError:
        return False


def set_up_all(lab):
    """The committed outputs stay as they are, and cells out of sight are drawn too."""
    set_up(lab, "docmanager-extension/plugin", autosave=False)
    set_up(lab, "notebook-extension/tracker", windowingMode="none")


def set_up(lab, plugin, **settings):
    file = lab["settings"] / "@jupyterlab" / f"{plugin}.jupyterlab-settings"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(settings))


def run_all(page):
    page.locator("li.lm-MenuBar-item:has-text('Run')").click()
    page.locator("li.lm-Menu-item:has-text('Run All Cells')").first.click()
    begun = time.time()
    while time.time() - begun < PATIENCE:
        time.sleep(1)
        if time.time() - begun > 4 and not any("*" in prompt for prompt in page.evaluate(PROMPTS)):
            return
    pytest.fail(f"still running after {PATIENCE} s")


def open_notebook(browser, lab, notebook, left, shows=".jp-Notebook .jp-Cell", script=None):
    page = browser.new_page(viewport={"width": 1200, "height": 1400})
    if script:
        page.add_init_script(script)
    local = (lab["address"], lab["address"].replace("http", "ws"), "data:", "blob:")
    page.on("request", lambda request: None if request.url.startswith(local) else left.append(request.url))
    page.goto(f"{lab['address']}/lab/tree/{notebook}?reset&token={lab['token']}")
    page.wait_for_selector(shows, timeout=60_000)
    time.sleep(4)  # the kernel connects; a Run All before that is lost
    page.keyboard.press("Control+b")  # closes the side bar
    return page


def picture(page, name):
    """The whole notebook as one picture: the window grows until nothing is scrolled away."""
    page.set_viewport_size({"width": 1200, "height": min(16_000, page.evaluate(HEIGHT) + 200)})
    page.evaluate(TOP)
    time.sleep(3)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / name)


def test_a_second_make_lab_is_there_at_once(lab):
    assert lab["seconds"] < 10


def test_only_the_java_kernel_is_offered(lab):
    """In Python's, which JupyterLab brings along, each cell would be an error."""
    answer = urllib.request.urlopen(f"{lab['address']}/api/kernelspecs?token={lab['token']}", timeout=30)
    assert list(json.load(answer)["kernelspecs"]) == ["java"]


def test_opens_the_first_chapter_beside_the_chapters_in_their_order(lab):
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1200, "height": 900})
        page.goto(f"{lab['address']}/?token={lab['token']}")
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
        assert page.locator(".jp-NotebookPanel h1").first.inner_text().startswith("Start here")
        page.wait_for_selector(".jp-DirListing-item")
        names = [name.strip() for name in page.locator(".jp-DirListing-itemText").all_inner_texts()]
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / "lab.png")
        browser.close()
    chapters = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
    kept = [name for name in names if name != "results"]  # there once a chapter has trained a net
    assert kept == ["exercises", "solutions", *chapters, "words.md"]


@pytest.fixture
def pad_notebook():
    """A notebook of its own, which the page may save."""
    cells = ["%load ../setup.jshell", "DrawingPad.of(Pretrained.digits(), Mnist.CLASSES, Mnist.sample().test().image(0))"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    notebook.metadata.kernelspec = {"name": "java", "display_name": "Java", "language": "java"}
    path = ROOT / "notebooks/results/pad-of-the-test.ipynb"
    path.parent.mkdir(exist_ok=True)
    nbformat.write(notebook, path)
    yield f"results/{path.name}"
    path.unlink()


def draw(page, *points):
    """A stroke through these points, in pixels of the pad."""
    box = page.locator(".convnets-paper").bounding_box()
    places = [(box["x"] + x * box["width"] / 28, box["y"] + y * box["height"] / 28) for x, y in points]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=4)
    page.mouse.up()


def says(page, digit):
    """Waits until the net reads the drawing so."""
    sync_api.expect(page.locator(".convnets-answer")).to_contain_text(f"The net says {digit},", timeout=20_000)


def test_a_stroke_on_the_pad_changes_the_answer_after_a_reload_too(lab, pad_notebook):
    left = []
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        set_up_all(lab)
        page = open_notebook(browser, lab, pad_notebook, left)
        run_all(page)
        page.locator(".convnets-paper").scroll_into_view_if_needed()
        draw(page, (9, 6), (14, 5), (18, 8), (15, 12), (12, 13), (17, 14), (19, 18), (15, 22), (8, 21))
        says(page, "3")
        page.locator(".convnets-buttons button:has-text('Clear')").click()
        draw(page, (14, 5), (14, 22))
        says(page, "1")
        page.keyboard.press("Control+s")
        time.sleep(2)
        page.reload()
        page.wait_for_selector(".convnets-paper", timeout=60_000)
        page.locator(".convnets-paper").scroll_into_view_if_needed()
        says(page, "1")
        page.locator(".convnets-buttons button:has-text('Clear')").click()
        draw(page, (14, 6), (9, 10), (8, 16), (12, 21), (18, 19), (20, 13), (18, 8), (14, 6))
        says(page, "0")
        browser.close()
    assert not left, f"requests left the machine: {left}"


@pytest.mark.parametrize("notebook, figures", [("00-start-here", 2), ("03-lenet", 6)])
def test_runs_in_the_browser(lab, notebook, figures):
    left = []
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        set_up_all(lab)
        set_up(lab, "apputils-extension/themes", theme=THEMES["light"])
        page = open_notebook(browser, lab, f"{notebook}.ipynb", left)
        run_all(page)
        page.evaluate(ENTER)
        picture(page, f"{notebook}-light.png")
        outputs = [output for cell in page.evaluate(OUTPUTS) for output in cell]
        page.close()
        set_up(lab, "apputils-extension/themes", theme=THEMES["dark"])
        page = open_notebook(browser, lab, f"{notebook}.ipynb", left)
        picture(page, f"{notebook}-dark.png")
        browser.close()
    wrong = [o["text"] for o in outputs if "error" in o["kind"] or "stderr" in o["kind"]]
    assert not wrong, "\n".join(wrong)
    assert sum(o["plotly"] > 300 for o in outputs) >= figures, "the charts that Plotly should have drawn"
    assert not left, f"requests left the machine: {left}"


CHAPTERS = sorted((ROOT / "notebooks").glob("*.ipynb"))
OTHERS = sorted(path for folder in ("exercises", "solutions") for path in (ROOT / "notebooks" / folder).glob("*.ipynb"))
# What JupyterLab shows without trust, best first. SVG and JavaScript are not among it.
SHOWN = ["application/vnd.plotly.v1+json", "text/html", "image/png", "image/gif", "text/plain"]
OPEN = "path => window.jupyterapp.commands.execute('application:close-all').then(() => window.jupyterapp.commands.execute('docmanager:open', {path}))"
# Nobody answers the wish for a kernel.
NO_KERNEL = """const fetched = window.fetch; window.fetch = (request, ...rest) =>
  request.method === 'POST' && /\\/api\\/sessions\\b/.test(request.url) ? new Promise(() => {}) : fetched(request, ...rest)"""
# Of the notebook in front, each output's media type, and the text of its HTML; false, if nothing of it is seen.
SHOWN_OUTPUTS = """[...document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-OutputArea-output')].map(output => {
  const kind = output.querySelector('.plot-img, .js-plotly-plot') ? 'application/vnd.plotly.v1+json' : output.dataset.mimeType;
  const seen = output.getBoundingClientRect().height > 5 && [...output.querySelectorAll('img')].every(img => img.naturalWidth);
  return seen && [kind, kind === 'text/html' ? output.textContent.replace(/\\s/g, '') : '']; })"""


def stored_outputs(notebook):
    """What JupyterLab should show of each: pieces of one stream that follow each other are one."""
    for cell in nbformat.read(notebook, as_version=4).cells:
        before = None
        for output in cell.get("outputs", []):
            stream = output.output_type == "stream"
            kind = f"application/vnd.jupyter.{output.name}" if stream else next(k for k in [*SHOWN, "nothing without trust"] if k in output.data or k not in SHOWN)
            if kind != before or not stream:
                text = re.sub(r"<[^>]*>|\s", "", output.data[kind]) if kind == "text/html" else ""
                yield [kind, re.sub(r"\s", "", html.unescape(text))]
            before = kind


@pytest.mark.parametrize("notebooks", [CHAPTERS, pytest.param(OTHERS, marks=pytest.mark.load)], ids=["chapters", "exercises and solutions"])
def test_every_stored_output_is_shown_without_trust_and_without_the_network(lab, notebooks):
    """One after the other in one JupyterLab, as git gave them; no kernel starts."""
    left, wrong = [], []
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        set_up_all(lab)
        page = open_notebook(browser, lab, "words.md", left, shows=".jp-MarkdownViewer, .jp-FileEditor", script=NO_KERNEL)
        for notebook in notebooks:
            name, wanted = notebook.relative_to(ROOT / "notebooks").as_posix(), list(stored_outputs(notebook))
            page.evaluate(OPEN, name)
            try:
                page.wait_for_function(f"wanted => JSON.stringify({SHOWN_OUTPUTS}) === JSON.stringify(wanted)", arg=wanted, polling=200, timeout=30_000)
            except sync_api.TimeoutError:
                shown = page.evaluate(SHOWN_OUTPUTS)
                different = [pair for pair in zip(wanted, shown) if pair[0] != pair[1]]
                wrong.append(f"{name}: {len(wanted)} outputs, {len(shown)} shown, {different[:3]}")
        browser.close()
    assert not wrong + left, "\n".join([*wrong, f"requests that left the machine: {left}"])
