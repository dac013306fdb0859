"""The house: packages depend downwards only, and no two classes on each other in a circle. Needs compiled classes and the JDK's jdeps."""
import os
import re
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

from conftest import ROOT
from count_lines import lines_of

# From the ground up; "" is the package convnets itself.
STOREYS = ["", "engine", "nn", "models data onnx", "cost", "train", "plot", "look", "figures", "experiments", "exercises", "notebook", "app"]
LEVEL = {room: level for level, rooms in enumerate(STOREYS) for room in rooms.split(" ")}
CLASSES = ROOT / "target/classes"


def dependencies():
    """What each top-level class of ours needs of the others: the names without "convnets."."""
    home = os.environ.get("JAVA_HOME")
    tool = str(Path(home) / "bin/jdeps") if home else "jdeps"
    done = subprocess.run([tool, "-verbose:class", "-filter:none", CLASSES], capture_output=True, text=True, check=True)
    found = defaultdict(set)
    for line in done.stdout.splitlines():
        match = re.match(r"\s+convnets\.([\w.]+)\S* +-> convnets\.([\w.]+)", line)
        if match and match[1] != match[2]:
            found[match[1]].add(match[2])
    return dict(found)


def room(name):
    return name.rpartition(".")[0]


def circles(needs):
    """Groups of names each of which needs the others, by whatever way (Tarjan's strongly connected components)."""
    index, low, stack, found = {}, {}, [], []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in sorted(needs.get(node, ())):
            if other not in index:
                visit(other)
            if other in stack:
                low[node] = min(low[node], low[other])
        if low[node] == index[node]:
            group = [stack.pop()]
            while group[-1] != node:
                group.append(stack.pop())
            if len(group) > 1:
                found.append(sorted(group))

    for node in sorted(needs):
        if node not in index:
            visit(node)
    return found


@pytest.fixture(scope="module")
def needs():
    if not CLASSES.is_dir():
        pytest.skip("nothing is compiled: make setup")
    return dependencies()


def test_packages_depend_downwards_only(needs):
    assert len(needs) > 50
    upwards = [
        f"{name} needs {other}" for name, others in sorted(needs.items()) for other in sorted(others) if room(name) != room(other) and LEVEL[room(other)] >= LEVEL[room(name)]
    ]
    assert not upwards, "\n".join(upwards)


def test_no_classes_depend_in_circles(needs):
    found = circles(needs)
    assert not found, "\n".join(map(str, found))


def test_circles_are_found():
    assert circles({"a": {"b"}, "b": {"c", "d"}, "c": {"a"}, "d": {"e"}}) == [["a", "b", "c"]]
    assert circles({"a": {"b", "c"}, "b": {"c"}}) == []


@pytest.mark.parametrize(
    "java, lines",
    [
        ("package a;\n\nimport b.C;\n\n/** Words. */\nclass D {\n    int e; // words\n}\n", 3),
        ('String s = "/* no comment";\n/* one\n   int f;\n*/\nString t = "// none";\n', 2),
        ('String u = """\n    // text\n\n    """;\n', 3),
    ],
)
def test_lines_of_code_are_counted_without_comments_and_imports(java, lines):
    assert lines_of(java) == lines
