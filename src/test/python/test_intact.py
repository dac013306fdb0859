"""What is damaged after the set-up is found by make and by the kernel, and said in one sentence."""
import os
import subprocess
import sys
import tempfile
import zipfile

import pytest
from jupyter_client.manager import KernelManager

import install_kernel
import intact
import start_kernel
from conftest import ROOT, needs_clone

ENGINE = "mxnet"
LIBRARY = "target/engine/mxnet/1.9.1/libmxnet.so"
JAR = "target/deps-mxnet/api.jar"
KERNEL = ".venv/share/jupyter/kernels/java/jjava.jar"


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course that is set up, with small files."""
    monkeypatch.setattr(intact, "ROOT", tmp_path)
    monkeypatch.setattr(intact, "TARGET", tmp_path / "target")
    for name in (LIBRARY, JAR, KERNEL):
        (tmp_path / name).parent.mkdir(parents=True)
        with zipfile.ZipFile(tmp_path / name, "w") as jar:
            jar.writestr("contents", "of some length")
    (tmp_path / "target/.jars-mxnet").touch()
    intact.record(ENGINE, KERNEL)
    return tmp_path


@pytest.fixture
def java(tmp_path):
    """A JDK of some version."""

    def make(version, beside=True):
        program = tmp_path / "jdk/bin/java"
        program.parent.mkdir(parents=True)
        program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\"' >&2\n")
        program.chmod(0o755)
        if beside:
            (tmp_path / "jdk/release").write_text(f'IMPLEMENTOR="x"\nJAVA_VERSION="{version}"\n')
        return str(program)

    return make


def cut(path):
    path.write_bytes(path.read_bytes()[:-1])


def flip(path):
    contents = bytearray(path.read_bytes())
    contents[len(contents) // 2] ^= 1
    path.write_bytes(contents)


def test_what_is_as_it_was_stays(course, java, capfd):
    intact.mend(ENGINE, ".venv")
    assert intact.obstacle(ENGINE, java("17.0.15")) is None
    assert intact.note(ENGINE).exists() and capfd.readouterr().out == ""


@pytest.mark.parametrize("harm", [cut, flip, os.unlink], ids=["cut", "flipped", "gone"])
@pytest.mark.parametrize("name, goes", [(LIBRARY, LIBRARY), (JAR, "target/.jars-mxnet"), (KERNEL, KERNEL)], ids=["library", "jar", "kernel"])
def test_make_says_what_is_damaged_and_sets_it_up_again(course, capfd, harm, name, goes):
    harm(course / name)
    intact.mend(ENGINE, ".venv")
    assert capfd.readouterr().out == f"{(course / name).name} has been damaged since the set-up: it is set up again.\n"
    assert not (course / goes).exists() and not intact.note(ENGINE).exists()
    assert sum((course / other).exists() for other in (LIBRARY, JAR, KERNEL)) >= 2, "the others stay"


def test_an_environment_of_somebody_else_is_not_removed(course):
    cut(course / KERNEL)
    with pytest.raises(SystemExit, match="jjava.jar is damaged, in an environment that is not the course's own"):
        intact.mend(ENGINE, "/opt/conda")
    assert (course / KERNEL).exists()


@pytest.mark.parametrize("name", [LIBRARY, JAR, KERNEL], ids=["library", "jar", "kernel"])
def test_the_kernel_says_what_is_cut_short(course, java, name):
    cut(course / name)
    assert intact.obstacle(ENGINE, java("17.0.15")).startswith(f"{(course / name).name} has been damaged since the set-up: run \"make setup\" in ")


@pytest.mark.parametrize("version, beside, refused", [("17", True, 0), ("25.0.1", False, 0), ("11.0.22", True, 1), ("11.0.22", False, 1), ("1.8.0_392", True, 1), ("none", False, 1)])
def test_the_kernel_says_that_its_java_is_too_old(course, java, version, beside, refused):
    sentence = intact.obstacle(ENGINE, java(version, beside))
    assert bool(sentence) == bool(refused) and (not refused or "is older than version 17: let JAVA_HOME name a newer one, run" in sentence)


def test_a_jar_that_maven_has_damaged_is_not_taken(course):
    intact.require_readable(ENGINE)
    cut(course / JAR)
    with pytest.raises(SystemExit, match='Cannot set up the course: Maven keeps a damaged api.jar: run "mvn -Dengine=mxnet dependency:purge-local-repository"'):
        intact.require_readable(ENGINE)


@pytest.mark.skipif(sys.platform == "win32", reason="a program of Windows cannot become another")
def test_each_cell_says_why_there_is_no_kernel():
    """A real Jupyter client, and the Java of a JDK that has been removed."""
    manager = KernelManager(kernel_name="java")
    manager.kernel_spec.argv = [sys.executable, str(ROOT / "src/setup/start_kernel.py"), "/no/jdk/bin/java", "{connection_file}"]
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        for _ in range(2):
            reply = client.execute_interactive("1 + 1", timeout=60, output_hook=lambda message: None)["content"]
            assert reply["status"] == "error"
            assert reply["evalue"] == f"The Java of this kernel, /no/jdk/bin/java, is not there any more: run \"make setup\" in {ROOT}, then restart the kernel."
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_native_libraries_are_loaded_from_the_courses_folder():
    """Elsewhere another user may have put one: DJL takes the system's temporary folder where the home cannot be written."""
    flags = install_kernel.flags()
    assert {f"-DENGINE_CACHE_DIR={ROOT}/target/engine", f"-Djna.tmpdir={ROOT}/target/engine"} <= set(flags)


def test_who_has_no_home_gets_one_below_the_course(monkeypatch):
    monkeypatch.setenv("HOME", str(ROOT / "target/home"))
    assert f"-Duser.home={ROOT}/target/home" in install_kernel.spec()["argv"]
    monkeypatch.setenv("HOME", "/home/reader")
    assert not [option for option in install_kernel.spec()["argv"] if "user.home" in option]


@needs_clone
def test_what_crashes_is_written_where_git_does_not_look():
    flags = (ROOT / "src/setup/jvm.args").read_text(encoding="utf-8")
    assert "-XX:ErrorFile=target/hs_err_pid%p.log" in flags
    ignored = subprocess.run(["git", "check-ignore", "notebooks/hs_err_pid1.log", "target/hs_err_pid1.log"], cwd=ROOT, capture_output=True, text=True)
    assert len(ignored.stdout.split()) == 2


@pytest.mark.parametrize("writable", [True, False])
def test_the_kernel_of_a_course_that_can_only_be_read_unpacks_below_the_home(monkeypatch, writable):
    monkeypatch.setattr(start_kernel.os, "access", lambda folder, mode: writable)
    _, *fitting = start_kernel.fitting(["-Xmx2g", "-Djna.tmpdir=/course/target/engine", "file.json"])
    assert fitting == ["-Xmx2g", *(["-Djna.tmpdir=/course/target/engine"] if writable else []), "file.json"]


def test_the_kernel_writes_its_temporary_files_where_the_reader_says_or_where_it_can(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert f"-Djava.io.tmpdir={tmp_path}" in start_kernel.fitting([])
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "gone"))
    [fallback] = start_kernel.fitting([])
    assert os.access(fallback.removeprefix("-Djava.io.tmpdir="), os.W_OK)
    monkeypatch.setattr(tempfile, "gettempdir", lambda: (_ for _ in ()).throw(FileNotFoundError))
    assert start_kernel.fitting(["-Xmx2g"]) == ["-Xmx2g"], "the first cell that needs one says so"
