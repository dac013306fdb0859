"""The set-up refuses a machine that cannot run the course in one sentence, before it installs anything."""
import os
import re
import shutil
import subprocess

import pytest

from conftest import ROOT, needs_git

BARE = {"PATH": os.environ["PATH"]}  # without the variables of a make that runs this test
TOOLS = "sh awk cat find grep head id ls make mkdir rm sed touch".split()

# A machine on which all is well: each program of it, as a shell script.
FINE = {
    "uname": 'case "$1" in -m) echo x86_64 ;; *) echo Linux ;; esac',
    "ldd": 'echo "ldd (GNU libc) 2.36"',
    "java": "echo 'openjdk version \"17.0.15\" 2025-04-15' >&2",
    "javac": ":",
    "mvn": 'echo "Apache Maven 3.8.7"',
    "python3": 'case "$2" in *version_info*) echo 3.10 ;; esac',
}


def uname(machine, system):
    return {"uname": f'case "$1" in -m) echo {machine} ;; *) echo {system} ;; esac'}


def java(version):
    return {"java": f"echo 'openjdk version \"{version}\"' >&2"}


ARM = {"Apple Silicon": ("arm64", "Darwin"), "ARM Linux": ("aarch64", "Linux")}
PREFLIGHT = ("sh", ROOT / "src/setup/preflight.sh", "python3")


def arm(there):
    """An ARM machine with a JDK of its own kind."""
    return {**uname(*there), "java": FINE["java"] + "; echo '    os.arch = aarch64' >&2"}


@pytest.fixture
def machine(tmp_path):
    """Makes a folder with the programs of a machine; a program that is None is not there."""

    def make(changes):
        folder = tmp_path / "bin"
        folder.mkdir()
        for tool in TOOLS:
            (folder / tool).symlink_to(shutil.which(tool))
        for program, script in {**FINE, **changes}.items():
            if script is not None:
                (folder / program).write_text(f"#!/bin/sh\n{script}\n")
                (folder / program).chmod(0o755)
        return folder

    return make


def run(folder, programs, *command, **variables):
    environment = {"PATH": str(programs), "HOME": str(folder), **variables}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        java("25.0.1"),
        java("17-ea"),
        uname("x86_64", "Darwin"),
        uname("x86_64", "MINGW64_NT-10.0"),
        {"python3": FINE["python3"].replace("3.10", "3.14")},
        {"mvn": 'echo "Apache Maven 4.0.0"'},
        {"mvn": 'echo "Apache Maven 3.6.3"'},
        {"ldd": None},
    ],
    ids=["Linux", "JDK 25", "early access", "Intel Mac", "Git Bash", "Python 3.14", "Maven 4", "Maven of Ubuntu 22.04", "no ldd"],
)
def test_lets_pass(machine, tmp_path, changes):
    done = run(tmp_path, machine(changes), *PREFLIGHT)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("changes", [{}, uname("x86_64", "MINGW64_NT-10.0")], ids=["Linux", "Git Bash"])
def test_lets_the_second_engine_pass(machine, tmp_path, changes):
    done = run(tmp_path, machine(changes), *PREFLIGHT, "pytorch")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("there", ARM.values(), ids=ARM.keys())
def test_says_that_only_the_second_engine_runs_on_arm(machine, tmp_path, there):
    done = run(tmp_path, machine(arm(there)), *PREFLIGHT, "pytorch")
    assert (done.returncode, done.stderr) == (0, "")
    name = "Apple Silicon" if "Darwin" in there else "64-bit ARM"
    sentence = f"MXNet has no native library for {name}: the course runs on its second engine, PyTorch."
    assert done.stdout == sentence + "\n"


def test_takes_the_jdk_of_java_home(machine, tmp_path):
    programs = machine({})
    jdk = tmp_path / "jdk/bin"
    jdk.mkdir(parents=True)
    for program in ("java", "javac"):
        (programs / program).rename(jdk / program)
    done = run(tmp_path, programs, *PREFLIGHT, JAVA_HOME=str(tmp_path / "jdk"))
    assert (done.returncode, done.stderr) == (0, "")


REFUSED = {
    "32 bit": (uname("i686", "Linux"), "no engine exists for .* calls itself i686", "use another computer"),
    "32-bit ARM": (uname("armv7l", "Linux"), "no engine exists for .* calls itself armv7l", "use another computer"),
    "Windows on ARM": (uname("aarch64", "MINGW64_NT-10.0"), "no engine exists for", "use another computer"),
    "FreeBSD": (uname("amd64", "FreeBSD"), "not for FreeBSD", "Linux, macOS and Windows only"),
    "musl": ({"ldd": 'echo "musl libc (x86_64)" >&2; exit 1'}, "this Linux has musl", "use Debian, Ubuntu"),
    "no JDK": ({"java": None, "javac": None}, "there is no JDK", "install one of version 17 or later"),
    "JRE": ({"javac": None}, "there is no JDK .no javac.", "install one of version 17 or later"),
    "JDK 11": (java("11.0.22"), "JDK is too old .*11.0.22", "install one of version 17 or later"),
    "JDK 8": (java("1.8.0_392"), "JDK is too old .*1.8.0", "install one of version 17 or later"),
    "broken java": ({"java": "exit 1"}, '"java -version" does not work', "install one of version 17 or later"),
    "Maven 3.6.2": ({"mvn": 'echo "Apache Maven 3.6.2"'}, "Maven is too old .3.6.2.", "install 3.6.3 or later .*; or unpack"),
    "no Maven": ({"mvn": None}, "there is no Maven", "install 3.6.3 or later"),
    "broken Maven": ({"mvn": "exit 1"}, '"mvn -v" does not work', "install 3.6.3 or later"),
    "no Python": ({"python3": None}, "there is no Python", "install 3.10 or later"),
    "Python 3.9": ({"python3": "echo 3.9"}, "Python is too old .3.9.", "install 3.10 or later"),
    "no venv": (
        {"python3": 'case "$2" in *version_info*) echo 3.11 ;; *) exit 1 ;; esac'},
        "this Python has no venv module",
        "install it .*python3-venv",
    ),
}


@pytest.mark.parametrize("changes, thing, remedy", REFUSED.values(), ids=REFUSED.keys())
def test_refuses_in_one_sentence(machine, tmp_path, changes, thing, remedy):
    refusal(run(tmp_path, machine(changes), *PREFLIGHT), thing, remedy)


def refusal(done, thing, remedy):
    assert (done.returncode, done.stdout) == (1, "")
    [line] = done.stderr.splitlines()
    assert line.startswith("Cannot set up the course: ") and line.endswith(".")
    assert re.search(thing, line) and re.search(remedy, line)


@pytest.mark.parametrize(
    "changes, engine, thing, remedy",
    [
        (arm(ARM["Apple Silicon"]), "mxnet", "MXNet has no native .* for Apple Silicon", "leave ENGINE=mxnet out"),
        (arm(ARM["ARM Linux"]), "mxnet", "MXNet has no native .* for 64-bit ARM", "leave ENGINE=mxnet out"),
        (uname("x86_64", "Darwin"), "pytorch", "PyTorch has no native .* Intel Macs", "leave ENGINE=pytorch out"),
        (uname(*ARM["Apple Silicon"]), "pytorch", "this JDK is not one for Apple Silicon", "install one of version 17"),
        ({}, "torch", 'there is no engine "torch"', "set it to mxnet or pytorch"),
    ],
    ids=["MXNet on Apple Silicon", "MXNet on ARM Linux", "PyTorch on Intel Mac", "Intel JDK on ARM", "misspelled"],
)
def test_refuses_an_engine_that_is_not_there(machine, tmp_path, changes, engine, thing, remedy):
    refusal(run(tmp_path, machine(changes), *PREFLIGHT, engine), thing, remedy)


@pytest.mark.parametrize(
    "name, charmap, thing, remedy",
    [
        ("Netze: ein Kurs", "UTF-8", "the name of this folder, .*/Netze: ein Kurs, has a colon in it", "rename or move it"),
        ("Netze!", "UTF-8", "the name of this folder, .*/Netze!, has an exclamation mark at the end", "rename or move it"),
        ("Netze!/Kurs", "UTF-8", "the name of this folder, .*/Netze!/Kurs, has an exclamation mark at the end", "rename or move it"),
        ("Netze\nKurs", "UTF-8", "the name of this folder has a line break in it", "rename or move it"),
        ("Übung", "ANSI_X3.4-1968", 'has letters that Java cannot read under the locale "de_DE"', "set LC_ALL to one in UTF-8"),
    ],
    ids=["colon", "exclamation mark", "exclamation mark above", "line break", "umlaut and no UTF-8"],
)
def test_refuses_a_folder_that_java_cannot_name(machine, tmp_path, name, charmap, thing, remedy):
    folder = tmp_path / name
    folder.mkdir(parents=True)
    programs = machine({"locale": f"echo {charmap}"})
    refusal(run(folder, programs, *PREFLIGHT, LANG="de_DE"), thing, remedy)
    link = tmp_path / "link"  # another name helps nothing: Java sees where it leads
    link.symlink_to(folder)
    refusal(run(link, programs, *PREFLIGHT, LANG="de_DE", PWD=str(link)), thing, remedy)


def test_the_name_of_a_link_to_the_folder_does_not_matter(machine, tmp_path):
    programs, folder, link = machine({"locale": "echo UTF-8"}), tmp_path / "course", tmp_path / "a: link!"
    folder.mkdir()
    link.symlink_to(folder)
    done = run(link, programs, *PREFLIGHT, PWD=str(link))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "name, charmap, system", [("Übung mit ü", "UTF-8", "Linux"), ('a "b" c\'s! 100%#[1]$x', "UTF-8", "Linux"), ("plain folder", "ANSI_X3.4-1968", "Linux"), ("Übung", "US-ASCII", "Darwin")]
)
def test_lets_a_folder_pass_that_java_can_name(machine, tmp_path, name, charmap, system):
    folder = tmp_path / name
    folder.mkdir()
    done = run(folder, machine({**uname("x86_64", system), "locale": f"echo {charmap}"}), *PREFLIGHT)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("set_to", [{"LC_ALL": "C"}, {"LANG": "C"}, {}], ids=["LC_ALL=C", "LANG=C", "LANG unset"])
@pytest.mark.parametrize("known, taken", [("C\nC.utf8\nPOSIX", True), ("C\nPOSIX", False)])
def test_make_takes_a_locale_in_utf8_where_the_readers_is_none(machine, tmp_path, known, taken, set_to):
    programs = machine({"locale": f"[ \"$1\" = charmap ] && echo ANSI_X3.4-1968 || printf '{known}'"})
    done = run(tmp_path, programs, "make", "-pn", "-C", checkout(tmp_path), "setup", **set_to)
    assert ("LC_CTYPE := C.utf8" in done.stdout) == taken


@needs_git
def test_a_clone_with_windows_line_endings_sets_up(machine, tmp_path):
    """Git for Windows turns core.autocrlf on, and a shell reads a carriage return as part of the word before it."""
    source, clone = tmp_path / "source", tmp_path / "clone"
    source.mkdir()
    checkout(source)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", "-C", source]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "all"]):
        subprocess.run([*git, *command], check=True)
    subprocess.run(["git", "clone", "-q", "-c", "core.autocrlf=true", source, clone], check=True)
    programs = machine({})
    assert run(clone, programs, "sh", "src/setup/preflight.sh").returncode == 0
    assert run(clone, programs, "make", "-n", "setup", "SOURCES=").returncode == 0
    assert not [path for path in clone.rglob("*") if ".git" not in path.parts and path.is_file() and b"\r\n" in path.read_bytes()]


def test_refuses_a_java_home_without_a_jdk(machine, tmp_path):
    done = run(tmp_path, machine({}), *PREFLIGHT, JAVA_HOME="/no/jdk")
    [line] = done.stderr.splitlines()
    assert done.returncode == 1
    assert line.startswith("Cannot set up the course: JAVA_HOME is /no/jdk, and there is no JDK in it: install")


def checkout(folder):
    """A clone of the files that make reads."""
    for name in ("Makefile", "pom.xml", "requirements.lock", ".gitattributes"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "src/setup", folder / "src/setup")
    for sources in ("src/main", "src/cluster"):
        (folder / sources).mkdir()
    return folder


@pytest.mark.parametrize("verb", ["lab", "test"])
def test_make_installs_nothing_on_a_machine_that_is_refused(machine, tmp_path, verb):
    programs = machine(uname("i686", "Linux"))
    clone = tmp_path / "clone"
    clone.mkdir()
    before = sorted(checkout(clone).rglob("*"))
    done = run(clone, programs, "make", verb)
    assert done.returncode != 0 and done.stdout == ""
    assert done.stderr.startswith("Cannot set up the course: no engine")
    assert len([line for line in done.stderr.splitlines() if not line.startswith("make")]) == 1
    assert sorted(clone.rglob("*")) == before


@pytest.mark.parametrize(
    "changes, wish, engine",
    [
        ({}, [], "mxnet"),
        ({}, ["ENGINE=pytorch"], "pytorch"),
        (arm(ARM["Apple Silicon"]), [], "pytorch"),
        (arm(ARM["ARM Linux"]), [], "pytorch"),
        (arm(ARM["ARM Linux"]), ["ENGINE=mxnet"], "mxnet"),
    ],
    ids=["default", "wish", "Apple Silicon", "ARM Linux", "wish on ARM"],
)
def test_make_takes_the_engine_that_runs_here(machine, tmp_path, changes, wish, engine):
    """Dry runs only: what would be done, each engine's libraries in a folder of their own."""
    programs = machine(changes)
    done = run(tmp_path, programs, "make", "-n", "-C", checkout(tmp_path), "setup", *wish)
    assert done.returncode == 0, done.stderr
    assert f"src/setup/preflight.sh python3 {engine}\n" in done.stdout
    assert f"-Dengine={engine} -q dependency:copy-dependencies" in done.stdout
    assert f"-DoutputDirectory=target/deps-{engine}\n" in done.stdout
    assert f"echo target/deps-{engine} > target/.deps" in done.stdout


@pytest.mark.parametrize("shell", ["false", "echo"])
def test_make_wants_a_posix_shell(shell):
    done = subprocess.run(["make", f"SHELL={shutil.which(shell)}"], cwd=ROOT, env=BARE, capture_output=True, text=True)
    assert done.returncode == 2
    assert "This Makefile needs a POSIX shell (sh). On Windows, run make in Git Bash or in WSL." in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("system, environment, refused", [("Windows_NT", "convnets-java", True), ("Windows_NT", "base", False), ("", "convnets-java", False)])
def test_make_refuses_conda_on_windows(system, environment, refused):
    conda = {"OS": system, "CONDA_DEFAULT_ENV": environment, "CONDA_PREFIX": r"C:\Users\me\envs\course" if system else "/opt/course"}
    done = subprocess.run(["make"], cwd=ROOT, env=BARE | conda, capture_output=True, text=True)
    assert done.returncode == (2 if refused else 0), done.stderr
    assert ('does not run in a conda environment on Windows: use WSL, or say "conda deactivate"' in done.stderr) == refused
    assert len(done.stderr.splitlines()) == refused


def test_make_alone_lists_every_verb():
    makefile = (ROOT / "Makefile").read_text()
    verbs = re.search(r"^\.PHONY: (.*)", makefile, re.MULTILINE)[1].split()
    done = subprocess.run(["make"], cwd=ROOT, env=BARE, capture_output=True, text=True)
    assert sorted(re.findall(r"^  make ([a-z-]+) - \w", done.stdout, re.MULTILINE)) == sorted(verbs)
