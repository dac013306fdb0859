"""The site in a real browser: served from a folder below the root, read from the disk, on a phone, without scripts.

Needs build/site, which "make site" makes, and Debian's chromium. Screenshots are kept in build/screenshots.
"""
import functools
import http.server
import shutil
import threading

import pytest

from conftest import ROOT

sync_api = pytest.importorskip("playwright.sync_api")

SITE = ROOT / "build/site"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SCREENSHOTS = ROOT / "build/screenshots"
PAGES = sorted(p.relative_to(SITE).as_posix() for p in SITE.rglob("*.html") if p.relative_to(SITE).parts[0] not in {"api", "_static"})
PATIENCE = 15_000  # milliseconds for what should take one second
UNFOLD = "document.querySelectorAll('details').forEach(details => details.open = true)"
# By how many pixels the page, or its text, is moved sideways; the theme lets the text be moved alone.
TOO_WIDE = "Math.max(...[...document.querySelectorAll('html, .bd-article-container')].map(e => e.scrollWidth - e.clientWidth))"
# The cells of tables whose mean and spread stand on two lines: a row is as high as its text.
BROKEN_NUMBERS = """[...document.querySelectorAll('.cell_output td')].filter(cell => /^[\\d.]+\\s±\\s[\\d.]+$/.test(cell.textContent.trim()))
    .filter(cell => { const range = document.createRange(); range.selectNodeContents(cell); return range.getClientRects().length > 1; }).map(cell => cell.textContent)"""
MOVED_SIDEWAYS = "[...document.querySelectorAll('.bd-article table')].filter(table => table.scrollWidth > table.clientWidth + 1).map(table => table.textContent)"
BROKEN = "[...document.images].filter(image => image.complete && !image.naturalWidth).map(image => image.src)"

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium (Debian: apt install chromium)"),
    pytest.mark.skipif(not PAGES, reason="there is no site: make site"),
]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass

    def do_GET(self):
        if self.path == "/favicon.ico":  # Chromium asks for it by itself, for a page that names no icon
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()


@pytest.fixture(scope="module")
def address():
    """Where the site is served, one folder below the root of its host."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=SITE.parent)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/site/"
        server.shutdown()


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


class Watched:
    """Windows of the browser, what they asked the network for, and what failed in their scripts."""

    def __init__(self, browser):
        self.browser, self.windows, self.asked, self.errors = browser, [], [], []

    def open(self, width=1300, height=1000, **options):
        window = self.browser.new_context(viewport={"width": width, "height": height}, **options).new_page()
        window.set_default_timeout(PATIENCE)
        window.on("request", lambda request: self.asked.append(request.url))
        window.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        window.on("pageerror", lambda error: self.errors.append(str(error)))
        self.windows.append(window)
        return window

    def faults(self):
        """Since it was asked last: requests that left the site, and scripts that failed."""
        own = (*(window.url.partition("/site/")[0] for window in self.windows), "data:", "blob:")
        found = [url for url in self.asked if not url.startswith(own)] + self.errors
        self.asked.clear()
        self.errors.clear()
        return found

    def close(self):
        for window in self.windows:
            window.context.close()


@pytest.fixture
def window(browser):
    """Opens windows; at the end no request may have left the site, and no script may have failed."""
    watched = Watched(browser)
    yield watched.open
    faults = watched.faults()
    watched.close()
    assert not faults


@pytest.fixture(scope="module")
def tour(browser):
    """One window for all pages, one after the other: the browser compiles their common scripts once, which takes half of the time."""
    watched = Watched(browser)
    watched.open()
    yield watched
    watched.close()


def picture(window, name):
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    window.screenshot(path=SCREENSHOTS / name)


def draw_all(window):
    """Unfolds the page and scrolls through it, so that every chart is drawn, and returns to its top."""
    window.evaluate(UNFOLD)
    for chart in window.locator(".chart").all():
        chart.scroll_into_view_if_needed()
        chart.locator(".main-svg").first.wait_for()
    window.evaluate("scrollTo(0, 0)")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_whole_fits_a_phone_and_fetches_nothing_from_elsewhere(address, tour, page):
    [here] = tour.windows
    here.set_viewport_size({"width": 1300, "height": 1000})
    here.goto(address + page, wait_until="networkidle")
    draw_all(here)
    broken = here.evaluate(BROKEN)
    here.set_viewport_size({"width": 390, "height": 800})
    assert (broken, here.evaluate(TOO_WIDE), tour.faults()) == ([], 0, [])


def test_charts_live_and_speak_in_light_and_dark(address, window):
    for theme in ("light", "dark"):
        here = window(1300, 2400, color_scheme=theme)
        here.goto(address + "notebooks/03-lenet.html")
        charts = here.locator(".chart").count()
        draw_all(here)
        assert charts > 5 and here.locator(".chart .main-svg").count() >= charts
        assert all(len(chart.get_attribute("aria-label")) > 10 for chart in here.locator(".chart > [role=img]").all())
        picture(here, f"site-{theme}.png")
    bars = here.locator(".chart .bars path")
    heights = [bar.bounding_box()["height"] for bar in bars.all()]
    bars.nth(heights.index(max(heights))).hover(force=True)  # Plotly lays a pane over the bars
    here.locator(".hoverlayer .hovertext").first.wait_for()
    picture(here, "site-hovered.png")


@pytest.mark.parametrize("page", ["05-alexnet", "08-comparison"])
def test_wide_tables_are_seen_whole_and_printed_lines_stand_together(address, window, page):
    here = window()
    here.goto(f"{address}notebooks/{page}.html")
    assert here.evaluate(MOVED_SIDEWAYS) == []
    assert here.locator(".cell_output .stream").count() > 0
    assert here.locator(".cell_output .stream + .stream").count() == 0


@pytest.mark.parametrize("page, formulas", [("02-learning", 10), ("08-comparison", 4)])
def test_formulas_are_drawn(address, window, page, formulas):
    here = window()
    here.goto(f"{address}notebooks/{page}.html")
    here.locator("mjx-container svg").first.wait_for(state="attached")
    assert here.locator("mjx-container").count() == here.locator("span.math, div.math").count() > formulas
    assert here.locator("mjx-merror, [data-mjx-error]").count() == 0


def test_without_scripts_the_charts_are_pictures(address, window):
    here = window(java_script_enabled=False)
    here.goto(address + "notebooks/03-lenet.html", wait_until="networkidle")
    charts = here.locator(".chart > img")
    assert charts.count() > 5
    charts.first.scroll_into_view_if_needed()
    assert charts.first.bounding_box()["height"] > 200


def test_hints_and_solutions_are_folded(address, window):
    here = window()
    here.goto(address + "notebooks/exercises/03-lenet-exercises.html")
    hint = here.locator("details", has_text="looks much like the other one").first
    assert hint.get_attribute("open") is None
    hint.locator("summary").first.click()
    assert hint.locator("summary").nth(1).is_visible()
    picture(here, "site-exercise.png")
    here.goto(address + "notebooks/solutions/03-lenet-solutions.html")
    solution = here.locator("details.solution").first
    assert not solution.locator("pre").first.is_visible()
    solution.locator("summary").first.click()
    assert "maxPool(2)" in solution.locator("pre").first.inner_text()


def test_a_cell_is_copied_and_its_output_is_not(address, window):
    here = window()
    here.goto(address + "notebooks/03-lenet.html", wait_until="load")
    assert here.locator(".cell_input .copybtn").count() == here.locator(".cell_input pre").count() > 10
    assert here.locator(".cell_output .copybtn").count() == 0


def test_the_search_finds_a_word(address, window):
    here = window()
    here.goto(address + "search.html?q=dropout")
    here.locator(".search li", has_text="AlexNet").locator("p.context").first.wait_for()
    picture(here, "site-search.png")


def test_the_search_finds_a_word_from_the_disk_and_no_script_fails(window):
    here = window()
    here.goto(f"{SITE.as_uri()}/search.html?q=dropout")
    here.locator(".search-summary", has_text="Search finished").wait_for()
    assert here.locator(".search li a", has_text="AlexNet").count() > 0


def test_reads_from_the_disk_and_on_a_phone(window):
    phone = window(390, 800)
    phone.goto((SITE / "notebooks/03-lenet.html").as_uri(), wait_until="load")
    draw_all(phone)
    assert phone.evaluate(BROKEN_NUMBERS) == []
    picture(phone, "site-phone.png")
    phone.locator("a.right-next").click()
    assert phone.url.endswith("/site/notebooks/04-inside-lenet.html")


def test_the_documentation_of_the_library_is_there(address, window):
    here = window()
    here.goto(address + "notebooks/03-lenet.html")
    here.locator("a.api").first.click()
    here.wait_for_url("**/api/convnets/**")
    assert here.locator("h1").count() == 1
