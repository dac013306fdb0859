"""Several programs in one copy of the course at once. "make test-load" runs it."""
import subprocess

import pytest

from conftest import FOLDER, ROOT
from test_kernel import Kernel

pytestmark = pytest.mark.load

DATA = "var data = FashionMnist.sample().first(300, 100);"
FIT = "Training.of(LeNet.block(), data).weights(he()).adam().batchSize(50).seed({}).epochs(1).fit()"


class PatientKernel(Kernel):
    patience = 300  # seconds for a message: others use the cores too


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
