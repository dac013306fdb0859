"""The words of the course: each is explained once, and no chapter uses it before."""
import re
from urllib.parse import unquote

import nbformat
import pytest

from conftest import FOLDER

ROW = re.compile(r"^\| \*\*(?P<words>[^|]+)\*\* \| [^|]+ \| \[[^\]]*\]\((?P<file>[^)#]+)#(?P<anchor>[^)]+)\) \|$", re.MULTILINE)
SOURCES = {"To read", "Sources", "A little history, and where to read on"}  # the titles of others
CHAPTERS = sorted(FOLDER.glob("0*.ipynb"))



def sections():
    """Each section of the course in its order: its chapter, its heading, and its prose."""
    for chapter in CHAPTERS:
        heading, texts = "", []
        for cell in nbformat.read(chapter, as_version=4).cells:
            if cell.cell_type != "markdown":
                continue
            for part in re.split(r"^(#+ .*)$", cell.source, flags=re.MULTILINE):
                if re.match(r"#+ ", part):
                    yield chapter.name, heading, "\n".join(texts)
                    heading, texts = part.lstrip("# "), []
                else:
                    texts.append(part)
        yield chapter.name, heading, "\n".join(texts)


def plain(text):
    """Without code, formulas, and the titles of other texts: links, and sections that are named."""
    for pattern in (r"the section \*[^*]*\*", r"```.*?```", r"`[^`\n]*`", r"\$\$?[^$]*\$\$?", r"!?\[[^\]]*\]\([^)]*\)"):
        text = re.sub(pattern, " ", text, flags=re.DOTALL)
    return text


def rows():
    text = (FOLDER / "words.md").read_text(encoding="utf-8")
    return [(m["words"], m["file"], unquote(m["anchor"]).replace("-", " ")) for m in ROW.finditer(text)]


def names(words):
    """The ways in which a word is written: without what stands in brackets, with a plural."""
    bare = [word.strip() for word in re.sub(r" \(.*?\)$", "", words).split(",")] if not words.startswith("(") else [words]
    return re.compile("|".join(rf"(?<!\w){re.escape(word)}(?:s|es)?(?!\w)" for word in bare), re.IGNORECASE if words.islower() else 0)


def test_each_row_leads_to_a_section():
    text = (FOLDER / "words.md").read_text(encoding="utf-8")
    assert len(rows()) == len([line for line in text.splitlines() if line.startswith("| **")]) > 50
    there = {(chapter, heading.replace("-", " ")) for chapter, heading, _ in sections()}
    lost = [row for row in rows() if (row[1], row[2]) not in there]
    assert not lost, lost


def test_each_word_stands_once():
    words = [words for words, _, _ in rows()]
    assert sorted(set(words)) == sorted(words)


@pytest.mark.parametrize("row", [row for row in rows() if "(" not in row[0]], ids=lambda row: row[0])
def test_no_chapter_uses_a_word_before_it_is_explained(row):
    words, file, heading = row
    early = []
    for chapter, section, text in sections():
        if (chapter, section.replace("-", " ")) == (file, heading):
            assert names(words).search(f"{section} {text}".replace("*", "")), f"{heading} does not have the word"
            break
        prose = "" if section in SOURCES else plain(text)
        early += [f"{chapter}, {section}: … {prose[max(0, m.start() - 40) : m.end() + 20].strip()} …" for m in names(words).finditer(prose)]
    assert not early, "\n".join(early)
