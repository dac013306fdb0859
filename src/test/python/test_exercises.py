"""Each exercise: its stub is not accepted, its solution is, and both are one source."""
import re

import nbformat
import pytest

import make_exercises
from conftest import ROOT, executed
from make_exercises import EXERCISES, SOLUTIONS, exercise_of

NAMES = sorted(path.name for path in SOLUTIONS.glob("*.ipynb"))
HEADING = re.compile(r"^## (\d+\.\d+) (.+)$", re.MULTILINE)


def verdicts(notebook):
    """What the checks said: number, title, and whether the answer was accepted."""
    texts = [o.get("data", {}).get("text/plain", "") for c in notebook.cells for o in c.get("outputs", [])]
    found = (re.match(r"([✓✗]) (\d+\.\d+) ([^:]+): ", text) for text in texts)
    return [(m[2], m[3], m[1] == "✓") for m in found if m]


def headings(notebook, kind=""):
    prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    return [m.groups() for text in prose for m in HEADING.finditer(text) if kind in text]


def listed(chapter):
    """The exercises that the library can check, as their Java source lists them."""
    sources = (ROOT / "src/main/java/convnets/exercises").glob("*Checks.java")
    found = [e for s in sources for e in re.findall(r'new Exercise\(\s*"([\d.]+)",\s*"([^"]+)"\)', s.read_text(encoding="utf-8"))]
    return sorted((e for e in found if e[0].startswith(f"{chapter}.")), key=lambda e: int(e[0].partition(".")[2]))


def test_each_exercise_has_its_solution():
    assert sorted(exercise_of(SOLUTIONS / name) for name in NAMES) == sorted(EXERCISES.glob("*.ipynb"))


@pytest.mark.parametrize("name", NAMES)
def test_exercise_is_made_from_its_solution(name):
    """Did you work in the exercise? Then it differs, and "git stash" brings the empty one back. Else: "make exercises"."""
    solution = nbformat.read(SOLUTIONS / name, as_version=4)
    exercise = nbformat.read(exercise_of(SOLUTIONS / name), as_version=4)
    assert make_exercises.sources(exercise) == make_exercises.sources(make_exercises.stripped(solution))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("accepted", [True, False], ids=["solution", "stub"])
def test_checks_tell_right_from_not_begun(name, accepted):
    solution = SOLUTIONS / name
    notebook = executed(solution if accepted else exercise_of(solution))
    found = verdicts(notebook)
    assert [passed for _, _, passed in found] == [accepted] * len(found), found
    assert [(number, title) for number, title, _ in found] == listed(int(name[:2]))
    assert set(listed(int(name[:2]))) <= set(headings(notebook))


@pytest.mark.parametrize("name", NAMES)
def test_questions_without_a_check_have_a_written_answer(name):
    """An exercise that nothing checks has room for the reader's answer, and ours folded below it."""
    notebook = nbformat.read(exercise_of(SOLUTIONS / name), as_version=4)
    checked = listed(int(name[:2]))
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    sections = dict(zip(headings(notebook), HEADING.split(prose)[3::3]))
    for heading, text in sections.items():
        if heading not in checked:
            assert "*Write your answer here.*" in text and "<summary>Our answer</summary>" in text, heading
