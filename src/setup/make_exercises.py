"""Make the exercise notebooks out of the solutions, so that they cannot drift apart.

usage: make_exercises.py [SOLUTION ...]     (files below notebooks/solutions/; without any: all of them)

In a solution's notebook the cells that hold an answer have the tag "solution". In the exercise such a cell holds the text
that the metadata call "stub" instead; without a stub it is left out. All other cells are the same in both.
An exercise whose cells are already the right ones is left as it is, with its outputs; else it is executed and stored.
"""
import copy
import sys
from pathlib import Path

import nbformat

from run_notebooks import FOLDER, ROOT, execute, store

SOLUTIONS = FOLDER / "solutions"
EXERCISES = FOLDER / "exercises"


def exercise_of(solution):
    """Where the exercise that is made from a solution lies; their files differ in name, so that two tabs do."""
    return EXERCISES / solution.name.replace("-solutions", "-exercises")


def stripped(solution):
    """The exercise that belongs to a solved notebook, without outputs."""
    exercise = copy.deepcopy(solution)
    exercise.cells = [cell for cell in map(asked, exercise.cells) if cell is not None]
    return exercise


def asked(cell):
    """A cell as the reader of the exercise finds it, or None."""
    stub = cell.metadata.pop("stub", None)
    if "solution" in cell.metadata.pop("tags", []):
        if stub is None:
            return None
        cell.source = stub
    if cell.cell_type == "code":
        cell.outputs, cell.execution_count = [], None
    return cell


def sources(notebook):
    return [(cell.cell_type, cell.source) for cell in notebook.cells]


def main():
    EXERCISES.mkdir(exist_ok=True)
    for name in [Path(argument).name for argument in sys.argv[1:]] or sorted(p.name for p in SOLUTIONS.glob("*.ipynb")):
        made = stripped(nbformat.read(SOLUTIONS / name, as_version=4))
        path = exercise_of(SOLUTIONS / name)
        if path.exists() and sources(nbformat.read(path, as_version=4)) == sources(made):
            print(f"{path.relative_to(ROOT)} is up to date")
            continue
        nbformat.write(made, path)
        store(path, execute(path))
        print(f"{path.relative_to(ROOT)} made")


if __name__ == "__main__":
    main()
