"""make gpu on a stand-in machine: its driver's tool is a script, the wheels are tiny, and what tries MXNet is a shell command."""
import os
import re
import zipfile

import pytest

import gpu
import install_kernel
from conftest import ROOT

MODERN = "NVIDIA GeForce RTX 3060, 8.6, 535.104.05"
CHECK = ("sh", "-c", 'test -e "$MXNET_LIBRARY_PATH/libmxnet.so" && test "${LD_LIBRARY_PATH%%:*}" = "$MXNET_LIBRARY_PATH"')
WHEELS = {
    "mxnet_cu112-1.9.1": ["mxnet/libmxnet.so", "mxnet/__init__.py"],
    "nvidia_cuda_runtime_cu11-11.8.89": ["nvidia/cuda_runtime/lib/libcudart.so.11.0"],
}


class Machine:
    def __init__(self, folder, patch):
        self.folder, self.patch = folder, patch
        self.gpu = folder / "target/gpu"
        self.gpu.parent.mkdir()
        patch.setattr(gpu, "FOLDER", self.gpu)
        patch.setattr(install_kernel, "GPU", self.gpu)
        for module in (gpu, install_kernel):
            patch.setattr(module, "WORKS", self.gpu / "works")
        patch.setattr(gpu, "PINS", folder / "pins.txt")
        patch.setenv("PIP_NO_INDEX", "1")
        patch.setenv("CONVNETS_LIBCUDA", "libc.so.6")  # any library that can be loaded
        patch.delenv("LD_LIBRARY_PATH", raising=False)

    def answers(self, text, status=0):
        tool = self.folder / "bin/nvidia-smi"
        tool.parent.mkdir(exist_ok=True)
        tool.write_text(f"#!/bin/sh\necho '{text}'\nexit {status}\n")
        tool.chmod(0o755)
        self.patch.setenv("PATH", f"{tool.parent}{os.pathsep}{os.environ['PATH']}")

    def offers_wheels(self):
        shelf = self.folder / "shelf"
        shelf.mkdir()
        for name, files in WHEELS.items():
            with zipfile.ZipFile(shelf / f"{name}-py3-none-any.whl", "w") as wheel:
                for file in files:
                    wheel.writestr(file, "")
                project, _, version = name.partition("-")
                info = f"{name}.dist-info"
                wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {project}\nVersion: {version}\n")
                wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
                wheel.writestr(f"{info}/RECORD", "")
        gpu.PINS.write_text("".join(name.replace("-", "==") + "\n" for name in WHEELS))
        self.patch.setenv("PIP_FIND_LINKS", str(shelf))

    def is_set_up(self):
        self.gpu.mkdir()
        (self.gpu / "works").touch()

    def kernel(self):
        return {name for name in install_kernel.spec([])["env"] if "LIBRARY" in name}


@pytest.fixture
def machine(tmp_path, monkeypatch):
    return Machine(tmp_path, monkeypatch)


def sentence(capfd):
    [*_, line] = capfd.readouterr().out.splitlines()
    assert line.startswith("No GPU for the course: ") and line.endswith(" It goes on on the CPU.")
    return line


def no_driver(machine):
    machine.patch.setenv("CONVNETS_LIBCUDA", "/no/libcuda.so.1")


def no_tool(machine):
    machine.patch.setenv("PATH", str(machine.folder))


def a_mac(machine):
    machine.patch.setattr(gpu.platform, "system", lambda: "Darwin")


HINDRANCES = {
    "no driver": (no_driver, "there is no NVIDIA driver here"),
    "no tool": (no_tool, "there is no NVIDIA driver here"),
    "a Mac": (a_mac, "exists for Linux on x86-64 only"),
    "no card": (lambda m: m.answers("No devices were found", 6), 'names no card, but says "No devices were found"'),
    "half a card": (lambda m: m.answers("GRID K1, [N/A], 535.104.05"), "names no card"),
    "silent": (lambda m: m.answers(""), "names no card"),
    "old driver": (lambda m: m.answers("Tesla T4, 7.5, 450.80.02"), "driver 450.80.02 is too old: install version 460"),
    "old card": (lambda m: m.answers("Tesla K80, 3.7, 470.57.02"), "no code for Tesla K80 .* 3.7, and it needs 5.0"),
    "one old": (lambda m: m.answers(f"{MODERN}\nTesla K80, 3.7, 535.104.05"), "no code for Tesla K80"),
}


@pytest.mark.parametrize("prepare, reason", HINDRANCES.values(), ids=HINDRANCES.keys())
def test_says_why_not_before_it_downloads(machine, capfd, prepare, reason):
    prepare(machine)
    machine.is_set_up()
    assert machine.kernel()
    machine.patch.setattr(gpu, "download", lambda: pytest.fail("it downloads"))
    gpu.main("set-up", "mxnet", "false")
    out = capfd.readouterr().out
    assert re.fullmatch(rf"No GPU for the course: [^\n]*{reason}[^\n]*\. It goes on on the CPU\.\n", out), out
    assert not machine.kernel(), "the kernel goes on on the CPU"


def test_sets_up_once_and_points_the_kernel_at_it(machine, capfd):
    machine.answers(f"{MODERN}\n{MODERN}")
    machine.offers_wheels()
    gpu.main("set-up", "mxnet", *CHECK)
    assert "The course computes on the GPU from now on." in capfd.readouterr().out
    assert {"libmxnet.so", "libcudart.so.11.0", "libcudart.so"} <= set(os.listdir(machine.gpu / "lib"))
    assert (machine.gpu / "lib/libcudart.so").resolve().name == "libcudart.so.11.0"
    assert sorted(os.listdir(machine.gpu.parent)) == ["gpu"], "nothing is left beside it"
    environment = install_kernel.spec([])["env"]
    assert environment["MXNET_LIBRARY_PATH"] == environment["LD_LIBRARY_PATH"] == str(machine.gpu / "lib")

    machine.patch.setenv("PIP_FIND_LINKS", "/nowhere")
    gpu.main("set-up", "mxnet", *CHECK)
    assert "Fetching" not in capfd.readouterr().out and machine.kernel()


def test_another_engine_has_no_gpu_here(machine, capfd):
    machine.answers(MODERN)
    machine.is_set_up()
    machine.patch.setattr(gpu, "download", lambda: pytest.fail("it downloads"))
    gpu.main("set-up", "pytorch", "true")
    assert "leave ENGINE=pytorch out" in sentence(capfd) and not machine.kernel()


def test_fetches_anew_when_the_pins_change(machine, capfd):
    machine.answers(MODERN)
    machine.offers_wheels()
    gpu.main("set-up", "mxnet", *CHECK)
    gpu.PINS.write_text(gpu.PINS.read_text() + "another==1\n")
    gpu.main("set-up", "mxnet", *CHECK)
    assert "the download failed" in sentence(capfd) and not machine.kernel()


def test_keeps_the_other_folders_of_the_reader(machine, monkeypatch):
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/mine")
    machine.is_set_up()
    assert install_kernel.spec([])["env"]["LD_LIBRARY_PATH"] == f"{machine.gpu}/lib:/opt/mine"


@pytest.mark.parametrize(
    "command, patience, reason",
    [
        (["sh", "-c", "echo a warning; echo the reason; exit 1"], 9, r"with this card and driver \(the reason\)\."),
        (["false"], 9, r"with this card and driver \(it ended with 1\)\."),
        (["sleep", "9"], 0.2, "did not start on the card"),
    ],
    ids=["fails", "fails silently", "hangs"],
)
def test_a_failed_trial_leaves_the_course_on_the_cpu(machine, capfd, command, patience, reason):
    machine.answers(MODERN)
    machine.offers_wheels()
    machine.patch.setattr(gpu, "PATIENCE", patience)
    gpu.main("set-up", "mxnet", *command)
    assert re.search(reason, sentence(capfd))
    assert not machine.kernel() and (machine.gpu / "lib/libmxnet.so").exists(), "the files stay for the next time"


def test_a_failed_download_leaves_nothing(machine, capfd):
    machine.answers(MODERN)
    gpu.PINS.write_text("no-such-project==1\n")
    gpu.main("set-up", "mxnet", *CHECK)
    assert "the download failed" in sentence(capfd)
    assert not machine.gpu.exists() and not machine.kernel()


def test_files_can_be_fetched_without_a_card(machine, capfd):
    no_driver(machine)
    machine.offers_wheels()
    gpu.main("prepare")
    assert '"make gpu" needs no network now' in capfd.readouterr().out
    assert (machine.gpu / "lib/libmxnet.so").exists() and not machine.kernel()


def test_a_card_that_is_gone_is_noticed(machine, capfd):
    machine.is_set_up()
    machine.answers(MODERN)
    gpu.main("look")
    assert capfd.readouterr().out == "" and machine.kernel()
    no_driver(machine)
    with pytest.raises(SystemExit) as exit:
        gpu.main("look")
    assert exit.value.code == 1 and "no NVIDIA driver" in sentence(capfd) and not machine.kernel()


def test_every_library_of_the_recipe_is_pinned():
    lines = (ROOT / "requirements-gpu.txt").read_text().splitlines()
    pins = [line.split("#")[0].strip() for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9-]+==[0-9.]+", pin) for pin in pins), pins
    named = re.findall(r"lib\w+\.so[.\d]*\d", "\n".join(lines))
    wanted = "cudart.so.11.0 cublas.so.11 cudnn.so.8 cufft.so.10 cusolver.so.11 curand.so.10 nvrtc.so.11.2 nccl.so.2 nvToolsExt.so.1"
    assert sorted(named) == sorted(f"lib{name}" for name in wanted.split())
