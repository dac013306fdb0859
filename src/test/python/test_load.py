"""Much at once, as on a reader's long day: ten kernels in one copy of the course, fifty stops, the unit tests beside a notebook. "make test-load" runs it."""
import json
import os
import random
import subprocess
import time

import pytest

from conftest import FOLDER, ROOT
from run_notebooks import KERNEL
from test_kernel import Kernel
from test_queue import SENTENCE

pytestmark = [pytest.mark.load, pytest.mark.skipif(KERNEL != "java", reason="the memory of the course's own kernel is looked at")]

ROUNDS = 50
WARM = 15  # until then Java's compiler takes memory, and keeps it

DATA = "var data = FashionMnist.sample().first(300, 100);"
FIT = "Training.of(LeNet.block(), data).weights(he()).adam().batchSize(50).seed({}).epochs(1).fit()"
# An exercise for each kernel, solved in one line.
ANSWERS = {
    "2.5": "LearningChecks.steps(n -> n[2] * ((n[0] + n[1] - 1) / n[1]))",
    "3.4": "LeNetChecks.padding(kernel -> (kernel - 1) / 2)",
    "3.5": "LeNetChecks.firstLoss(-Math.log(1.0 / 1000), Math.exp(-0.5))",
    "3.6": "LeNetChecks.classes(classes -> 61_706 - 850 + 85L * classes, 60_856 / 85 + 1)",
    "4.2": "InsideChecks.fields(6, 14, 16, 32)",
    "4.4": "InsideChecks.edges(new float[] {-1, 0, 1, -2, 0, 2, -1, 0, 1})",
    "5.3": "AlexNetCostChecks.side((n, k, p, s) -> (n + 2 * p - k) / s + 1)",
    "6.9": "VggCostChecks.work((224.0 / 96) * (224.0 / 96))",
    "8.4": "ComparisonChecks.seeds((d, s) -> IntStream.iterate(2, n -> n + 1).filter(n -> d * d * n > 2 * Math.pow(PairedDifference.enough(n) * s, 2)).findFirst().getAsInt())",
    "9.5": "OwnPicturesChecks.person(file -> file.substring(0, file.lastIndexOf('-')))",
}
SHARED = 99  # the seed of a training that all kernels save under one name


class PatientKernel(Kernel):
    patience = 300  # seconds for a message: ten kernels share the cores

    @property
    def pid(self):
        return self.manager.provisioner.pid

    def stop(self):
        """The stop button; waits until the kernel has heard of it."""
        self.client.control_channel.send(self.client.session.msg("interrupt_request", {}))
        assert self.client.get_control_msg(timeout=self.patience)["msg_type"] == "interrupt_reply"

    def resident(self):
        """Memory in kB, after a collection: the heap's fresh part would otherwise count."""
        self.value("System.gc();")
        with open(f"/proc/{self.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))


def test_ten_kernels_lose_nothing(tmp_path, monkeypatch):
    progress, results = tmp_path / "progress.json", tmp_path / "results"
    monkeypatch.setenv("CONVNETS_PROGRESS", str(progress))
    monkeypatch.setenv("CONVNETS_RESULTS", str(results))
    kernels = []
    try:
        kernels = [PatientKernel(FOLDER / "exercises") for _ in ANSWERS]
        asked = []
        for seed, (kernel, answer) in enumerate(zip(kernels, ANSWERS.values())):
            cells = ["%load ../setup.jshell", DATA, answer]
            cells += [f"Results.course().save({FIT.format(each)})" for each in (seed, SHARED)]
            asked.append([kernel.client.execute(cell) for cell in cells])
        for kernel, requests in zip(kernels, asked):
            assert [kernel.listen(request).error for request in requests] == [None] * 5
        saved = json.loads(progress.read_text(encoding="utf-8"))["exercises"]
        assert sorted(number for number, entry in saved.items() if entry["solved"]) == sorted(ANSWERS)
        files = sorted(path.name for path in results.iterdir())
        seeds = sorted([*range(len(ANSWERS)), SHARED])
        assert sorted(int(name.split("-seed-")[1].removesuffix(".checkpoint")) for name in files) == seeds, "one file a seed, and no part of one"
        for name in files:
            history = kernels[0].value(f'convnets.train.Checkpoint.open(java.nio.file.Path.of("{results / name}")).history().epochs().size()')
            assert history == "1", name
        assert all(kernel.manager.is_alive() for kernel in kernels)
    finally:
        for kernel in kernels:
            kernel.close()


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="resident memory is read as Linux shows it")
def test_stop_and_run_all_fifty_times():
    kernel, chance, stopped, resident = PatientKernel(FOLDER), random.Random(16), 0, []
    cells = [f"var run = {FIT.format(1)};", "run.history().epochs().size()", "ran[0]++;"]
    try:
        for cell in ("%load setup.jshell", DATA, "int[] ran = {0};"):
            assert not kernel.run(cell).error
        for round in range(ROUNDS):
            begun = time.monotonic()
            assert [cell.error for cell in kernel.run_all(cells)] == [None] * 3, f"a stop that is over holds up nothing: round {round}"
            longest = 1.1 * (time.monotonic() - begun)  # some stops come when all is done
            resident.append(kernel.resident())
            requests = [kernel.client.execute(code) for code in cells]
            time.sleep(chance.uniform(0.001, longest))
            kernel.stop()
            errors = [kernel.listen(request).error for request in requests]
            while errors and not errors[0]:
                errors.pop(0)
            assert not errors or "Evaluation interrupted." in errors[0], f"round {round}: {errors}"
            assert all(error and SENTENCE in error for error in errors[1:]), f"round {round}: {errors}"
            stopped += bool(errors)
        assert kernel.manager.is_alive()
    finally:
        kernel.close()
    assert stopped > ROUNDS / 4, "the stops must have met something"
    assert resident[-1] < 1.05 * max(resident[WARM - 5 : WARM]), resident


def test_the_unit_tests_run_beside_a_notebook(tmp_path):
    kernel = PatientKernel(FOLDER)
    try:
        for cell in ("%load setup.jshell", DATA):
            assert not kernel.run(cell).error
        enough = tmp_path / "enough"
        until = f'!new java.io.File("{enough}").exists()'
        asked = kernel.client.execute(f"var run = {FIT.format(1)}; for (int i = 2; {until}; i++) run = {FIT.format('i')};")
        done = subprocess.run(["make", "test-unit", "TEST=TextTest,AtomicFileTest"], cwd=ROOT, capture_output=True, text=True, timeout=600)
        enough.touch()
        cell = kernel.listen(asked)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        assert not cell.error and len(cell.pictures) > 2
        fresh = kernel.run("LayerTable.of(Nin.block(), new Shape(1, 1, 224, 224))")
        assert not fresh.error, "classes that it had not loaded before"
    finally:
        kernel.close()
