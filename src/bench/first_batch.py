"""How long a reader waits: from the first cell of a fresh kernel to the picture of the first trained batch. first_batch.py ROUNDS"""
import sys
import time
from pathlib import Path
from statistics import median

from jupyter_client.manager import KernelManager

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
CELLS = ["%load setup.jshell", "Training.of(LeNet.block(), FashionMnist.sample()).batchSize(64).learningRate(0.9f).epochs(10).fit();"]


def measure():
    """Seconds of the first cell, and of both until the live view's first picture, which shows the first batch's loss."""
    manager = KernelManager(kernel_name="java")
    manager.start_kernel(cwd=str(NOTEBOOKS))
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        begin = time.monotonic()
        first, second = [client.execute(cell) for cell in CELLS]
        while True:
            message = client.get_iopub_msg(timeout=120)
            request, kind, content = message["parent_header"].get("msg_id"), message["msg_type"], message["content"]
            if kind == "error":
                sys.exit("\n".join(content["traceback"]))
            if request == first and content.get("execution_state") == "idle":
                loaded = time.monotonic() - begin
            if request == second and kind == "display_data":
                return loaded, time.monotonic() - begin
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def main():
    rounds = [measure() for _ in range(int(sys.argv[1]))]
    loaded, trained = zip(*rounds)
    print(
        f"first cell: best {min(loaded):.1f} s, median {median(loaded):.1f} s; to the first trained batch: best {min(trained):.1f} s,"
        f" median {median(trained):.1f} s (goal: 10)"
    )


if __name__ == "__main__":
    main()
