"""The words of the course: each is explained once, and no chapter uses it before. And the order inside a chapter."""
import re
from urllib.parse import unquote

import nbformat
import pytest

from conftest import FOLDER

ROW = re.compile(r"^\| \*\*(?P<words>[^|]+)\*\* \| [^|]+ \| \[[^\]]*\]\((?P<file>[^)#]+)#(?P<anchor>[^)]+)\) \|$", re.MULTILINE)
SOURCES = {"To read", "Sources", "A little history, and where to read on"}  # the titles of others
CHAPTERS = sorted(FOLDER.glob("0*.ipynb"))
HEAD = re.compile(r"\*\*You need\*\* .*\*\*Time:\*\* about (?P<minutes>\d+ minutes|an hour) to read, .* to run\b", re.DOTALL)
WORDS_A_MINUTE, LINES_OF_CODE_A_MINUTE = 200, 10


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


@pytest.mark.parametrize("row", [row for row in rows() if "(" in row[0][1:]], ids=lambda row: row[0])
def test_a_word_of_two_meanings_stands_in_its_section(row):
    words, file, heading = row
    [text] = [f"{section} {text}" for chapter, section, text in sections() if (chapter, section.replace("-", " ")) == (file, heading)]
    assert names(words.partition(" (")[0]).search(text.replace("*", ""))


def test_the_signs_of_tables_and_the_two_kernels_are_explained():
    text = (FOLDER / "words.md").read_text(encoding="utf-8")
    for word in ("kernel (Jupyter's)", "kernel (the window)", "Shape", "(N, C, H, W)", "6@28×28", "C1, S2, C3, S4, F5, F6", "nat", "gap", "bytes", "seed"):
        assert word in text, word


def prose(chapter):
    return "\n\n".join(cell.source for cell in nbformat.read(chapter, as_version=4).cells if cell.cell_type == "markdown")


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_says_first_what_it_needs_and_how_long_it_takes(chapter):
    cells = nbformat.read(chapter, as_version=4).cells
    head = HEAD.search(cells[1].source)
    assert cells[0].source.startswith("# ") and head and "](words.md)" in cells[1].source
    lines = sum(len(cell.source.splitlines()) for cell in cells if cell.cell_type == "code")
    minutes = len(prose(chapter).split()) / WORDS_A_MINUTE + lines / LINES_OF_CODE_A_MINUTE
    said = 60 if head["minutes"] == "an hour" else int(head["minutes"].split()[0])
    assert abs(said - minutes) <= max(5, minutes / 4), f"{minutes:.0f} minutes by its words and code"


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_the_story_stands_before_the_questions(chapter):
    text = prose(chapter)
    parts = re.split(r"^(?=## )", text, flags=re.MULTILINE)
    heads = [part.partition("\n")[0] for part in parts]
    asked = [place for place, part in enumerate(parts) if "You may ask" in part]
    if not asked:
        return
    assert heads[asked[0]] == "## You may ask" and len(asked) == 1, "all questions stand in one section"
    assert heads.index("## Summary") < asked[0], "after the summary"
    assert len(parts[asked[0]].split()) <= len(text.split()) / 4, "and are at most a quarter of the words"


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_slips_stand_in_one_box(chapter):
    parts = re.split(r"^(?=## )", prose(chapter), flags=re.MULTILINE)
    slips = [part for part in parts if re.search(r"\bslips?\b.*\bslide|\bslide.*\bslips?\b", part.partition("\n")[0], re.IGNORECASE)]
    assert len(slips) <= 1 and all("\n> " in part for part in slips)
