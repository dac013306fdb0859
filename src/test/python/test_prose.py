"""The prose rule itself, example by example."""
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import prose


def notebook(markdown, printed, code=""):
    output = new_output("stream", name="stdout", text=printed)
    return new_notebook(cells=[new_markdown_cell(markdown), new_code_cell(code, outputs=[output])])


@pytest.mark.parametrize(
    "markdown, printed",
    [
        ("It has 61,706 parameters.", "61706"),
        ("It has $61{,}706$ parameters.", "total 61,706"),
        ("A loss of 2.303.", "2.30261"),
        ("A share of 95.8 %.", "0.9583"),
        ("A share of 95.8 %.", "95.8"),
        ("A share of 96 %.", "0.9583"),
        ("7.5 billion MACs", "7,547,232,256"),
        ("an accuracy of about 0.77", "0.754"),
        ("an accuracy of about **0.77**", "0.79"),
        ("about 77 %", "0.754"),
        ("$\\approx 0.77$", "0.754"),
        ("about 60,000 parameters", "61,706"),
    ],
)
def test_agrees(markdown, printed):
    assert not list(prose.unproved(notebook(markdown, printed)))


@pytest.mark.parametrize(
    "markdown, printed, number",
    [
        ("It has 61,686 parameters.", "61,706", "61,686"),
        ("It has 61,706 parameters.", "161,706 617 06", "61,706"),
        ("A loss of 2.303.", "2.3041", "2.303"),
        ("A share of 95.8 %.", "0.9573", "95.8"),
        ("A share of 97 %.", "0.9583", "97"),
        ("7.5 billion MACs", "7,647,232,256", "7.5"),
        ("an accuracy of 0.77", "0.754", "0.77"),
        ("an accuracy of about 0.77", "0.73", "0.77"),
        ("about 60,000 parameters", "62,706", "60,000"),
        ("![a bar of 416,520 MACs](x.png)", "", "416,520"),
        ("after `0.773`", "", "0.773"),
        ("1,998 of them", "", "1,998"),
        ("from .75 on", "", ".75"),
    ],
)
def test_refuses(markdown, printed, number):
    [(found, where)] = prose.unproved(notebook(markdown, printed))
    assert found == number
    assert where.startswith(f"cell 1: {number} in")


@pytest.mark.parametrize(
    "markdown",
    [
        "LeNet is of 1998, not 2026.",
        "MXNet 1.9.1 on x86-64, VGG-11 and STAT-157",
        "## 3.2 Pooling",
        "[224 pixels](https://example.org/1409.1556), https://example.org/340908",
        "`conv(6, 500)` and `learningRate(0.95f)`",
        "```\n416,520\n```",
        "28×28 pixels, 10 classes, ½ or 1/4, 5 %, 10² and 3rd",
        "arXiv:1708.07747",
    ],
)
def test_is_no_claim(markdown):
    assert not list(prose.unproved(notebook(markdown, "")))


def test_numbers_of_the_code_count():
    assert not list(prose.unproved(notebook("at rate 0.95 on 10,000", "", "rate(0.95f).of(10_000)")))
