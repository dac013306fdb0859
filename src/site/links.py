"""Every link within the site leads somewhere, and no page fetches anything from elsewhere.

usage: links.py FOLDER
"""
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

# What a browser fetches by itself when it opens a page.
FETCHED = {("img", "src"), ("script", "src"), ("link", "href"), ("iframe", "src"), ("source", "src"), ("video", "src"), ("audio", "src"), ("object", "data")}


class Page(HTMLParser):
    """The names that links can lead to within a page, and its own links."""

    def __init__(self, path):
        super().__init__()
        self.names, self.links, self.fetched = set(), [], []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == "id" or (tag == "a" and name == "name"):
                self.names.add(value)
            elif value and (tag, name) in FETCHED:
                self.fetched.append(value)
            elif value and name == "href":
                self.links.append(value)


def faults(folder):
    """Each fault of the site below a folder, as one line."""
    pages = {path.resolve(): Page(path) for path in sorted(folder.rglob("*.html"))}
    for path, page in pages.items():
        where = path.relative_to(folder.resolve()).as_posix()
        for link in page.fetched:
            if urlsplit(link).netloc:
                yield f"{where} fetches {link}"
        for link in page.links + page.fetched:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if target.is_dir():
                target /= "index.html"
            if not target.exists():
                yield f"{where}: no such file: {link}"
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].names:
                yield f"{where}: no such place: {link}"


def main(folder):
    found = list(faults(Path(folder)))
    print("\n".join(found) if found else f"The site's links are right: {sum(1 for _ in Path(folder).rglob('*.html'))} pages.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
