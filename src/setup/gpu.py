"""Let the course compute on NVIDIA's graphics cards: fetch MXNet for them and try it; install_kernel.py then points the kernel at it.

usage: gpu.py set-up ENGINE COMMAND ...    fetch what is missing, and run the command with it: it must succeed
       gpu.py prepare                      fetch only: on a computer without a card, such as one on which an image of a disk is made
       gpu.py look                         see whether the card is still there; exit 1 if not
Whatever does not work is said in one sentence, and the course goes on on the CPU.
"""
import ctypes
import os
import platform
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from install_kernel import GPU as FOLDER, WORKS, gpu

ROOT = Path(__file__).parents[2]
PINS = ROOT / "requirements-gpu.txt"
OLDEST_DRIVER = 460  # of CUDA 11.2, for which MXNet was built: it compiles MXNet's code for cards that came later
OLDEST_CARD = 5.0  # the compute capability that MXNet's oldest code is for
PATIENCE = 1800  # seconds: a card newer than MXNet has all its code compiled at the first start
LEFT_TO_THE_SYSTEM = ("libgomp.so.1", "libquadmath.so.0")  # MXNet loads them, its wheel lacks them, the CPU's jar has them


class Hindrance(Exception):
    """Why there is no GPU for the course, in one sentence."""


def cards():
    """Name, compute capability and driver of each card, as the driver's own tool tells them."""
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        raise Hindrance("MXNet for NVIDIA's cards exists for Linux on x86-64 only")
    try:
        ctypes.CDLL(os.environ.get("CONVNETS_LIBCUDA", "libcuda.so.1"))
        query = ["nvidia-smi", "--query-gpu=name,compute_cap,driver_version", "--format=csv,noheader"]
        answer = subprocess.run(query, capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        raise Hindrance("there is no NVIDIA driver here (no libcuda.so.1, or no nvidia-smi)") from None
    lines = answer.stdout.splitlines()
    if answer.returncode or not lines or not all(re.fullmatch(r"[^,]+, \d+\.\d+, \d+(\.\d+)+", line) for line in lines):
        raise Hindrance(f'nvidia-smi names no card, but says "{" ".join(answer.stdout.split())}"')
    return [line.split(", ") for line in lines]


def require_usable(found, engine):
    if engine != "mxnet":
        raise Hindrance(f"the course computes on a GPU through MXNet only: leave ENGINE={engine} out")
    for name, capability, driver in found:
        if int(driver.partition(".")[0]) < OLDEST_DRIVER:
            raise Hindrance(f"the NVIDIA driver {driver} is too old: install version {OLDEST_DRIVER} or later")
        if float(capability) < OLDEST_CARD:
            raise Hindrance(f"MXNet has no code for {name} (compute capability {capability}, and it needs {OLDEST_CARD})")


def download():
    """All libraries in one folder, which is there as a whole or not at all."""
    pins = FOLDER / PINS.name
    if pins.is_file() and pins.read_bytes() == PINS.read_bytes():
        return
    print("Fetching MXNet for NVIDIA's cards: 2.1 GB to download, 3.6 GB on disk ...", flush=True)
    part = FOLDER.with_name("gpu.part")
    for old in (part, FOLDER):
        shutil.rmtree(old, ignore_errors=True)
    wheels = part / "wheels"
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    try:
        subprocess.run([*pip, "install", "--no-deps", "--no-compile", "--target", wheels, "-r", PINS], check=True)
    except subprocess.CalledProcessError:
        raise Hindrance("the download failed") from None
    (part / "lib").mkdir()
    for library in [*wheels.glob("mxnet/*.so*"), *wheels.glob("nvidia/*/lib/*.so*")]:
        library.rename(part / "lib" / library.name)
    (part / "lib/libcudart.so").symlink_to("libcudart.so.11.0")  # DJL asks for it by this name
    for jar in ROOT.glob("target/deps-mxnet/mxnet-native-*.jar"):
        with zipfile.ZipFile(jar) as archive:
            for name in archive.namelist():
                if name.endswith(LEFT_TO_THE_SYSTEM):
                    (part / "lib" / Path(name).name).write_bytes(archive.read(name))
    shutil.rmtree(wheels)
    shutil.copy(PINS, part)
    part.rename(FOLDER)


def try_out(command, names):
    print(f"Trying MXNet on {names}: on a card newer than MXNet, the first start may take minutes ...", flush=True)
    try:
        environment = {**os.environ, **gpu()}
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        raise Hindrance(f"MXNet did not start on the card within {PATIENCE // 60} minutes") from None
    last = (done.stdout.strip().splitlines() or [f"it ended with {done.returncode}"])[-1]
    if done.returncode:
        raise Hindrance(f"MXNet does not work with this card and driver ({last})")
    print(last)


def main(task, *command):
    try:
        if task == "prepare":
            download()
            print('All is here: on a computer with a card, "make gpu" needs no network now.')
            return
        found = cards()
        if task == "set-up":
            engine, *check = command
            require_usable(found, engine)
            download()
            try_out(check, ", ".join(name for name, *_ in found))
            WORKS.touch()
            print("The course computes on the GPU from now on.")
    except Hindrance as hindrance:
        WORKS.unlink(missing_ok=True)
        print(f"No GPU for the course: {hindrance}. It goes on on the CPU.")
        if task != "set-up":
            sys.exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
