"""How Sphinx makes the site; src/site/build.py gathers what it reads."""
import re
from pathlib import Path

from docutils import nodes

ROOT = Path(__file__).parents[2]

project = "Convolutional networks in Java"
author = "The authors of the course"
extensions = ["myst_nb", "sphinx_copybutton"]
language = "en"
exclude_patterns = ["jupyter_execute"]
templates_path = ["templates"]

# The stored outputs are shown; nothing is executed.
nb_execution_mode = "off"
nb_merge_streams = True  # what a cell prints line by line stands together
nb_mime_priority_overrides = [("*", "text/html", 0), ("*", "image/png", 1), ("*", "image/gif", 1)]
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3
myst_heading_slug_func = "build.jupyter_anchor"
myst_footnote_sort = False

# One file with everything; its formulas are SVG, so that no fonts have to be loaded.
mathjax_path = "tex-svg-full.js"
mathjax3_config = {"svg": {"fontCache": "global"}, "options": {"enableMenu": False}}

html_title = project
html_theme = "pydata_sphinx_theme"
html_static_path = ["static", str(ROOT / "target/site/static")]
html_extra_path = [str(ROOT / "build/site-extra")]
html_favicon = "static/icon.svg"
html_css_files = ["site.css"]
html_js_files = [("site.js", {"defer": "defer"})]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_copyright = False
html_theme_options = {
    "logo": {"text": "Convnets in Java"},
    "navbar_center": ["navbar-nav", "api-link"],
    "navbar_align": "left",
    "header_links_before_dropdown": 7,
    "show_nav_level": 1,
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["footer"],
    "footer_end": [],
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
    "back_to_top_button": False,
}
html_context = {"default_mode": "auto"}
html_sidebars = dict.fromkeys(["index", "search", "notebooks/words", "CONTRIBUTING", "CHANGELOG"], [])
# A cell's code is copied, its output is not.
copybutton_selector = "div.highlight-java pre, div.highlight-sh pre, div.highlight-json pre"

linkcheck_timeout = 20
linkcheck_anchors = False  # pages that scripts make have none for a program
linkcheck_allowed_redirects = {r".*": r".*"}


def public_names():
    """Each public class of the library, and each word for a layer, with the address of its page below api/."""
    sources = ROOT / "src/main/java"
    pages = {}
    for path in sources.rglob("*.java"):
        if re.search(rf"^public .*\b{path.stem}\b", path.read_text(encoding="utf-8"), re.MULTILINE):
            pages[path.stem] = path.relative_to(sources).with_suffix(".html").as_posix()
    layers = (sources / "convnets/nn/Layers.java").read_text(encoding="utf-8")
    return pages | dict.fromkeys(re.findall(r"^    public static \w+ (\w+)\(", layers, re.MULTILINE), pages["Layers"])


NAMES = public_names()


def link_names(app, tree, docname):
    """A name of the library, set as code in a sentence, leads to its documentation."""
    if app.builder.name != "html":
        return
    up = "../" * docname.count("/")
    for literal in list(tree.findall(nodes.literal)):
        name = re.match(r"\w+(?=$|[.(])", literal.astext())
        page = NAMES.get(name[0]) if name else None
        if page and not isinstance(literal.parent, (nodes.reference, nodes.title)):
            link = nodes.reference("", "", refuri=f"{up}api/{page}", internal=True, classes=["api"])
            literal.replace_self(link)
            link += literal


def setup(app):
    app.connect("doctree-resolved", link_names)
