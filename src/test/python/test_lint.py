"""What must hold for the files as they are, without running anything."""
import json
import re
import subprocess
import sys
from urllib.parse import unquote
from xml.etree import ElementTree

import nbformat
import pytest

import install_kernel
import pom
from conftest import FOLDER, IS_CLONE, ROOT
from outputs import code, must_be_fresh, note, of_another_library, sign, stale
from run_notebooks import paths

LONGEST_CELL = 12  # lines
LARGEST_NOTEBOOK = 2_000_000  # bytes

# What one of the two kernels, JJava and IJava, does not know, or does differently.
OF_ONE_KERNEL = {
    "a magic other than %load": r"^\s*%{1,2}(?!load )\w+",
    "a shell call": r"^\s*!",
    "the kernel itself": r"(?i)\bkernel\(\)|jjava|ijava|dflib|spencerpark|\b(?:line|cell)Magic\(",
    "an id echoed below the cell": r"^\s*(?:display|updateDisplay)\(",
}
# Packages that not every kernel imports by itself: their names need an import in the notebook.
WITHOUT_IMPORT = {
    "java.time": "Duration Instant LocalDate LocalDateTime LocalTime Period ZonedDateTime",
    "java.nio.file": "Files Path Paths",
}
REMOTE = re.compile(r"""<script[^>]*\bsrc=|<link[^>]*\bhref=|\bsrc=["'](?:https?:)?//|\bcdn\b|\brequire(?:js|\.config)?\(""")
# What stored outputs are made of.
HARMLESS = {"text/plain", "text/html", "image/png", "image/gif", "application/vnd.plotly.v1+json"}
HARMLESS_TAGS = {"b", "br", "div", "table", "tbody", "td", "th", "thead", "tr"}
PERSONAL = re.compile(r"/(?:home|Users)/\w|[A-Z]:\\\\?Users")


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def cells(notebook, kind):
    """The cells of a kind, each as its place, counted from 1, and the cell."""
    nodes = nbformat.read(notebook, as_version=4).cells
    return [(place, cell) for place, cell in enumerate(nodes, 1) if cell.cell_type == kind]


def outputs(notebook):
    """Each stored output as its cell's place and one string."""
    for place, cell in cells(notebook, "code"):
        for output in cell.outputs:
            yield place, "\n".join(map(str, [*output.get("data", {}).values(), output.get("text", "")]))


def known():
    """The contents of each file that git knows or would know."""
    if not IS_CLONE:
        pytest.skip("these files are no git clone")
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True)
    files = (ROOT / name for name in done.stdout.split("\0") if name)
    return {path: path.read_bytes() for path in files if path.is_file()}


def tracked():
    """The text files among them."""
    return {path: path.read_text(encoding="utf-8") for path, content in known().items() if b"\0" not in content}


def test_no_test_leaves_a_file_beside_the_courses():
    """Pictures, data and weights have their folders; what else is no text was written by a program that was to write elsewhere."""
    folders = {ROOT / name for name in ("docs", "notebooks", "src")}
    left = [path for path, content in known().items() if b"\0" in content and folders.isdisjoint(path.parents)]
    assert not left


def test_there_are_notebooks():
    assert paths()


def test_is_small_and_for_the_kernel_java(notebook):
    node = nbformat.read(notebook, as_version=4)
    nbformat.validate(node)
    assert node.metadata.kernelspec.name == "java"
    assert notebook.stat().st_size <= LARGEST_NOTEBOOK


def test_its_outputs_are_of_its_code(notebook):
    assert not stale(nbformat.read(notebook, as_version=4)), f"its code was changed after its last run: src/setup/run_notebooks.py {notebook.relative_to(ROOT)}"


@pytest.mark.skipif(not must_be_fresh(), reason="only what is published must have been run with the library as it is: CONVNETS_FRESH=1")
def test_the_outputs_are_of_the_library():
    assert not (said := note([nbformat.read(path, as_version=4) for path in paths()])), said


@pytest.mark.parametrize("change", ["code", "order", "none"])
def test_a_change_of_code_makes_the_outputs_stale(change):
    first, second = (nbformat.v4.new_code_cell(code) for code in ("var a = 1;", "a + 1"))
    node = nbformat.v4.new_notebook(cells=[first, nbformat.v4.new_markdown_cell("One more."), second])
    sign(node)
    node.cells[1].source = "One more:"  # prose may change
    if change == "code":
        second.source = "a + 2"
    if change == "order":
        node.cells.reverse()
    assert stale(node) == (change != "none")
    assert not of_another_library(node)


@pytest.mark.parametrize("java, same", [("f(1);", False), ("f(2); // was 1", True), ("/* two */\nf( 2 );", True), ('f("// 2");', False), ('f("/*", \'"\', 2, "*/");', False)])
def test_comments_and_blanks_make_no_other_library(java, same):
    assert (code(java) == code("f(2);")) == same
    assert code(f"{java}\ng();") != code(java), "nothing after a text is taken for a comment"


def test_first_code_cell_loads_the_course(notebook):
    up = "../" * len(notebook.relative_to(FOLDER).parts[:-1])
    first, *others = [cell.source for _, cell in cells(notebook, "code")]
    assert first == f"%load {up}setup.jshell"
    assert not [source for source in others if "%load" in source]


def test_runs_on_both_kernels(notebook):
    bad = [
        f"cell {place}: {what}: {match[0].strip()}"
        for place, cell in cells(notebook, "code")
        for what, pattern in OF_ONE_KERNEL.items()
        for match in re.finditer(pattern, cell.source, re.MULTILINE)
    ]
    code = "\n".join(cell.source for _, cell in cells(notebook, "code"))
    for package, names in WITHOUT_IMPORT.items():
        for name in names.split():
            imported = re.search(rf"^import {re.escape(package)}\.(?:{name}|\*);", code, re.MULTILINE)
            if re.search(rf"(?<![\w.]){name}\b", code) and not imported:
                bad.append(f"{name} without an import of {package}")
    assert not bad, "\n".join(bad)


def test_cells_are_short(notebook):
    lengths = {place: len(cell.source.splitlines()) for place, cell in cells(notebook, "code")}
    long = [f"cell {place} has {lines} lines" for place, lines in lengths.items() if lines > LONGEST_CELL]
    assert not long, "\n".join(long)


def test_outputs_need_no_network_and_tell_nothing_of_the_machine(notebook):
    bad = [f"cell {n}: {m[0]}" for n, text in outputs(notebook) for p in (REMOTE, PERSONAL) for m in p.finditer(text)]
    assert not bad, "\n".join(bad)


def test_stored_solutions_are_accepted(notebook):
    """A reader who opens a solution without running it sees what its checks said."""
    refused = [f"cell {n}: {text}" for n, text in outputs(notebook) if "✗" in text and notebook.parent.name == "solutions"]
    assert not refused, "\n".join(refused)


def test_outputs_need_no_trust(notebook):
    """JupyterLab cleans the HTML of a notebook that somebody else ran: ours has nothing that it would take away, and runs nothing."""
    for place, cell in cells(notebook, "code"):
        for output in cell.outputs:
            assert set(output.get("data", {})) <= HARMLESS, f"cell {place}"
            tags = re.findall(r"<\s*/?\s*([^\s/>]+)([^>]*)", output.get("data", {}).get("text/html", ""))
            assert {tag for tag, _ in tags} <= HARMLESS_TAGS, f"cell {place}"
            assert {name for _, rest in tags for name in re.findall(r"([\w-]+)\s*=", rest)} <= {"align", "style"}, f"cell {place}"


def test_pictures_have_words(notebook):
    silent = r"!\[\s*\]|<img(?![^>]*\balt=[\"'][^\"'])"
    bad = [f"cell {n}: {m[0]}" for n, cell in cells(notebook, "markdown") for m in re.finditer(silent, cell.source)]
    assert not bad, "\n".join(bad)


def test_each_students_question_has_its_section():
    headings = "\n".join(cell.source for notebook in paths() for _, cell in cells(notebook, "markdown"))
    found = [int(number) for number in re.findall(r"^### .*\(question (\d+)\)$", headings, re.MULTILINE)]
    assert sorted(found) == list(range(24, 44))


def pages():
    return [*paths(), FOLDER / "words.md", *sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/*.md"))]


@pytest.mark.parametrize("page", pages(), ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_to_files(page):
    if page.suffix == ".ipynb":
        text = "\n".join(cell.source for _, cell in cells(page, "markdown"))
    else:
        text = page.read_text(encoding="utf-8")
    text = re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)
    links = re.findall(r"\]\(\s*<?([^)\s>]+)", text) + re.findall(r"\b(?:src|href)=[\"']([^\"']+)", text)
    links += re.findall(r"^\[[^\]]+\]:\s*(\S+)", text, re.MULTILINE)
    relative = [link.partition("#")[0] for link in links if not re.match(r"[a-z]+:|#", link)]
    broken = [link for link in relative if not (page.parent / link).exists()]
    assert not broken, f"no such file: {broken}"
    anchored = [unquote(link).partition("#") for link in links if re.match(r"[^:#]+\.ipynb#", link)]
    lost = [f"{name}#{anchor}" for name, _, anchor in anchored if anchor not in anchors(page.parent / name)]
    assert not lost, f"no such section: {lost}"


def anchors(notebook):
    """Where a link can lead to within a notebook: JupyterLab writes hyphens for the spaces of a heading."""
    headings = (re.findall(r"^#+ +(.*?) *$", cell.source, re.MULTILINE) for _, cell in cells(notebook, "markdown"))
    return {heading.replace(" ", "-") for found in headings for heading in found}


def test_no_path_of_one_machine():
    own = re.compile("/(?:work|root|tmp/w)/")
    bad = [f"{path.relative_to(ROOT)}: {m[0]}" for path, text in tracked().items() for m in own.finditer(text)]
    assert not bad, "\n".join(bad)


def test_the_readme_is_short_and_names_every_page_of_the_guide():
    readme = read("README.md")
    assert len(readme.splitlines()) <= 120
    assert not [page.name for page in (ROOT / "docs").glob("*.md") if f"](docs/{page.name})" not in readme]


def test_readers_see_seven_verbs_first():
    found = re.findall(r"^([a-z-]+):.* ## ", read("Makefile"), re.MULTILINE)
    assert len(found) == 7 and {"lab", "test"} < set(found)


LOCKS = {"requirements": 90, "requirements-site": 40, "requirements-gpu": 10, "requirements-gpu-pytorch": 20}


@pytest.mark.parametrize("name", LOCKS)
def test_what_is_pinned_is_locked(name):
    lines = [line.split("#")[0].strip() for line in read(f"{name}.txt").splitlines()]
    assert all(re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*", line) for line in lines if line), lines
    locked = [line for line in read(f"{name}.lock").splitlines() if not line.startswith((" ", "#"))]
    assert {line for line in lines if line} <= {line.split(" ")[0] for line in locked}, "make update"
    assert f"{name}.txt -o {name}.lock" in read("Makefile")


@pytest.mark.parametrize("name, least", LOCKS.items())
def test_every_locked_package_has_its_hashes(name, least):
    packages = re.split(r"\n(?=[a-z])", re.sub(r"^#.*\n", "", read(f"{name}.lock"), flags=re.MULTILINE))
    assert len(packages) >= least
    bad = [package for package in packages if not re.fullmatch(r"[a-z0-9.-]+==[0-9][0-9a-z.]*( ; [^\\\n]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+\n?", package)]
    assert not bad, bad[:3]


def test_only_what_is_locked_is_installed():
    assert re.search(r"^ +- -r requirements\.lock\b", read("environment.yml"), re.MULTILINE)
    installs = re.findall(r"pip install .*", read("Makefile"))
    assert len(installs) == 3 and [line for line in installs if "--require-hashes -r requirements" not in line] == [line for line in installs if "uv==$(UV)" in line]
    assert '["--require-hashes", "-r", pins.with_suffix(".lock")]' in read("src/setup/gpu.py")


@pytest.mark.parametrize("tool, name", [("jdk", "openjdk"), ("mvn", "maven"), ("python", "python")])
def test_both_ways_ask_for_the_same_versions(tool, name):
    minimum = re.search(rf"^ +- {name}>=([\d.]+)", read("environment.yml"), re.MULTILINE)[1]
    script = read("src/setup/preflight.sh")
    assert re.search(rf'^get_{tool}="install [^"]*\b{re.escape(minimum)} or later', script, re.MULTILINE)
    major, minor, patch = [*map(int, minimum.split(".")), 0, 0][:3]
    asked = {"jdk": "JDK", "mvn": "Maven", "python": "Python"}[tool]
    assert re.search(rf"-ge {major * 10000 + minor * 100 + patch} \] \|\| fail \"this {asked} is too old", script)


def test_java_versions_agree():
    release = re.search(r"<maven\.compiler\.release>(\d+)<", read("pom.xml"))[1]
    assert f"- openjdk>={release}\n" in read("environment.yml")


def test_a_program_of_the_readers_own_asks_maven_for_this_course():
    names = ["groupId", "artifactId", "version"]
    here = [pom.POM.find(f"{{*}}{name}").text for name in names]
    guide = ElementTree.fromstring(re.search(r"<dependency>.*?</dependency>", read("docs/program.md"), re.DOTALL)[0])
    assert [guide.find(name).text for name in names] == here
    program = ElementTree.parse(ROOT / "docs/own-program/pom.xml")
    assert here in [[asked.find(f"{{*}}{name}").text for name in names] for asked in program.iterfind(".//{*}dependency")]
    assert program.find(".//{*}maven.compiler.release").text == pom.text("maven.compiler.release")


def test_a_program_without_the_course_asks_maven_for_what_the_tests_run_it_with():
    program = ElementTree.parse(ROOT / "docs/onnx-program/pom.xml")
    asked = {one.find("{*}artifactId").text: one.find("{*}version").text for one in program.iterfind(".//{*}dependency")}
    here = {one.find("{*}artifactId").text: one.findtext("{*}version") for one in pom.POM.iterfind(".//{*}dependency")}
    assert asked == {"onnxruntime": here["onnxruntime"], "jackson-databind": pom.text("jackson.version")}
    assert program.find(".//{*}maven.compiler.release").text == pom.text("maven.compiler.release")


def test_maven_and_a_citation_name_the_same_edition():
    assert f'version: "{pom.POM.find("{*}version").text}"\n' in read("CITATION.cff")


def test_what_an_editor_is_told_leads_to_what_is_there():
    """JSON that every reader of JSON takes, and the paths, classes and commands in it are those of the course."""
    editor = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / ".vscode").glob("*.json")}
    assert editor.keys() == {"extensions", "launch", "settings"}
    container = json.loads(read(".devcontainer/devcontainer.json"))
    assert container["postCreateCommand"] == "make setup"
    assert container["customizations"]["vscode"]["extensions"] == editor["extensions"]["recommendations"]
    (launch,) = editor["launch"]["configurations"]
    assert (ROOT / "src/main/java" / f"{launch['mainClass'].replace('.', '/')}.java").is_file()
    settings = editor["settings"]
    options = [launch["vmArgs"], *settings["java.test.config"]["vmArgs"]]
    named = [option[1:] for option in options if option.startswith("@")] + [name for name in settings["python.testing.pytestArgs"] if "/" in name]
    assert len(named) == 3 and all((ROOT / name).exists() for name in named), named
    assert settings["python.defaultInterpreterPath"] == "${workspaceFolder}/.venv/bin/python"


def test_the_containers_install_what_the_course_needs():
    """Each of the ways to a container names the same Debian packages; a dev container has its JDK, Maven and Python from features."""
    packages = {"fontconfig", "fonts-dejavu-core", "make"}
    image = re.search(r"apt-get install --no-install-recommends --yes ((?:[a-z0-9-]+ )+)\\", read("Dockerfile"))[1].split()
    assert packages | {"maven", "openjdk-17-jdk-headless"} == set(read("binder/apt.txt").split()) == set(image) - {"ca-certificates", "python3-venv"}
    container = json.loads(read(".devcontainer/devcontainer.json"))
    assert packages <= set(container["onCreateCommand"].split()) and len(container["features"]) == 2


def test_conda_environment_has_the_name_that_make_looks_for():
    name = re.search(r"^name: (\S+)", read("environment.yml"), re.MULTILINE)[1]
    assert f"ifeq ($(CONDA_DEFAULT_ENV),{name})" in read("Makefile")


def test_flags_environment_and_versions_stand_in_one_place_each():
    """The flags of a JVM in jvm.args; its environment and the engines' versions in pom.xml. All others read them there."""
    versions = [re.escape(pom.text(name)) for name in ("djl.version", "pytorch.version")]
    own = {r"-X[mx]|--add-opens|encoding=": {"src/setup/jvm.args"}, r"MALLOC_\w+_|GLIBC_TUN|SPINCOUNT": {"pom.xml"}, rf"\b(?:{'|'.join(versions)})\b": {"pom.xml"}}
    readers = ["Makefile", "pom.xml", "src/setup/jvm.args", *(str(p.relative_to(ROOT)) for d in ("setup", "bench") for p in (ROOT / "src" / d).glob("*.py"))]
    for pattern, places in own.items():
        assert {name for name in readers if re.search(pattern, code_of(name))} == places, pattern
    assert "@src/setup/jvm.args" in read("Makefile") and "<argLine>@src/setup/jvm.args " in read("pom.xml")


def code_of(name):
    """A file without what stands in it on purpose: the larger heap of the tests, and Python's encodings."""
    return re.sub(r"-Xmx3g|encoding=\"|\.encoding>|encoding=\"UTF-8\"", "", read(name))


def test_arrays_and_their_managers_are_made_in_one_place():
    """DJL's manager.create(values) and array.set(values) can lose their numbers to the garbage collector, and its newBaseManager() and Engine.getInstance() pass by the guarded load: see HostArrays and Devices."""
    direct = re.compile(r"(?i)manager(?:\(\))?\s*\.create\(|getArray\(\)\s*\.set\(|newBaseManager\(|Engine\.getInstance\(")
    sources = (ROOT / "src/main/java").rglob("*.java")
    bad = {path.name for path in sources if direct.search(path.read_text(encoding="utf-8"))}
    assert bad == {"HostArrays.java", "Devices.java"}
    racing = re.compile(r"getArray\(\)\s*\.set\(")
    assert not [path.name for path in (ROOT / "src/test/java").rglob("*.java") if racing.search(path.read_text(encoding="utf-8"))]
    texts = {(path.name, place): cell.source + str(cell.metadata.get("stub")) for path in paths() for place, cell in cells(path, "code")}
    assert not [where for where, text in texts.items() if direct.search(text)]


# What DJL does on MXNet and not on PyTorch. A name for several axes may be made in one cell and used in another.
ON_ONE_ENGINE = {
    "several axes at once": r"\.(?:max|min|mean|prod)\(new int\[\] *\{[^{}]*,",
    "several axes of a name": r"(?s)int\[\] (\w+) = (?:new int\[\] *)?\{[^{}]*,[^{}]*\};.*\.(?:max|min|mean|prod)\(\1\b",
    "an operation": r"\.(?:sequenceMask|a(?:sin|cos|tan)h|trace|batchDot)\(|\.tile\([^(),]+,|\.oneHot\([^(),]+,[^(),]+,",
}


def test_asks_djl_only_for_what_both_engines_do():
    """make test-pytorch runs one notebook on the second engine; what the others ask for must be there, too."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "src/main/java").rglob("*.java")}
    texts |= {path.relative_to(FOLDER).as_posix(): "\n".join(cell.source for _, cell in cells(path, "code")) for path in paths()}
    bad = [f"{name}: {what}: {match[0][-60:]}" for name, text in texts.items() for what, pattern in ON_ONE_ENGINE.items() for match in [re.search(pattern, text)] if match]
    assert not bad, "\n".join(bad)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the kernel has other settings")
def test_the_kernel_runs_in_the_unit_tests_environment(monkeypatch):
    environment = pom.environment()
    assert len(environment) == 8
    for name in environment:
        monkeypatch.delenv(name, raising=False)
    spec = install_kernel.spec()
    assert {**environment, "OMP_NUM_THREADS": str(install_kernel.threads())}.items() <= spec["env"].items()
    assert set(install_kernel.flags()) <= set(spec["argv"])


def test_numbers_and_words_are_written_in_one_place():
    """In German, String.format would write 10.000 for ten thousand; Text writes the same on every computer."""
    by_language = r"(?<![@{#\w])String\.format\(|\.formatted\(|\bprintf\(|to(?:Lower|Upper)Case\(\)|fixedWithGrouping|\bLocale\.getDefault"
    bad = [
        f"{path.name}: {match[0]}"
        for path in sorted((ROOT / "src/main/java").rglob("*.java"))
        if path.name != "Text.java"
        for match in re.finditer(by_language, path.read_text(encoding="utf-8"))
    ]
    bad += [
        f"{path.name}, cell {place}: {match[0]}"
        for path in paths()
        for place, cell in cells(path, "code")
        for match in re.finditer(r"String\.format\(|\.formatted\(|\bprintf\(", cell.source)
    ]
    assert not bad, "\n".join(bad)


BRITISH = re.compile(
    r"(?i)\b\w*(?:colour|grey|centre|neighbour|behaviou?r(?<=our)|optimis|initialis|normalis|recognis(?!ance)|learnt|labelled|licence|towards|cheque)\w*|\b(?:way|turned) round\b"
)


def test_spelling_is_american_throughout():
    """The code follows DJL and PyTorch, so the prose does too. LICENSE and links keep their own spelling."""
    texts = {path: text for path, text in tracked().items() if path.suffix in {".java", ".md", ".py", ".sh", ".ipynb", ".jshell", ".yml"}}
    texts.pop(ROOT / "src/test/python/test_lint.py", None)
    bad = []
    for path, text in texts.items():
        if path.suffix == ".ipynb":
            text = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells)
        text = re.sub(r"https?://\S+", "", text)
        bad += [f"{path.relative_to(ROOT)}: {match[0]}" for match in BRITISH.finditer(text)]
    assert not bad, "\n".join(bad)


ASKS_A_TEXT = re.compile(
    r"\.(?:startsWith|endsWith|matches|split|replaceFirst|replaceAll)\(|\.(?:last)?[iI]ndexOf\([\"']|\.contains\(\""
    r"|\bparse(?:Int|Long|Double|Float)\(|\b(?:text|layer|outline)\([^()]*(?:\([^()]*\))?\)\.equals\("
)
# What others wrote has to be read: names of files, parameters and processors, the answer of a program, a server's list, a class in a stack
# trace, a cell's code, a reader's answer.
WRITTEN_BY_OTHERS = {
    "AtomicFile.java": 2,
    "Text.java": 1,
    "data/DownloadList.java": 1,
    "data/IdxFiles.java": 2,
    "engine/Cards.java": 2,
    "engine/Devices.java": 4,
    "exercises/Choice.java": 1,
    "exercises/Draw.java": 1,
    "exercises/Logbook.java": 1,
    "experiments/Results.java": 1,
    "nn/LayerInfos.java": 1,
    "notebook/JupyterKernel.java": 1,
    "notebook/OwnFault.java": 3,
    "notebook/QueueGuard.java": 2,
    "plot/Colormap.java": 1,
    "train/CheckpointFormat.java": 1,
}


def test_no_text_is_asked_what_it_says():
    """Facts are types, LayerInfo above all: a text is made from them, and nothing is read back from it."""
    root = ROOT / "src/main/java/convnets"
    found = {
        path.relative_to(root).as_posix(): len(ASKS_A_TEXT.findall(path.read_text(encoding="utf-8")))
        for path in sorted(root.rglob("*.java"))
    }
    more = {name: count for name, count in found.items() if count > WRITTEN_BY_OTHERS.get(name, 0)}
    assert not more, "make the text from a fact, and ask the fact: " + str(more)
