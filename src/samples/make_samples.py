#!/usr/bin/env python3
"""Make the samples in src/main/resources/data from the published sets (how they were made; not part of the build).

usage: make_samples.py FASHION_MNIST_FOLDER MNIST_FOLDER
Fashion-MNIST: 1,000 of the training and 200 of the test pictures of each class, drawn with a fixed seed.
MNIST: its 10,000 test digits; ordered by class, every fifth goes to the test half, so that both halves hold
equal shares of each class and of both groups of writers. The order is shuffled with a fixed seed.
"""
import gzip
import random
import struct
import sys
from pathlib import Path

OUT = Path(__file__).parents[1] / "main/resources/data"


def read(folder, half):
    images = gzip.decompress((Path(folder) / f"{half}-images-idx3-ubyte.gz").read_bytes())
    labels = gzip.decompress((Path(folder) / f"{half}-labels-idx1-ubyte.gz").read_bytes())[8:]
    return [(labels[i], images[16 + 784 * i : 16 + 784 * (i + 1)]) for i in range(len(labels))]


def write(name, half, examples):
    folder = OUT / name
    folder.mkdir(parents=True, exist_ok=True)
    images = struct.pack(">4i", 2051, len(examples), 28, 28) + b"".join(pixels for _, pixels in examples)
    labels = struct.pack(">2i", 2049, len(examples)) + bytes(label for label, _ in examples)
    for kind, data in (("images-idx3", images), ("labels-idx1", labels)):
        (folder / f"{half}-{kind}-ubyte.gz").write_bytes(gzip.compress(data, 9, mtime=0))


def fashion(folder):
    draw = random.Random(2017)
    for half, each in (("train", 1000), ("t10k", 200)):
        examples = read(folder, half)
        chosen = []
        for label in range(10):
            chosen += draw.sample([e for e in examples if e[0] == label], each)
        draw.shuffle(chosen)
        write("fashion-mnist", half, chosen)


def mnist(folder):
    by_class = sorted(read(folder, "t10k"), key=lambda e: e[0])
    train = [e for i, e in enumerate(by_class) if i % 5]
    test = by_class[::5]
    draw = random.Random(1998)
    draw.shuffle(train)
    draw.shuffle(test)
    write("mnist", "train", train)
    write("mnist", "t10k", test)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    fashion(sys.argv[1])
    mnist(sys.argv[2])
