"""Let the course compute on NVIDIA's graphics cards: fetch an engine for them and try it; install_kernel.py then points the kernel at it.

usage: gpu.py set-up ENGINE COMMAND ...    fetch what is missing, and run the command with it: it must succeed
       gpu.py prepare ENGINE               fetch only: on a computer without a card, such as one on which an image of a disk is made
       gpu.py look ENGINE                  see whether the card is still there; exit 1 if not
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
from dataclasses import dataclass
from pathlib import Path

import fatbin
from install_kernel import GPU, gpu, works

ROOT = Path(__file__).parents[2]
PATIENCE = 600  # seconds for the trial: CUDA and cuDNN load some gigabytes, from a slow disk too
INDEX = "TORCH_INDEX"  # the variable that names PyTorch's own index for a newer CUDA


@dataclass(frozen=True)
class Way:
    """How an engine gets onto a card. What its library has code for was counted by fatbin.py."""

    name: str
    pins: str
    library: str  # the one that holds the engine's own code for the cards
    oldest_driver: int  # of the CUDA that it was built with
    code_for: tuple  # kind and architecture, as fatbin.count gives them
    size: str


WAYS = {
    "mxnet": Way(
        "MXNet",
        "requirements-gpu.txt",
        "lib/libmxnet.so",
        460,  # CUDA 11.2
        tuple(("SASS", architecture) for architecture in (50, 60, 70, 80, 86)),
        "2.1 GB to download, 3.6 GB on disk",
    ),
    "pytorch": Way(
        "PyTorch",
        "requirements-gpu-pytorch.txt",
        "torch/lib/libtorch_cuda.so",
        525,  # CUDA 12
        tuple(("SASS", architecture) for architecture in (50, 60, 70, 75, 80, 86, 90)),
        "2.6 GB to download, 5.0 GB on disk",
    ),
}
LEFT_TO_THE_SYSTEM = ("libgomp.so.1", "libquadmath.so.0")  # MXNet loads them, its wheel lacks them, the CPU's jar has them


class Obstacle(Exception):
    """Why there is no GPU for the course, in one sentence."""


def cards(way):
    """Name, compute capability and driver of each card, as the driver's own tool tells them."""
    system = platform.system(), platform.machine().replace("AMD64", "x86_64")
    if system != ("Linux", "x86_64") and (way.name, *system) != ("PyTorch", "Windows", "x86_64"):
        raise Obstacle(f"{way.name} for NVIDIA's cards exists for Linux on x86-64 only" + (", PyTorch for Windows too" if system[0] == "Windows" else ""))
    driver = "nvcuda.dll" if system[0] == "Windows" else "libcuda.so.1"
    try:
        ctypes.CDLL(os.environ.get("CONVNETS_LIBCUDA", driver))
        query = ["nvidia-smi", "--query-gpu=name,compute_cap,driver_version", "--format=csv,noheader"]
        answer = subprocess.run(query, capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        raise Obstacle(f"there is no NVIDIA driver here (no {driver}, or no nvidia-smi)") from None
    lines = answer.stdout.splitlines()
    if answer.returncode or not lines or not all(re.fullmatch(r"[^,]+, \d+\.\d+, \d+(\.\d+)+", line) for line in lines):
        raise Obstacle(f'nvidia-smi names no card, but says "{" ".join(answer.stdout.split())}"')
    return [line.split(", ") for line in lines]


def require_usable(found, way):
    """Before anything is downloaded: are the driver and the cards ones that the engine can use?"""
    for name, capability, driver in found:
        if int(driver.partition(".")[0]) < way.oldest_driver:
            raise Obstacle(f"the NVIDIA driver {driver} is too old for {way.name}: install version {way.oldest_driver} or later")
        if not os.environ.get(INDEX) or way.name != "PyTorch":
            require_code(way, way.code_for, name, capability)
    if way.name == "PyTorch" and platform.system() == "Windows" and not os.environ.get(INDEX):
        raise Obstacle(f"pip's ordinary index has PyTorch for Windows without CUDA: let {INDEX} name PyTorch's own index for CUDA 12.8 (pytorch.org, Get Started)")


def require_code(way, code_for, name, capability):
    if fatbin.runs_on(code_for, capability):
        return
    has = ", ".join(f"{architecture / 10:.1f}" for _, architecture in sorted(code_for, key=lambda code: code[1]))
    lack = f"{way.name} has no code for {name} (compute capability {capability}; it has code for {has})"
    if way.name == "MXNet" and fatbin.runs_on(WAYS["pytorch"].code_for, capability):
        raise Obstacle(f'{lack}, but PyTorch has: run "make gpu ENGINE=pytorch"')
    if float(capability) > max(architecture for _, architecture in code_for) / 10:
        raise Obstacle(f'{lack}: its build for CUDA 12.8 is newer, so run "make gpu ENGINE=pytorch" with {INDEX} naming PyTorch\'s own index for it (pytorch.org, Get Started)')
    raise Obstacle(lack)


def download(engine):
    """All libraries in one folder, which is there as a whole or not at all."""
    way, folder, pins = WAYS[engine], GPU[engine], ROOT / WAYS[engine].pins
    index = os.environ.get(INDEX, "") if engine == "pytorch" else ""
    locked = ["--require-hashes", "-r", pins.with_suffix(".lock")]
    recipe = pins.read_text(encoding="utf-8") + index
    if (folder / "recipe").is_file() and (folder / "recipe").read_text(encoding="utf-8") == recipe:
        return
    print(f"Fetching {way.name} for NVIDIA's cards: {way.size} ...", flush=True)
    part = folder.with_name(folder.name + ".part")
    for old in (part, folder):
        shutil.rmtree(old, ignore_errors=True)
    wheels = part / "wheels" if engine == "mxnet" else part
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--no-compile", "--target", wheels]
    pip += ["--no-deps"] if engine == "mxnet" else []
    pip += ["--index-url", index, "-r", pins] if index else locked  # another index has other builds
    try:
        subprocess.run(pip, check=True)
    except subprocess.CalledProcessError:
        raise Obstacle("the download failed") from None
    if engine == "mxnet":
        gather_mxnet(part, wheels)
    (part / "recipe").write_text(recipe, encoding="utf-8")
    part.rename(folder)


def gather_mxnet(part, wheels):
    """MXNet finds CUDA's libraries on the library path only, so all lie in one folder."""
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


def require_code_in_the_files(engine, found):
    """What was fetched may be another build than the one that was counted."""
    library = GPU[engine] / WAYS[engine].library
    if library.is_file() and (code_for := fatbin.count(library)):
        for name, capability, _ in found:
            require_code(WAYS[engine], tuple(code_for), name, capability)


def try_out(engine, command, names):
    way = WAYS[engine]
    print(f"Trying {way.name} on {names} ...", flush=True)
    try:
        environment = {**os.environ, **gpu(engine)}
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        raise Obstacle(f"{way.name} did not start on the card within {PATIENCE // 60} minutes") from None
    last = (done.stdout.strip().splitlines() or [f"it ended with {done.returncode}"])[-1]
    if done.returncode:
        raise Obstacle(f"{way.name} does not work with this card and driver ({last})")
    print(last)


def main(task, engine, *command):
    try:
        if task == "prepare":
            download(engine)
            print('All is here: on a computer with a card, "make gpu" needs no network now.')
            return
        if task == "look" and not works(engine).exists():
            return
        found = cards(WAYS[engine])
        if task == "set-up":
            require_usable(found, WAYS[engine])
            download(engine)
            require_code_in_the_files(engine, found)
            try_out(engine, command, ", ".join(name for name, *_ in found))
            works(engine).touch()
            print("The course computes on the GPU from now on.")
    except Obstacle as obstacle:
        works(engine).unlink(missing_ok=True)
        print(f"No GPU for the course: {obstacle}. It goes on on the CPU.")
        if task != "set-up":
            sys.exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
