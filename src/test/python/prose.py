"""The rule that keeps the prose honest: a number that it names was printed, or stands in the code.

A number is one with three digits or more, with a decimal point, or a percentage of two digits or more. Not looked at:
years, versions (1.9.1), section numbers, links, names (VGG-16, `conv(6, 5)`), fenced code.

It agrees with a printed value that rounds to it: 2.303 with 2.3026, 95.8 % with 0.958, 7.5 billion with 7,547,232,256.
After "about" or "≈" it may be off by 0.03 (3 % if above 1): accuracies differ a little between machines.
"""
import re

# Numbers that no cell of the notebook prints, each with the reason; one that is not needed any more fails the test.
EXCEPTIONS = {
    "03-lenet.ipynb": {
        "60,000": "the size of the full sets, which a reader may not have; SamplesTest counts them where they are",
        "50,000": "a mistake of the lecture's, named as one",
        "0.752": "published by d2l; LeNetLearnsTest holds our runs against it",
        "0.828": "published by d2l; LeNetLearnsTest holds our runs against it",
    },
    "08-comparison.ipynb": {
        "0.835": "published on the data set's page: what people reach",
        "1,000": "published there: so many pictures were shown",
        "101": "the runs that d2l's editions have printed",
    },
    "05-alexnet.ipynb": {
        "250": "what the slide says",
    },
    "04-inside-lenet.ipynb": {
        "1.175": "a constant of the paper's, which PadAndScale has",
        "1.7159": "a constant of the paper's, which ScaledTanh has",
    },
}

NOT_PROSE = [
    r"^```.*?^```",  # fenced code
    r"<!--.*?-->",
    r"(?<!!)\[[^\]]*\]\([^)]*\)",  # a link: what it says is another's title
    r"(?<=\])\([^)]*\)",  # a picture's file; its alternative text stays
    r"https?://\S+|\b(?:arXiv|doi)[: ]\S+",
    r"`[^`\n]*[A-Za-z][^`\n]*`",  # a name or a command
    r"^#+ +[\d.]+ ",  # an exercise's number
    r"\b[Ee]xercises? \d+\.\d+",
    r"\d+(?:\.\d+){2,}",  # a version
    r"(?<![\d.,])(?:19\d\d|20\d\d|2100)(?![\d.]*\d)",  # a year
]
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "kB": 1e3, "MB": 1e6, "GB": 1e9, "%": 1e-2}
GROUPS = "[,_\u2009\u202f]"  # thousands separators: comma, Java's underscore, thin spaces
NUMBER = rf"(?:\d{{1,3}}(?:{GROUPS}\d{{3}})+(?!\d)|\d+)(?:\.\d+)?|(?<!\d)\.\d+"
PROSE_NUMBER = re.compile(
    rf"(?P<about>(?:\babout|≈|\\approx)[\s$*]*)?(?<![\w.])(?<![A-Za-z]-)(?P<number>{NUMBER})(?!\w)"
    rf"(?:[\s$*~\\]*(?P<unit>{'|'.join(SCALES)})(?!\w))?"
)
PRINTED_NUMBER = re.compile(rf"(?<![A-Za-z])(?:{NUMBER})(?:[eE][-+]?\d+)?")


def value(text):
    return float(re.sub(GROUPS, "", text))


def readable(output):
    """What a reader sees of an output as text."""
    data = output.get("data", {})
    return [output.get("text", ""), data.get("text/plain", ""), re.sub(r"<[^<>]*>", " ", data.get("text/html", ""))]


def printed(notebook):
    """All numbers in the code and in the outputs of a notebook."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    texts = [cell.source for cell in code] + [text for c in code for o in c.outputs for text in readable(o)]
    return {value(number) for text in texts for number in PRINTED_NUMBER.findall(text)}


def claims(markdown):
    """The numbers that a cell of prose names, as matches of PROSE_NUMBER."""
    text = markdown.replace("{,}", ",").replace("\\%", "%")
    for pattern in NOT_PROSE:
        text = re.sub(pattern, " ", text, flags=re.MULTILINE | re.DOTALL)
    for match in PROSE_NUMBER.finditer(text):
        digits = len(re.findall(r"\d", match["number"]))
        if digits >= 3 or "." in match["number"] or (match["unit"] == "%" and digits == 2):
            yield match


def agrees(claim, values):
    """Whether a claim rounds one of the values, or is near one if it says "about"."""
    number = value(claim["number"])
    decimals = len(claim["number"].partition(".")[2])
    for scale in {1, SCALES.get(claim["unit"], 1)}:
        tolerance = 0.5 * 10**-decimals * scale
        if claim["about"]:
            tolerance = max(tolerance, 0.03 * max(1, number * scale))
        if any(abs(number * scale - v) <= tolerance * (1 + 1e-9) for v in values):
            return True
    return False


def numbers(notebook):
    """All numbers that the prose claims."""
    return {claim["number"] for cell in notebook.cells if cell.cell_type == "markdown" for claim in claims(cell.source)}


def unproved(notebook):
    """The claims that agree with no value, each as its number and a line that says where it stands."""
    values = printed(notebook)
    for place, cell in enumerate(notebook.cells, 1):
        for claim in claims(cell.source) if cell.cell_type == "markdown" else ():
            if not agrees(claim, values):
                words = claim.string[max(0, claim.start() - 40) : claim.end() + 20]
                yield claim["number"], f'cell {place}: {claim["number"]} in "… {" ".join(words.split())} …"'
