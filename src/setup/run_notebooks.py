"""Execute notebooks and store their outputs in them.

usage: run_notebooks.py [NOTEBOOK ...]     (without names: those below notebooks/ whose outputs are of other code, or of another library)
A notebook whose cell fails is left as it was, and the failing cell is shown; so is one that somebody saves meanwhile.
"""
import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from outputs import of_another_library, sign, stale

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "notebooks"
KERNEL = os.environ.get("CONVNETS_KERNEL", "java")  # the name of another kernelspec, such as IJava's, to try the notebooks on it


def paths():
    return sorted(p for p in FOLDER.rglob("*.ipynb") if ".ipynb_checkpoints" not in p.parts)


def execute(path, threads=None, **options):
    """The notebook with the outputs of a fresh run from its own folder; threads of the engine, if not the kernel's own; options are nbclient's."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        kernel_name=KERNEL,
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
        **{"timeout": 900, **options},
    )
    if threads:
        client.create_kernel_manager().kernel_spec.env["OMP_NUM_THREADS"] = str(threads)
    with tempfile.TemporaryDirectory() as own:  # no run of ours is the reader's progress
        client.execute(env={**os.environ, "CONVNETS_PROGRESS": str(Path(own) / "progress.json")})
    return notebook


def store(path, notebook):
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            # Its other side is a kernel that has ended: the page shows the still picture until the cell is run again.
            output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)
    notebook.metadata.pop("widgets", None)
    sign(notebook)
    part = path.with_suffix(".part")
    nbformat.write(notebook, part)
    os.replace(part, path)


def renew(path):
    """Whether the outputs are stored: not those of cells that have changed meanwhile, as in JupyterLab."""
    before = path.read_bytes()
    notebook = execute(path)
    if unchanged := path.read_bytes() == before:
        store(path, notebook)
    return unchanged


def to_renew():
    """The notebooks whose stored outputs may differ from those of a run."""
    for path in paths():
        notebook = nbformat.read(path, as_version=4)
        if stale(notebook) or of_another_library(notebook):
            yield path


def main():
    for path in [Path(p).resolve() for p in sys.argv[1:]] or to_renew():
        print(f"{path.relative_to(ROOT)} … ", end="", flush=True)
        try:
            renewed = renew(path)
        except CellExecutionError as error:
            sys.exit(f"failed, left as it was:\n{error}")
        if not renewed:
            sys.exit("was saved by somebody else while it ran, left as that is: run it again")
        print(f"done, {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
