"""What a notebook's stored outputs are of: "make run" writes it down, the lint and the site ask for it.

Outputs of other code than the cells have now say what is not there, so the lint and the site refuse them. Outputs of an earlier library are mostly those
that the library has now, and only a run of all notebooks, half an hour, could tell: for them there is one sentence, and "make run" renews them.
What is published has no outputs of an earlier library: with CONVNETS_FRESH=1, as in continuous integration, the lint and the site refuse them, too.
"""
import functools
import hashlib
import os
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
# A text of Java, which may hold what looks like a comment, or a comment.
TEXT_OR_COMMENT = re.compile(r'("""(?:\\.|.)*?"""|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\')|//[^\n]*|/\*.*?\*/', re.DOTALL)


def digest(notebook):
    """Stands for a notebook's code: another cell, another order or another character of code gives another digest."""
    return short("\0".join(cell.source for cell in notebook.cells if cell.cell_type == "code").encode("utf-8"))


@functools.cache
def library():
    """Stands for what the cells call and read: the library's code, the first cell's file, what was measured, and the weights that come with the course."""
    folders = ("src/main/java", "src/main/resources", "notebooks/measured", "notebooks/weights")
    files = sorted(path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file())
    return short(b"\0".join(map(essence, [*files, ROOT / "notebooks/setup.jshell"])))


def essence(path):
    """A file, of Java only its code: neither comments nor the way it is laid out."""
    return code(path.read_text(encoding="utf-8")).encode("utf-8") if path.suffix in {".java", ".jshell"} else path.read_bytes()


def code(java):
    return "".join(TEXT_OR_COMMENT.sub(lambda match: match[1] or " ", java).split())


def short(content):
    return hashlib.sha256(content).hexdigest()[:16]


def sign(notebook):
    notebook.metadata["outputs_of"] = digest(notebook)
    notebook.metadata["outputs_by"] = library()


def stale(notebook):
    """Whether the stored outputs are those of other code than the cells have now."""
    return notebook.metadata.get("outputs_of") != digest(notebook)


def of_another_library(notebook):
    """Whether the stored outputs were made by another library than there is now."""
    return notebook.metadata.get("outputs_by") != library()


def note(notebooks):
    """One sentence if there are outputs of another library, else nothing."""
    number = sum(map(of_another_library, notebooks))
    return f"The library was changed after the last run of {number} of {len(notebooks)} notebooks, whose outputs may be different now: make run" if number else ""


def must_be_fresh():
    """Whether outputs of an earlier library are a fault, too."""
    return bool(os.environ.get("CONVNETS_FRESH"))
