"""Every notebook runs, shows what it should and nothing else, and its prose tells the truth."""
import json

import nbformat
import pytest

import prose
import run_notebooks
from conftest import FOLDER, executed

LARGEST_OUTPUT = 300_000  # bytes of JSON


@pytest.fixture(scope="session")
def fresh(notebook):
    """The notebook after a run of its own, from its own folder."""
    return executed(notebook)


@pytest.fixture(scope="session")
def stored(notebook):
    """The notebook as it was committed."""
    return nbformat.read(notebook, as_version=4)


@pytest.fixture(scope="session", params=["fresh", "stored"])
def either(request, notebook):
    return request.getfixturevalue(request.param)


def outputs(notebook):
    """Each output, with the place of its cell, counted from 1."""
    for place, cell in enumerate(notebook.cells, 1):
        for output in cell.get("outputs", []):
            yield place, output


def test_runs_without_error(either):
    errors = [f"cell {n}: {o.ename}: {o.evalue}" for n, o in outputs(either) if o.output_type == "error"]
    assert not errors, "\n".join(errors)


def test_shows_no_red_box(either):
    red = [f"cell {n}: {o.text}" for n, o in outputs(either) if o.get("name") == "stderr"]
    assert not red, "\n".join(red)


def test_shows_nothing_huge(either):
    sizes = {n: len(json.dumps(o).encode()) for n, o in outputs(either)}
    huge = [f"cell {n}: {size // 1000} kB" for n, size in sizes.items() if size > LARGEST_OUTPUT]
    assert not huge, "\n".join(huge)


def test_stored_outputs_are_those_of_a_run(notebook, stored, fresh):
    """Every cell shows in the file what it shows when it runs: text, table or picture. "make run" stores them."""
    for place, (old, new) in enumerate(zip(stored.cells, fresh.cells), 1):
        assert kinds(old) == kinds(new), f"cell {place} is stored without the outputs of a run: src/setup/run_notebooks.py {notebook.relative_to(FOLDER.parent)}"


def kinds(cell):
    """What its outputs are made of; a widget is not stored, for its other side has ended with its kernel."""
    shown = [set(output.get("data", [output.output_type])) for output in cell.get("outputs", [])]
    return [sorted(kinds - {"application/vnd.jupyter.widget-view+json"}) for kinds in shown]


def test_prose_names_printed_numbers_only(notebook, either):
    name = notebook.relative_to(FOLDER).as_posix()
    unproved = list(prose.unproved(either))
    allowed = prose.EXCEPTIONS.get(name, {})
    lies = [where for number, where in unproved if number not in allowed]
    assert not lies, f"{name}: no output and no code has the number in\n" + "\n".join(lies)
    # An output may have such a number by chance, in one run and not in the next: only the prose decides.
    idle = set(allowed) - prose.numbers(either)
    assert not idle, f"{name} does not need these exceptions in prose.py (any more): {idle}"


FLOORS = {"AlexNet ÷ 4": 0.82, "VGG-11 ÷ 8": 0.84, "NiN ÷ 4": 0.75}


def test_the_nets_learn(notebook, either):
    """In the comparison's table, the worst of the seeds is above the floor."""
    if notebook != FOLDER / "08-comparison.ipynb":
        pytest.skip("only the comparison shows all nets")
    text = "\n".join(o.data.get("text/plain", "") for _, o in outputs(either) if "data" in o)
    rows = {cells[0].strip(): cells for cells in (line.split("|") for line in text.splitlines()) if len(cells) > 9}
    lowest = {name: float(rows[name][8]) for name in FLOORS}
    assert all(lowest[name] >= floor for name, floor in FLOORS.items()), lowest


def test_make_run_keeps_what_is_saved_while_a_notebook_runs(tmp_path, monkeypatch):
    path, mine = tmp_path / "chapter.ipynb", nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")])
    nbformat.write(mine, path)
    monkeypatch.setattr(run_notebooks, "execute", lambda path: nbformat.read(path, as_version=4))
    assert run_notebooks.renew(path) and "outputs_of" in path.read_text(encoding="utf-8")

    def saved_meanwhile(path):
        ran = nbformat.read(path, as_version=4)
        path.write_text("what the reader has just written", encoding="utf-8")
        return ran

    monkeypatch.setattr(run_notebooks, "execute", saved_meanwhile)
    assert not run_notebooks.renew(path)
    assert path.read_text(encoding="utf-8") == "what the reader has just written"
