"""The set-up looks before it installs: each thing that does not fit is one sentence, and nothing is left behind."""
import os
import stat
import subprocess

import pytest

from conftest import ROOT

# A machine that fits: what each program says.
FINE = {
    "uname": 'case "$1" in -m) echo x86_64 ;; *) echo Linux ;; esac',
    "ldd": "echo 'ldd (Debian GLIBC 2.36) 2.36'",
    "java": """echo 'openjdk version "17.0.15" 2025-04-15' >&2""",
    "javac": "echo javac 17.0.15",
    "mvn": "echo 'Apache Maven 3.8.7'",
    "python3": 'case "$2" in *version_info*) echo 3.11 ;; esac',
}
TOOLS = ("sh", "grep", "sed", "awk", "head", "printf", "cat")


def stub(folder, name, script):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IEXEC)


@pytest.fixture
def machine(tmp_path):
    """A folder of programs that is all that the set-up finds."""
    programs = tmp_path / "bin"
    for name, script in FINE.items():
        stub(programs, name, script)
    for tool in TOOLS:
        place = next(f"{p}/{tool}" for p in ("/usr/bin", "/bin") if os.path.exists(f"{p}/{tool}"))
        (programs / tool).symlink_to(place)
    return programs


def look(machine, **env):
    home = machine.parent / "home"
    home.mkdir()
    command = ["/bin/sh", str(ROOT / "src/setup/preflight.sh"), "python3"]
    run = subprocess.run(command, cwd=home, env={"PATH": str(machine), **env}, capture_output=True, text=True)
    assert not list(home.iterdir()), "something was left behind"
    assert not run.stdout
    return run


def complaint(machine, **env):
    run = look(machine, **env)
    assert run.returncode == 1
    lines = run.stderr.splitlines()
    assert len(lines) == 1, run.stderr
    assert lines[0].startswith("Cannot set up the course: ") and lines[0].endswith(".")
    return lines[0]


def test_a_machine_that_fits_hears_nothing(machine):
    run = look(machine)
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize(
    "program, says, words",
    [
        ("uname", 'case "$1" in -m) echo arm64 ;; *) echo Darwin ;; esac', "Apple Silicon"),
        ("uname", 'case "$1" in -m) echo aarch64 ;; *) echo Linux ;; esac', "ARM processor"),
        ("uname", 'case "$1" in -m) echo i686 ;; *) echo Linux ;; esac', "calls itself i686"),
        ("uname", 'case "$1" in -m) echo x86_64 ;; *) echo FreeBSD ;; esac', "not for FreeBSD"),
        ("ldd", "echo 'musl libc (x86_64)' >&2; exit 1", "musl"),
        ("java", """echo 'openjdk version "11.0.20" 2023-07-18' >&2""", "JDK is too old"),
        ("java", "exit 1", '"java -version" does not work'),
        ("mvn", "echo 'Apache Maven 3.6.3'", "Maven is too old"),
        ("python3", "echo 3.9", "Python is too old"),
        ("python3", 'case "$2" in *venv*) exit 1 ;; *) echo 3.11 ;; esac', "no venv module"),
    ],
)
def test_what_does_not_fit_is_one_sentence(machine, program, says, words):
    stub(machine, program, says)
    assert words in complaint(machine)


@pytest.mark.parametrize(
    "program, words", [("javac", "no JDK"), ("mvn", "no Maven"), ("python3", "no Python")]
)
def test_what_is_missing_is_one_sentence(machine, program, words):
    (machine / program).unlink()
    sentence = complaint(machine)
    assert words in sentence and "install" in sentence


def test_java_home_counts_first(machine):
    home = machine.parent / "jdk"
    assert f"JAVA_HOME is {home}" in complaint(machine, JAVA_HOME=str(home))


@pytest.mark.parametrize("version", ["25", "21.0.1", "17"])
def test_later_jdks_fit(machine, version):
    stub(machine, "java", f"""echo 'openjdk version "{version}" 2025-09-16' >&2""")
    assert look(machine).returncode == 0


def make(*arguments):
    return subprocess.run(["make", *arguments], cwd=ROOT, capture_output=True, text=True)


def test_make_needs_a_posix_shell():
    run = make("SHELL=/bin/false", "help")
    assert run.returncode != 0
    assert "This Makefile needs a POSIX shell" in run.stderr


def test_make_alone_lists_the_verbs():
    listed = make().stdout
    makefile = (ROOT / "Makefile").read_text()
    verbs = [line.partition(":")[0] for line in makefile.splitlines() if ": " in line and " ## " in line]
    assert {"lab", "test", "data", "run", "test-ui", "test-full", "clean"} <= set(verbs)
    assert all(f"make {verb} - " in listed for verb in verbs)
