"""Who takes part in the bench, and how a peer is set up: below target/bench, for the bench alone."""
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "src/setup"))

import pom  # noqa: E402 (needs the path above)
from install_kernel import speed  # noqa: E402
from run_program import command as java  # noqa: E402

FOLDER = ROOT / "target/bench"
PYTHON = FOLDER / "python" / ("Scripts" if os.name == "nt" else "bin") / "python"
TORCH = FOLDER / "pytorch"

DJL, TORCH_VERSION = pom.text("djl.version"), pom.text("pytorch.version")

OURS = "ours"

CLASSES = [ROOT / "target/test-classes", ROOT / "target/classes"]
JAVA = java([*CLASSES, ROOT / "target/deps-mxnet/*"])

# As the course's kernel sets it, and as a peer comes: with as many threads.
KERNEL = speed()
PLAIN = {name: KERNEL[name] for name in ("OMP_NUM_THREADS", "OPT_OUT_TRACKING")}


def ours():
    return [*JAVA, "convnets.bench.Ours"], KERNEL


def plain_djl(environment):
    return [*JAVA, "convnets.bench.PlainDjl"], environment


def python_mxnet(way, environment):
    return [str(PYTHON), str(ROOT / "src/bench/python_mxnet.py"), way], environment


def ours_on_pytorch():
    jars = [jar for jar in (ROOT / "target/deps-mxnet").glob("*.jar") if not jar.name.startswith("mxnet-")]
    return [*java([*CLASSES, *sorted(TORCH.glob("*.jar")), *sorted(jars)]), "convnets.bench.Ours"], KERNEL


CONTESTANTS = {
    OURS: ours,
    "plain DJL": lambda: plain_djl(PLAIN),
    "Python": lambda: python_mxnet("imperative", PLAIN),
    "Python, hybrid": lambda: python_mxnet("hybrid", PLAIN),
    "ours on PyTorch": ours_on_pytorch,
    # What is due to the kernel's environment alone.
    "plain DJL, our kernel's": lambda: plain_djl(KERNEL),
    "hybrid, our kernel's": lambda: python_mxnet("hybrid", KERNEL),
}


def install_python_mxnet():
    """MXNet's last wheel wants a NumPy that Python 3.12 no longer has."""
    if PYTHON.is_file():
        return
    print("Installing Python MXNet into target/bench ...", flush=True)
    subprocess.run([sys.executable, "-m", "venv", FOLDER / "python"], check=True)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    try:
        subprocess.run([*pip, "mxnet==1.9.1", "numpy<1.24"], check=True)
    except subprocess.CalledProcessError:
        shutil.rmtree(FOLDER / "python")
        raise


def install_pytorch():
    if list(TORCH.glob(f"pytorch-jni-{TORCH_VERSION}-{DJL}.jar")):
        return
    shutil.rmtree(TORCH, ignore_errors=True)
    print("Fetching DJL's PyTorch engine into target/bench ...", flush=True)
    classifier = {"linux": "linux-x86_64", "win32": "win-x86_64"}[sys.platform]
    jars = [f"pytorch-engine:{DJL}", f"pytorch-native-cpu:{TORCH_VERSION}:jar:{classifier}", f"pytorch-jni:{TORCH_VERSION}-{DJL}"]
    for jar in jars:
        copy = ["mvn", "-q", "-B", "-ntp", "dependency:copy", f"-Dartifact=ai.djl.pytorch:{jar}", f"-DoutputDirectory={TORCH}"]
        subprocess.run(copy, cwd=ROOT, check=True)


def available(wanted):
    """The names of those that can take part here; the others are named with the reason."""
    names = [name.strip() for name in wanted.split(";")] if wanted else list(CONTESTANTS)
    for install, part in ((install_python_mxnet, "Python"), (install_pytorch, "PyTorch")):
        if not any(part in name for name in names):
            continue
        try:
            install()
        except (subprocess.CalledProcessError, KeyError) as error:
            print(f"Without {part}, which cannot be set up here: {error}")
            names = [name for name in names if part not in name]
    return names
