"""Put our kernelspec "java" in the place of the one that pip's jjava brings, and keep JupyterLab from asking the network for news.

The launcher of jjava costs a second JVM, so start_kernel.py becomes its jar's, with the options that the course needs.
Run by the Python of the environment that the kernel is for.
"""
import json
import locale
import os
import shutil
import sys
from pathlib import Path

import psutil

import pom
from intact import TARGET, engine
from pom import ROOT

GPU = {"mxnet": TARGET / "gpu", "pytorch": TARGET / "gpu-pytorch"}  # where gpu.py puts the engines for NVIDIA's cards
JAR = Path(sys.prefix) / "share/jupyter/kernels/java/jjava.jar"


def java():
    home = os.environ.get("JAVA_HOME")
    return str(Path(home) / "bin/java") if home else shutil.which("java")


def threads():
    """One for each physical core that this process may use: MXNet by itself takes half of the logical ones."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(psutil.cpu_count(logical=False) or allowed, allowed)


def works(engine):
    """There if the engine's libraries for NVIDIA's cards have been tried and work."""
    return GPU[engine] / "works"


def gpu(engine):
    """The variables that let a JVM find an engine for NVIDIA's cards, and CUDA."""
    if engine == "mxnet":
        libraries = str(GPU[engine] / "lib")
        found = {"MXNET_LIBRARY_PATH": libraries}
    else:
        # DJL has to be told what it would read off its own download. Its JNI library for "cu128" asks for PyTorch's libraries by name, of whichever CUDA.
        found = {"PYTORCH_LIBRARY_PATH": str(GPU[engine] / "torch/lib"), "PYTORCH_VERSION": pom.text("pytorch.version"), "PYTORCH_FLAVOR": "cu128"}
        libraries = str(GPU[engine] / "nvidia/cuda_runtime/lib")  # libcudart; the others are found from PyTorch's own folder
    variable = "PATH" if sys.platform == "win32" else "LD_LIBRARY_PATH"
    others = os.environ.get(variable, "").split(os.pathsep)
    path = [libraries, *(folder for folder in others if folder and folder != libraries)]
    # Cards since the RTX 30 round what they multiply to eleven bits (TF32): two ways to compute the same would differ in the third digit.
    exact = {"NVIDIA_TF32_OVERRIDE": os.environ.get("NVIDIA_TF32_OVERRIDE") or "0"}
    return {**found, **exact, variable: os.pathsep.join(path)}


def speed():
    """The variables that make the engine fast; the reader's own come first."""
    chosen = {**pom.environment(), "OMP_NUM_THREADS": str(threads())}
    if sys.platform != "linux":  # other systems have other C libraries, and their threads would never sleep
        chosen = {"OMP_NUM_THREADS": chosen["OMP_NUM_THREADS"], "OMP_WAIT_POLICY": "PASSIVE", "OPT_OUT_TRACKING": "true"}
    return {name: os.environ.get(name) or value for name, value in chosen.items()}


def environment():
    """The variables that the kernel runs with, those of the card among them if one works."""
    return {**speed(), **utf8(), **(gpu(engine()) if works(engine()).exists() else {})}


def flags():
    """The options of a JVM that src/setup/jvm.args lists, one a line; the kernel runs in other folders than make."""
    lines = (ROOT / "src/setup/jvm.args").read_text(encoding="utf-8").splitlines()
    return [line.replace("=target/", f"={TARGET}/") for line in lines if not line.startswith("#")]


def utf8():
    """Java can name no file with an umlaut under a locale that is not in UTF-8, such as C. LC_ALL would overrule what stands here."""
    try:
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    except locale.Error:  # a system without it has UTF-8 anyway, or is too old
        return {}
    return {"LC_ALL": "", "LC_CTYPE": "C.UTF-8"}


def launcher():
    """Looks whether all is still as it was set up. A program of Windows cannot become another."""
    return [] if sys.platform == "win32" else [sys.executable, str(ROOT / "src/setup/start_kernel.py")]


def home():
    """Java asks the system for the home, and a user without a name has one that is called "?". make gives such a user another."""
    own = TARGET / "home"
    return [f"-Duser.home={own}"] if os.environ.get("HOME") == str(own) else []


def spec():
    return {
        "argv": [*launcher(), java(), *flags(), *home(), f"-Dconvnets.course={ROOT}", "-jar", "{resource_dir}/jjava.jar", "{connection_file}"],
        "display_name": "Java",
        "language": "java",
        "interrupt_mode": "message",
        "env": environment(),
    }


def stay_offline():
    """JupyterLab's own defaults would ask the reader about news, and the network about updates."""
    settings = Path(sys.prefix) / "share/jupyter/lab/settings/overrides.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    quiet = {"fetchNews": "false", "checkForUpdates": False}
    settings.write_text(json.dumps({"@jupyterlab/apputils-extension:notification": quiet}, indent=2))


def main():
    if not JAR.is_file():
        sys.exit(f"There is no {JAR}: run \"make clean\" and \"make setup\".")
    stay_offline()
    part = JAR.with_name("kernel.json.part")
    part.write_text(json.dumps(spec(), indent=2))
    os.replace(part, JAR.with_name("kernel.json"))


if __name__ == "__main__":
    main()
