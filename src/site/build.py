"""Build the site: gather what is shown below build/site-source, let Sphinx make the pages, check their links.

usage: build.py [html | linkcheck]

The notebooks are shown with the outputs that are stored in them. What differs from them is made here: the charts wait in their pages for the script that
draws them, with a still picture for pages without scripts; pictures have their description as the alternative text; solutions are folded.
"""
import base64
import html
import json
import os
import re
import shutil
import sys
from pathlib import Path

import nbformat
import plotly
from sphinx.cmd.build import main as sphinx

import links

sys.path.insert(0, str(Path(__file__).parents[1] / "setup"))

from outputs import must_be_fresh, note, stale  # noqa: E402 (needs the path above)

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "build/site-source"
EXTRA = ROOT / "build/site-extra"
SITE = ROOT / "build/site"
STATIC = ROOT / "target/site/static"

PLOTLY = "application/vnd.plotly.v1+json"
PICTURES = {"image/png": "png", "image/gif": "gif"}
LONGEST_TEXT = 300  # characters of an alternative text
FOLD = '<details class="solution"><summary>Show the solution</summary>'

# The groups of pages, in the order of the site: title, file, and the pages in each.
GROUPS = {
    "Chapters": ("chapters", "notebooks/0*.ipynb"),
    "Exercises": ("exercises", "notebooks/exercises/*.ipynb"),
    "Solutions": ("solutions", "notebooks/solutions/*.ipynb"),
    "Guide": ("guide", "docs/*.md"),
}
ALONE = ["notebooks/words.md", "CONTRIBUTING.md", "CHANGELOG.md", "notebooks/emoji/README.md"]
# Folders and files that a page of the repository leads to, and what the site has for them.
ELSEWHERE = {"notebooks/exercises": "exercises.md", "notebooks/solutions": "solutions.md", "notebooks/emoji": "notebooks/emoji/README.md", "README.md": "index.md"}


def jupyter_anchor(heading):
    """Where Jupyter lets a link lead to a heading; the course's links are written for it."""
    return heading.replace(" ", "-")


def gather():
    for folder in (SOURCE, EXTRA, SITE):
        shutil.rmtree(folder, ignore_errors=True)
    SOURCE.mkdir(parents=True)
    EXTRA.mkdir(parents=True)
    contents = []
    for title, (name, pattern) in GROUPS.items():
        pages = sorted((path.relative_to(ROOT) for path in ROOT.glob(pattern)), key=order)
        write(f"{name}.md", f"# {title}\n\n{toctree(pages)}")
        contents.append(f"{name}.md")
        for page in pages:
            copy(page)
    contents[3:3] = ["notebooks/words.md"]
    contents += [page for page in ALONE[1:] if (ROOT / page).exists()]
    for page in ALONE:
        copy(page)
    write("index.md", f"{moved((ROOT / 'README.md').read_text(encoding='utf-8'), Path('README.md'))}\n\n{toctree(contents, 'hidden')}")
    for picture in [*ROOT.glob("notebooks/images/*"), *ROOT.glob("docs/*.png")]:
        target = SOURCE / picture.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(picture, target)
    shutil.copytree(ROOT / "build/apidocs", EXTRA / "api")
    styles = EXTRA / "api/stylesheet.css"  # JDK 17's asks for fonts that it does not bring
    styles.write_text(re.sub(r"@import url\('resources/fonts/[^']*'\);", "", styles.read_text(encoding="utf-8")), encoding="utf-8")


def order(page):
    """The guide's pages in the order of the README's table, all others by name."""
    return (ROOT / "README.md").read_text(encoding="utf-8").find(f"({page.as_posix()})") if page.parts[0] == "docs" else page.as_posix()


def toctree(pages, *options):
    lines = ["```{toctree}", ":maxdepth: 1", *(f":{option}:" for option in options), "", *(Path(page).with_suffix("").as_posix() for page in pages), "```"]
    return "\n".join(lines) + "\n"


def write(name, text):
    path = SOURCE / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def copy(page):
    path = ROOT / page
    if not path.exists():
        return
    if path.suffix == ".ipynb":
        notebook = nbformat.read(path, as_version=4)
        if stale(notebook):
            sys.exit(f"{page}: its code was changed after its last run, so its outputs may say something else: make run")
        write(page, nbformat.writes(shown(notebook, Path(page))))
    else:
        write(page, moved(path.read_text(encoding="utf-8"), Path(page)))


def moved(text, page):
    """A page's Markdown whose links lead to pages of the site; a file that is not on it is only named."""

    def follow(match):
        words, address = match[1], match[2]
        name, _, anchor = address.partition("#")
        target = os.path.normpath(page.parent / name).replace(os.sep, "/")
        if target in ELSEWHERE:
            return f"[{words}]({os.path.relpath(ELSEWHERE[target], page.parent)})"
        known = target in ALONE or target.startswith(("notebooks/", "docs/")) and target.endswith((".ipynb", ".md"))
        return match[0] if known else words

    return re.sub(r"(?<!!)\[([^\]]*)\]\((?![a-z]+:|#)([^)\s]+)\)", follow, text)


def shown(notebook, page):
    """A notebook as the site shows it."""
    cells, solution = [], False
    for place, cell in enumerate(notebook.cells):
        answer = "solution" in cell.metadata.get("tags", [])
        if answer != solution:
            cells.append(nbformat.v4.new_markdown_cell(FOLD if answer else "</details>"))
            solution = answer
        if cell.cell_type == "code":
            for number, output in enumerate(cell.outputs):
                if "data" in output:
                    show_table(output.data)
                    show_picture(output.data, page, f"{page.stem}-{place}-{number}")
        else:
            cell.source = moved(cell.source, page)
        cells.append(cell)
        if place == 0:
            if page.parent.name == "solutions":
                cell.source = cell.source.replace("# Exercises to", "# Solutions to", 1)
            cells.append(nbformat.v4.new_markdown_cell(opening(page)))
    if solution:
        cells.append(nbformat.v4.new_markdown_cell("</details>"))
    notebook.cells = cells
    return notebook


def opening(page):
    name = page.relative_to("notebooks").as_posix()
    return f'<p class="open">A page to read. To run and change it, open <code>{name}</code> in JupyterLab: <code>make lab</code>.</p>'


def show_table(data):
    """Keeps a mean and its spread on one line; a speed's heading may be broken at its slash."""
    if "text/html" in data:
        data["text/html"] = data["text/html"].replace(" ± ", "&nbsp;±&nbsp;").replace("/sec</th>", "/<wbr>sec</th>")


def show_picture(data, page, name):
    """Puts HTML in the place of a picture or a chart."""
    for kind, suffix in PICTURES.items():
        if kind in data:
            file = page.parent / "figures" / f"{name}.{suffix}"
            path = EXTRA / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(base64.b64decode(data.pop(kind)))
            still = f'<img src="figures/{path.name}" alt="{html.escape(description(data["text/plain"]))}" loading="lazy">'
            chart = json.dumps(data.pop(PLOTLY)).replace("</", "<\\/") if PLOTLY in data else None
            live = f'<script type="application/json">{chart}</script>' if chart else ""
            data["text/html"] = f'<div class="{"chart" if chart else "picture"}">{still}{live}</div>'


def description(text):
    """What a picture shows, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_TEXT else f"{line[:LONGEST_TEXT].rsplit(' ', 1)[0]} …"


def main(builder="html"):
    gather()
    notebooks = [nbformat.read(path, as_version=4) for _, pattern in GROUPS.values() for path in ROOT.glob(pattern) if path.suffix == ".ipynb"]
    if said := note(notebooks):
        if must_be_fresh():
            sys.exit(said)
        print(said)
    shutil.copy(Path(plotly.__file__).parent / "package_data/plotly.min.js", STATIC)
    target = SITE if builder == "html" else ROOT / "build" / builder
    done = sphinx(["-q", "-W", "--keep-going", "-b", builder, "-c", str(Path(__file__).parent), "-d", str(ROOT / "build/site-doctrees"), str(SOURCE), str(target)])
    if done == 0 and builder == "html":
        (SITE / "_static/webpack-macros.html").unlink()  # a template of the theme, and no page
        done = links.main(SITE)
    return done


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
