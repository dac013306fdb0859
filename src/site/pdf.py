"""Print the site as one book, build/convnets.pdf: chapters, exercises, solutions and words, each with its bookmarks.

Needs build/site, which "make site" makes, and Debian's chromium.
"""
import io
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright
from pypdf import PdfWriter

ROOT = Path(__file__).parents[2]
SITE = ROOT / "build/site"
BOOK = ROOT / "build/convnets.pdf"
PAGES = ["notebooks/0*.html", "notebooks/exercises/*.html", "notebooks/solutions/*.html", "notebooks/words.html"]
# Charts are drawn, and pictures fetched, when they are near the window: so all of the page is in it.
HEIGHT = "document.documentElement.scrollHeight"
DRAWN = "[...document.querySelectorAll('.chart')].every(chart => chart.querySelector('.main-svg')) && [...document.images].every(image => image.complete)"
UNFOLD = "document.querySelectorAll('details').forEach(details => details.open = true)"


def printed(window, path):
    """A page of the site as a PDF, with its headings as bookmarks."""
    window.set_viewport_size({"width": 1000, "height": 1000})
    window.goto(path.as_uri())
    window.evaluate(UNFOLD)
    window.set_viewport_size({"width": 1000, "height": window.evaluate(HEIGHT)})
    window.wait_for_function(DRAWN)
    margin = dict.fromkeys(["top", "bottom", "left", "right"], "16mm")
    return window.pdf(format="A4", margin=margin, scale=0.8, print_background=True, tagged=True, outline=True)


def main():
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("There is no chromium to print with (Debian: apt install chromium).")
    book = PdfWriter()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        window = browser.new_context(color_scheme="light").new_page()
        for path in [path for pattern in PAGES for path in sorted(SITE.glob(pattern))]:
            book.append(io.BytesIO(printed(window, path)), import_outline=True)
        browser.close()
    book.add_metadata({"/Title": "Convolutional networks in Java"})
    book.write(BOOK)
    print(f"{BOOK.relative_to(ROOT)}: {len(book.pages)} pages, {BOOK.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
