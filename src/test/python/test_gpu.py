"""make gpu on a stand-in machine: its driver's tool is a script, the wheels are tiny, and what tries the engine is a shell command."""
import dataclasses
import os
import re
import shlex
import struct
import sys
import zipfile
from hashlib import sha256

import pytest

import fatbin
import gpu
import install_kernel
import run_program
from conftest import ROOT

MODERN = "NVIDIA GeForce RTX 3060, 8.6, 535.104.05"
H100 = "NVIDIA H100 80GB HBM3, 9.0, 550.54.15"
RTX50 = "NVIDIA GeForce RTX 5090, 12.0, 570.86.10"


def fat(*pieces):
    """A library that holds nothing but code for the given cards, as CUDA's tools lay it out."""
    body = b"".join(struct.pack("<HHIQ12xI32x", {"PTX": 1, "SASS": 2}[kind], 0, 64, 8, architecture) + bytes(8) for kind, architecture in pieces)
    return b"ELF and the like" + fatbin.MAGIC + struct.pack("<HHQ", 1, 16, len(body)) + body


ENGINES = {
    "mxnet": {
        "check": 'test -e "$MXNET_LIBRARY_PATH/libmxnet.so" && test "${LD_LIBRARY_PATH%%:*}" = "$MXNET_LIBRARY_PATH"',
        "wheels": {
            "mxnet_cu112-1.9.1": {"mxnet/libmxnet.so": fat(("SASS", 80), ("SASS", 86)), "mxnet/__init__.py": b""},
            "nvidia_cuda_runtime_cu11-11.8.89": {"nvidia/cuda_runtime/lib/libcudart.so.11.0": b""},
        },
        "library": "lib/libmxnet.so",
        "files": {"lib/libmxnet.so", "lib/libcudart.so.11.0", "lib/libcudart.so"},
    },
    "pytorch": {
        "check": 'test -e "$PYTORCH_LIBRARY_PATH/libtorch_cuda.so" && test "$PYTORCH_VERSION" = 2.7.1 && test "$PYTORCH_FLAVOR" = cu128'
        ' && test -e "${LD_LIBRARY_PATH%%:*}/libcudart.so.12"',
        "wheels": {
            "torch-2.7.1": {"torch/lib/libtorch_cuda.so": fat(("SASS", 80), ("SASS", 90))},
            "nvidia_cuda_runtime_cu12-12.6.77": {"nvidia/cuda_runtime/lib/libcudart.so.12": b""},
        },
        "library": "torch/lib/libtorch_cuda.so",
        "files": {"torch/lib/libtorch_cuda.so", "nvidia/cuda_runtime/lib/libcudart.so.12"},
    },
}


class Machine:
    def __init__(self, folder, patch, engine):
        self.folder, self.patch, self.engine = folder, patch, engine
        self.gpu = folder / "target" / install_kernel.GPU[engine].name
        self.gpu.parent.mkdir()
        for name in list(install_kernel.GPU):
            patch.setitem(install_kernel.GPU, name, folder / "target" / install_kernel.GPU[name].name)
        patch.setattr(install_kernel, "engine", lambda: engine)
        self.pins = folder / "pins.txt"
        patch.setitem(gpu.WAYS, engine, dataclasses.replace(gpu.WAYS[engine], pins=str(self.pins)))
        patch.setenv("PIP_NO_INDEX", "1")
        patch.setenv("CONVNETS_LIBCUDA", "libc.so.6")  # any library that can be loaded
        patch.delenv("LD_LIBRARY_PATH", raising=False)
        patch.delenv(gpu.INDEX, raising=False)

    def set_up(self, *command):
        gpu.main("set-up", self.engine, *(command or ("sh", "-c", ENGINES[self.engine]["check"])))

    def answers(self, text, status=0):
        tool = self.folder / "bin/nvidia-smi"
        tool.parent.mkdir(exist_ok=True)
        tool.write_text(f"#!/bin/sh\nprintf '%s\\n' {shlex.quote(text)}\nexit {status}\n")
        tool.chmod(0o755)
        self.patch.setenv("PATH", f"{tool.parent}{os.pathsep}{os.environ['PATH']}")

    def pin(self, *lines):
        """Pins with the hashes of their wheels, and the same without."""
        self.pins.with_suffix(".lock").write_text("".join(f"{line}\n" for line in lines))
        self.pins.write_text("".join(line.partition(" ")[0] + "\n" for line in lines))

    def offers_wheels(self, **changed):
        shelf = self.folder / "shelf"
        shelf.mkdir()
        wheels = ENGINES[self.engine]["wheels"]
        for name, files in wheels.items():
            with zipfile.ZipFile(shelf / f"{name}-py3-none-any.whl", "w") as wheel:
                for file, contents in files.items():
                    wheel.writestr(file, changed.get(file.rpartition("/")[2].partition(".")[0], contents))
                project, _, version = name.partition("-")
                info = f"{name}.dist-info"
                wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {project}\nVersion: {version}\n")
                wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
                wheel.writestr(f"{info}/RECORD", "")
        self.pin(*(f"{name.replace('-', '==')} --hash=sha256:{sha256((shelf / f'{name}-py3-none-any.whl').read_bytes()).hexdigest()}" for name in wheels))
        self.patch.setenv("PIP_FIND_LINKS", str(shelf))

    def is_set_up(self):
        self.gpu.mkdir()
        (self.gpu / "works").touch()

    def must_not_download(self):
        self.patch.setattr(gpu, "download", lambda engine: pytest.fail("it downloads"))

    def kernel(self):
        return {name for name in install_kernel.spec()["env"] if "LIBRARY" in name}


@pytest.fixture(params=ENGINES)
def machine(tmp_path, monkeypatch, request):
    return Machine(tmp_path, monkeypatch, request.param)


@pytest.fixture
def mxnet(tmp_path, monkeypatch):
    return Machine(tmp_path, monkeypatch, "mxnet")


@pytest.fixture
def pytorch(tmp_path, monkeypatch):
    return Machine(tmp_path, monkeypatch, "pytorch")


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


def old_driver(machine):
    machine.answers("Tesla T4, 7.5, 450.80.02" if machine.engine == "mxnet" else "Tesla T4, 7.5, 470.82.01")


OBSTACLES = {
    "no driver": (no_driver, "there is no NVIDIA driver here"),
    "no tool": (no_tool, "there is no NVIDIA driver here"),
    "a Mac": (a_mac, "exists for Linux on x86-64 only"),
    "no card": (lambda m: m.answers("No devices were found", 6), 'names no card, but says "No devices were found"'),
    "half a card": (lambda m: m.answers("GRID K1, [N/A], 535.104.05"), "names no card"),
    "silent": (lambda m: m.answers(""), "names no card"),
    "old driver": (old_driver, r"driver 4[57]0\.8\d\.0\d is too old for \w+: install version (460|525) or later"),
    "old card": (lambda m: m.answers("Tesla K80, 3.7, 535.104.05"), r"no code for Tesla K80 \(compute capability 3.7; it has code for 5.0, 6.0, "),
    "one old": (lambda m: m.answers(f"{MODERN}\nTesla K80, 3.7, 535.104.05"), "no code for Tesla K80"),
    "RTX 50": (lambda m: m.answers(RTX50), r'no code for NVIDIA GeForce RTX 5090 .*12\.0.*CUDA 12\.8 is newer.*ENGINE=pytorch" with TORCH_INDEX'),
}


@pytest.mark.parametrize("prepare, reason", OBSTACLES.values(), ids=OBSTACLES.keys())
def test_says_why_not_before_it_downloads(machine, capfd, prepare, reason):
    prepare(machine)
    machine.is_set_up()
    assert machine.kernel()
    machine.must_not_download()
    machine.set_up("false")
    out = capfd.readouterr().out
    assert re.fullmatch(rf"No GPU for the course: [^\n]*{reason}[^\n]*\. It goes on on the CPU\.\n", out), out
    assert not machine.kernel(), "the kernel goes on on the CPU"


def test_a_card_that_is_newer_than_mxnet_is_shown_the_way_that_works(mxnet, capfd):
    mxnet.answers(H100)
    mxnet.must_not_download()
    mxnet.set_up("true")
    said = sentence(capfd)
    assert 'no code for NVIDIA H100' in said and said.endswith('but PyTorch has: run "make gpu ENGINE=pytorch". It goes on on the CPU.')


@pytest.mark.parametrize("card, works", [("Tesla V100, 7.0", 1), ("Tesla T4, 7.5", 1), ("A100, 8.0", 1), ("L4, 8.9", 1), ("H100, 9.0", 0), ("B200, 10.0", 0), ("RTX 5090, 12.0", 0)])
def test_mxnet_takes_the_cards_that_it_has_code_for(mxnet, capfd, card, works):
    mxnet.answers(f"{card}, 570.86.10")
    mxnet.patch.setitem(ENGINES["mxnet"]["wheels"]["mxnet_cu112-1.9.1"], "mxnet/libmxnet.so", fat(*gpu.WAYS["mxnet"].code_for))
    mxnet.offers_wheels()
    mxnet.set_up()
    assert ("computes on the GPU from now on" in capfd.readouterr().out) == bool(works)


def test_sets_up_once_and_points_the_kernel_at_it(machine, capfd):
    machine.answers(f"{MODERN}\n{MODERN}")
    machine.offers_wheels()
    machine.set_up()
    assert "The course computes on the GPU from now on." in capfd.readouterr().out
    wanted = ENGINES[machine.engine]
    assert all((machine.gpu / file).exists() for file in wanted["files"])
    assert sorted(os.listdir(machine.gpu.parent)) == [machine.gpu.name], "nothing is left beside it"
    environment = install_kernel.spec()["env"]
    assert environment[f"{machine.engine.upper()}_LIBRARY_PATH"] == str((machine.gpu / wanted["library"]).parent)

    machine.patch.setenv("PIP_FIND_LINKS", "/nowhere")
    machine.set_up()
    assert "Fetching" not in capfd.readouterr().out and machine.kernel()


def test_a_build_without_code_for_the_card_is_found_out(pytorch, capfd):
    """PyTorch's own indexes have other builds, so what was fetched is counted."""
    pytorch.answers(RTX50)
    pytorch.offers_wheels()
    pytorch.patch.setenv(gpu.INDEX, "https://index.example")
    pytorch.set_up("true")
    assert "no code for NVIDIA GeForce RTX 5090 (compute capability 12.0; it has code for 8.0, 9.0)" in sentence(capfd)
    assert not pytorch.kernel()


def test_a_build_for_a_newer_cuda_is_taken(pytorch, capfd):
    pytorch.answers(RTX50)
    pytorch.offers_wheels(libtorch_cuda=fat(("SASS", 90), ("PTX", 120)))
    pytorch.patch.setenv(gpu.INDEX, "https://index.example")
    pytorch.set_up()
    assert "The course computes on the GPU from now on." in capfd.readouterr().out and pytorch.kernel()


def test_windows_needs_pytorchs_own_index(pytorch, capfd):
    pytorch.answers(MODERN)
    pytorch.patch.setattr(gpu.platform, "system", lambda: "Windows")
    pytorch.must_not_download()
    pytorch.set_up("true")
    assert "pip's ordinary index has PyTorch for Windows without CUDA: let TORCH_INDEX name" in sentence(capfd)


def test_mxnet_has_no_way_on_windows(mxnet, capfd):
    mxnet.patch.setattr(gpu.platform, "system", lambda: "Windows")
    mxnet.set_up("true")
    assert "MXNet for NVIDIA's cards exists for Linux on x86-64 only, PyTorch for Windows too" in sentence(capfd)


def test_the_engines_do_not_disturb_each_other(mxnet):
    mxnet.is_set_up()
    mxnet.patch.setattr(install_kernel, "engine", lambda: "pytorch")
    assert not mxnet.kernel(), "PyTorch computes on the CPU"
    gpu.main("look", "pytorch")


@pytest.mark.skipif(sys.platform == "win32", reason="there a program cannot become another")
def test_what_trains_runs_as_the_kernel_does(machine):
    """make full-scale once took half of the cores, and no card."""
    became = []
    machine.patch.setattr(os, "execve", lambda *program: became.append(program))
    machine.patch.delenv("OMP_NUM_THREADS", raising=False)
    machine.is_set_up()
    run_program.main("convnets.experiments.FullScale", "rows.csv")
    run_program.main("--processor", "convnets.experiments.Measure")
    (java, training, card), (_, measuring, processor) = became
    assert java == training[0] and training[-2:] == ["convnets.experiments.FullScale", "rows.csv"]
    assert measuring[-1] == "convnets.experiments.Measure" and measuring[:-1] == training[:-2]
    assert install_kernel.spec()["env"].items() <= card.items()
    assert install_kernel.speed().items() <= processor.items()
    assert {name for name in card if "LIBRARY" in name} - set(processor)


def test_make_starts_all_that_trains_in_that_way():
    verbs = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    trains = [line for line in verbs if "convnets.experiments." in line]
    assert len(trains) == 3
    assert all("$(TRAIN) convnets" in line or "$(MEASURE) convnets" in line for line in trains)


def test_fetches_anew_when_the_pins_change(machine, capfd):
    machine.answers(MODERN)
    machine.offers_wheels()
    machine.set_up()
    machine.pin(*machine.pins.with_suffix(".lock").read_text().splitlines(), "another==1")
    machine.set_up()
    assert "the download failed" in sentence(capfd) and not machine.kernel()


def test_keeps_the_other_folders_of_the_reader(mxnet, monkeypatch):
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/mine")
    mxnet.is_set_up()
    assert install_kernel.spec()["env"]["LD_LIBRARY_PATH"] == f"{mxnet.gpu}/lib:/opt/mine"


def test_a_card_computes_as_exactly_as_the_processor_unless_the_reader_wants_otherwise(machine, monkeypatch):
    """On an H100 right answers to six exercises were called wrong: convolutions were rounded to TF32."""
    monkeypatch.delenv("NVIDIA_TF32_OVERRIDE", raising=False)
    assert "NVIDIA_TF32_OVERRIDE" not in install_kernel.spec()["env"]
    machine.is_set_up()
    assert install_kernel.spec()["env"]["NVIDIA_TF32_OVERRIDE"] == "0"
    monkeypatch.setenv("NVIDIA_TF32_OVERRIDE", "1")
    assert install_kernel.spec()["env"]["NVIDIA_TF32_OVERRIDE"] == "1"


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
    machine.set_up(*command)
    assert re.search(reason, sentence(capfd))
    assert not machine.kernel() and (machine.gpu / ENGINES[machine.engine]["library"]).exists(), "the files stay for the next time"


def test_a_failed_download_leaves_nothing(machine, capfd):
    machine.answers(MODERN)
    machine.pin("no-such-project==1")
    machine.set_up()
    assert "the download failed" in sentence(capfd)
    assert not machine.gpu.exists() and not machine.kernel()


def test_files_can_be_fetched_without_a_card(machine, capfd):
    no_driver(machine)
    machine.offers_wheels()
    gpu.main("prepare", machine.engine)
    assert '"make gpu" needs no network now' in capfd.readouterr().out
    assert (machine.gpu / ENGINES[machine.engine]["library"]).exists() and not machine.kernel()


def test_a_card_that_is_gone_is_noticed(machine, capfd):
    machine.is_set_up()
    machine.answers(MODERN)
    gpu.main("look", machine.engine)
    assert capfd.readouterr().out == "" and machine.kernel()
    no_driver(machine)
    with pytest.raises(SystemExit) as exit:
        gpu.main("look", machine.engine)
    assert exit.value.code == 1 and "no NVIDIA driver" in sentence(capfd) and not machine.kernel()


def test_another_wheel_of_the_same_name_is_not_taken(machine, capfd):
    machine.answers(MODERN)
    machine.offers_wheels()
    for wheel in (machine.folder / "shelf").iterdir():
        wheel.write_bytes(wheel.read_bytes() + b"\0")
    machine.set_up()
    assert "the download failed" in sentence(capfd) and not machine.gpu.exists()


@pytest.mark.parametrize("engine", ENGINES)
def test_the_library_holds_the_code_that_we_say(engine):
    """Sentences about somebody's binary go stale: where the real library is, its pieces of code are counted."""
    library = install_kernel.GPU[engine] / gpu.WAYS[engine].library
    library = next((path for path in (library, os.environ.get(f"CONVNETS_{engine.upper()}_LIBRARY")) if path and os.path.isfile(path)), None)
    if library is None:
        pytest.skip(f"make gpu-files ENGINE={engine} has not been run here")
    found = fatbin.count(library)
    common = max(found.values())
    assert {code for code, pieces in found.items() if 2 * pieces > common} == set(gpu.WAYS[engine].code_for)
    assert not [kind for kind, _ in found if kind == "PTX"]


def test_counts_code_and_knows_which_cards_run_it():
    assert list(fatbin.entries(fat(("SASS", 80), ("PTX", 86)) + b"between" + fat(("SASS", 90)))) == [("SASS", 80), ("PTX", 86), ("SASS", 90)]
    assert list(fatbin.entries(fatbin.MAGIC + b"by chance" * 9)) == [] and list(fatbin.entries(fatbin.MAGIC + bytes(12))) == []
    assert [fatbin.runs_on([("SASS", 86)], card) for card in ("8.0", "8.6", "8.9", "9.0")] == [False, True, True, False]
    assert [fatbin.runs_on([("PTX", 86)], card) for card in ("8.0", "8.6", "12.0")] == [False, True, True]
