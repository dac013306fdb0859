"""Each exercise: its stub is not accepted, its solution is, and both are one source."""
import functools
import json
import os
import re
import subprocess
from collections import Counter

import nbformat
import pytest

import make_exercises
from conftest import ROOT, executed
from make_exercises import EXERCISES, SOLUTIONS, exercise_of

NAMES = sorted(path.name for path in SOLUTIONS.glob("*.ipynb"))
OUR_ANSWER = re.compile(r"<summary>Our answer</summary>(.*?)</details>", re.DOTALL)
HEADING = re.compile(r"^## (\d+\.\d+) (.+)$", re.MULTILINE)


def verdicts(notebook):
    """What the checks said: number, title, and whether the answer was accepted."""
    texts = [o.get("data", {}).get("text/plain", "") for c in notebook.cells for o in c.get("outputs", [])]
    found = (re.match(r"([✓✗]) (\d+\.\d+) ([^:]+): ", text) for text in texts)
    return [(m[2], m[3], m[1] == "✓") for m in found if m]


def progress(notebook):
    """What the last cell says: how many exercises are solved, and how many were tried."""
    return notebook.cells[-1].outputs[-1]["data"]["text/plain"]


def headings(notebook, kind=""):
    prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    return [m.groups() for text in prose for m in HEADING.finditer(text) if kind in text]


@functools.cache
def exercises():
    """All exercises as the library lists them: number, kind, title."""
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java"
    deps = ROOT / (ROOT / "target/.deps").read_text(encoding="utf-8").strip()
    path = os.pathsep.join([str(ROOT / "target/classes"), str(deps / "*")])
    command = [java, "-cp", path, "convnets.exercises.Exercise"]
    lines = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout.splitlines()
    return [tuple(line.split("\t")) for line in lines]


def listed(chapter, checked=True):
    """Number and title of a chapter's exercises that have a check, or of those that have none."""
    own = [e for e in exercises() if e[0].startswith(f"{chapter}.")]
    return [(number, title) for number, kind, title in own if (kind != "QUESTION") == checked]


def test_each_sentence_is_said_by_a_check():
    java = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/main/java/convnets/exercises").glob("*.java"))
    for path in (ROOT / "src/main/resources/exercises").glob("*.json"):
        for exercise in json.loads(path.read_text(encoding="utf-8")):
            chosen = {mistake for choice in exercise.get("choices", []) for mistake in choice["others"].values()}
            idle = {name for name in exercise["sentences"] if f'"{name}"' not in java and name not in chosen}
            assert idle == set(), (path.name, exercise["title"])


def test_each_exercise_has_its_solution():
    assert sorted(exercise_of(SOLUTIONS / name) for name in NAMES) == sorted(EXERCISES.glob("*.ipynb"))


@pytest.mark.parametrize("name", NAMES)
def test_exercise_is_made_from_its_solution(name):
    """Did you work in the exercise? Then it differs, and "git stash" brings the empty one back. Else: "make exercises"."""
    solution = nbformat.read(SOLUTIONS / name, as_version=4)
    exercise = nbformat.read(exercise_of(SOLUTIONS / name), as_version=4)
    assert make_exercises.sources(exercise) == make_exercises.sources(make_exercises.stripped(solution))


@pytest.mark.parametrize("executes", [path for name in NAMES for path in (SOLUTIONS / name, exercise_of(SOLUTIONS / name))], ids=lambda path: path.name)
def test_checks_tell_right_from_not_begun(executes):
    accepted, name = executes.parent == SOLUTIONS, executes.name
    notebook = executed(executes)
    found = verdicts(notebook)
    assert [passed for _, _, passed in found] == [accepted] * len(found), found
    assert [(number, title) for number, title, _ in found] == listed(int(name[:2]))
    assert set(listed(int(name[:2]))) <= set(headings(notebook))
    assert "0 of" in progress(notebook) and ", 0 tried" in progress(notebook), "a cell that was not touched is no try"


@pytest.mark.parametrize("name", NAMES)
def test_each_exercise_has_a_task_a_stub_and_hints_in_steps(name):
    notebook = nbformat.read(SOLUTIONS / name, as_version=4)
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    sections = dict(zip(headings(notebook), HEADING.split(prose)[3::3]))
    stubs, last = set(), None
    for cell in notebook.cells:
        last = (HEADING.findall(cell.source) or [last])[-1]
        stubs |= {last} if cell.metadata.get("stub") else set()
    for exercise in listed(int(name[:2])):
        task, *hints = sections[exercise].split("<details><summary>Hint ")
        assert len(task.split()) > 8, (exercise, "task")
        assert len(hints) > 1 and [int(hint[0]) for hint in hints] == list(range(1, len(hints) + 1)), (exercise, "hints in steps")
        assert exercise in stubs, (exercise, "stub")


@pytest.mark.parametrize("name", NAMES)
def test_each_solution_is_explained(name):
    """Beside the code, or below the question: why it is so, and what the usual mistake is."""
    words, current = Counter(), None
    for cell in nbformat.read(SOLUTIONS / name, as_version=4).cells:
        if cell.cell_type == "markdown":
            before, *rest = HEADING.split(cell.source)
            for current, text in [(current, before), *zip(zip(rest[::3], rest[1::3]), rest[2::3])]:
                ours = [text] if "solution" in cell.metadata.get("tags", []) else OUR_ANSWER.findall(text)
                words[current] += sum(len(part.split()) for part in ours)
    chapter = int(name[:2])
    exercises_of_it = listed(chapter) + listed(chapter, checked=False)
    assert set(words) - {None} == set(exercises_of_it)
    assert [exercise for exercise in exercises_of_it if words[exercise] < 20] == []


def test_each_chapter_asks_for_a_reading_and_for_a_bug():
    for name in NAMES:
        kinds = {kind for number, kind, title in exercises() if number.split(".")[0] == str(int(name[:2]))}
        assert {"READING", "BUG"} <= kinds, name


@pytest.mark.parametrize("name", NAMES)
def test_questions_without_a_check_have_a_written_answer(name):
    """An exercise that nothing checks has room for the reader's answer, and ours folded below it."""
    notebook = nbformat.read(exercise_of(SOLUTIONS / name), as_version=4)
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    sections = dict(zip(headings(notebook), HEADING.split(prose)[3::3]))
    chapter = int(name[:2])
    assert set(sections) == set(listed(chapter) + listed(chapter, checked=False))
    for question in listed(chapter, checked=False):
        text = sections[question]
        assert "*Write your answer here.*" in text and "<summary>Our answer</summary>" in text, question
