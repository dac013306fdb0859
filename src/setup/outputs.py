"""Which code a notebook's stored outputs are of: "make run" writes it down, the lint and the site ask for it."""
import hashlib


def digest(notebook):
    """Stands for a notebook's code: another cell, another order or another character of code gives another digest."""
    code = "\0".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    return hashlib.sha256(code.encode("utf-8")).hexdigest()[:16]


def stale(notebook):
    """Whether the stored outputs are those of other code than the cells have now."""
    return notebook.metadata.get("outputs_of") != digest(notebook)
