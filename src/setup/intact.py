"""What was set up, compared with what is there now: a damaged library, or a Java that is too old, is said in one sentence.

usage: intact.py check ENGINE                look at the libraries that were fetched, before they are used for the first time
       intact.py record ENGINE FILE ...      note them, what the engine has unpacked, and further files, once all work
       intact.py mend ENGINE ENVIRONMENT     compare; what is damaged goes, so that make fetches it again
"""
import os
import re
import shutil
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pom
from pom import ROOT

TARGET = ROOT / "target"
REMEDY = f'run "make setup" in {ROOT}, then restart the kernel.'


def engine():
    """The engine that the notebooks use: the one that was asked for last."""
    deps = TARGET / ".deps"
    return "pytorch" if deps.is_file() and "pytorch" in deps.read_text(encoding="utf-8") else "mxnet"


def note(engine):
    """Where the size, the checksum and the name of each file stand, a line for each."""
    return TARGET / f".intact-{engine}"


def jars(engine):
    return TARGET / f"deps-{engine}"


def unpacked(engine):
    """Where DJL puts an engine's native libraries: src/setup/jvm.args says so."""
    return TARGET / "engine" / engine


def checksum(path):
    value = 0
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            value = zlib.crc32(block, value)
    return value


def require_readable(engine):
    """A jar that was already damaged in Maven's own folder is no better as a copy."""
    for jar in sorted(jars(engine).glob("*.jar")):
        try:
            with zipfile.ZipFile(jar) as archive:
                bad = archive.testzip()
        except (zipfile.BadZipFile, zlib.error, EOFError):
            bad = jar.name
        if bad:
            shutil.rmtree(jars(engine))
            sys.exit(f'Cannot set up the course: Maven keeps a damaged {jar.name}: run "mvn -Dengine={engine} dependency:purge-local-repository" here, which fetches its libraries anew, then "make setup".')


def record(engine, *further):
    native = (path for path in unpacked(engine).rglob("*") if path.is_file())
    files = [*jars(engine).glob("*.jar"), *native, *(ROOT / file for file in further)]
    lines = [f"{path.stat().st_size} {checksum(path)} {os.path.relpath(path, ROOT)}\n" for path in sorted(files)]
    part = note(engine).with_suffix(".part")
    part.write_text("".join(lines), encoding="utf-8")
    os.replace(part, note(engine))


def damaged(engine, thoroughly):
    """The first file that is not what was noted; quickly, sizes alone are compared."""
    for line in note(engine).read_text(encoding="utf-8").splitlines():
        size, value, name = line.split(" ", 2)
        path = ROOT / name
        if not path.is_file() or path.stat().st_size != int(size) or thoroughly and checksum(path) != int(value):
            return path
    return None


def mend(engine, environment):
    if not note(engine).is_file():
        return
    bad = damaged(engine, thoroughly=True)
    if not bad:
        return
    print(f"{bad.name} has been damaged since the set-up: it is set up again.", flush=True)
    note(engine).unlink()
    if bad.is_relative_to(unpacked(engine)):
        shutil.rmtree(unpacked(engine), ignore_errors=True)
    elif bad.is_relative_to(jars(engine)):
        (TARGET / f".jars-{engine}").unlink(missing_ok=True)
    elif environment == ".venv":
        shutil.rmtree(ROOT / environment)
    else:
        sys.exit(f"Cannot set up the course: {bad} is damaged, in an environment that is not the course's own: make that environment anew.")


def java_version(java):
    """Its first number, from the file that lies beside it in a JDK, else from itself: that takes a moment."""
    release = Path(os.path.realpath(java)).parents[1] / "release"
    if release.is_file():
        said = release.read_text(encoding="utf-8", errors="replace")
    else:
        said = subprocess.run([java, "-version"], capture_output=True, text=True, errors="replace", timeout=60).stderr
    found = re.search(r'(?:JAVA_VERSION=| version )"(\d+)', said)
    return int(found[1]) if found else 0


def obstacle(engine, java):
    """Why the kernel cannot run, in one sentence; nothing if it can."""
    oldest = int(pom.text("maven.compiler.release"))
    if not os.access(java, os.X_OK):
        return f"The Java of this kernel, {java}, is not there any more: {REMEDY}"
    if java_version(java) < oldest:
        return f"The Java of this kernel, {java}, is older than version {oldest}: let JAVA_HOME name a newer one, {REMEDY}"
    if not note(engine).is_file():
        return f"The course is not set up: {REMEDY}"
    if bad := damaged(engine, thoroughly=False):
        return f"{bad.name} has been damaged since the set-up: {REMEDY}"
    return None


if __name__ == "__main__":
    {"check": require_readable, "record": record, "mend": mend}[sys.argv[1]](*sys.argv[2:])
