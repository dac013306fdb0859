"""Python MXNet as d2l uses it, in the protocol of Meter.java: python_mxnet.py imperative|hybrid NET WIDTH BATCH SIZE BATCHES"""
import gzip
import json
import sys
import time
from pathlib import Path

import mxnet as mx
import numpy
from mxnet import autograd, gluon, np, npx
from mxnet.gluon import nn

npx.set_np()

SAMPLE = Path(__file__).parents[1] / "main/resources/data/fashion-mnist"
RATE = 0.01


def lenet(_):
    def conv(channels, **more):
        return nn.Conv2D(channels, 5, activation="sigmoid", **more)

    layers = [conv(6, padding=2), nn.AvgPool2D(2), conv(16), nn.AvgPool2D(2)]
    return layers + [nn.Dense(120, activation="sigmoid"), nn.Dense(84, activation="sigmoid"), nn.Dense(10)]


def head(units):
    return [nn.Dense(units, activation="relu"), nn.Dropout(0.5), nn.Dense(units, activation="relu"), nn.Dropout(0.5), nn.Dense(10)]


def conv(channels, kernel, **more):
    return nn.Conv2D(channels, kernel, activation="relu", **more)


def alexnet(width):
    pool = [nn.MaxPool2D(3, 2)]
    return [
        *[conv(96 // width, 11, strides=4), *pool, conv(256 // width, 5, padding=2), *pool],
        *[conv(384 // width, 3, padding=1), conv(384 // width, 3, padding=1), conv(256 // width, 3, padding=1), *pool],
        *head(4096 // width),
    ]


def vgg(width):
    layers = []
    for convolutions, channels in [(1, 64), (1, 128), (2, 256), (2, 512), (2, 512)]:
        layers += [conv(channels // width, 3, padding=1) for _ in range(convolutions)] + [nn.MaxPool2D(2, 2)]
    return layers + head(4096 // width)


def nin(width):
    def block(channels, *arguments, **more):
        return [conv(channels, *arguments, **more), conv(channels, 1), conv(channels, 1)]

    pool = [nn.MaxPool2D(3, 2)]
    return [
        *[*block(96 // width, 11, strides=4), *pool, *block(256 // width, 5, padding=2), *pool],
        *[*block(384 // width, 3, padding=1), *pool, nn.Dropout(0.5), *block(10, 3, padding=1)],
        *[nn.GlobalAvgPool2D(), nn.Flatten()],
    ]


NETS = {"LeNet": lenet, "AlexNet": alexnet, "VGG-11": vgg, "NiN": nin}


def idx(name):
    return numpy.frombuffer(gzip.decompress((SAMPLE / name).read_bytes()), dtype="uint8").astype("float32")


def sample(count, size):
    """The bundled pictures, enlarged by repeating pixels: how they look is all the same here."""
    pixels, labels = [idx(f"train-{name}-ubyte.gz") for name in ("images-idx3", "labels-idx1")]
    places = numpy.arange(size) * 28 // size
    pictures = pixels[16:].reshape(-1, 1, 28, 28)[:count] / 255
    return np.array(pictures[:, :, places][:, :, :, places]), np.array(labels[8 : 8 + count])


def train(net, trainer, loss, pictures, labels, batch):
    """One stretch of d2l's loop: loss and accuracy are read after each batch."""
    sums = [0.0, 0.0]
    for begin in range(0, len(labels), batch):
        x, y = pictures[begin : begin + batch], labels[begin : begin + batch]
        with autograd.record():
            answers = net(x)
            errors = loss(answers, y)
        errors.backward()
        trainer.step(len(y))
        sums[0] += float(errors.sum())
        sums[1] += float((answers.argmax(axis=1).astype(y.dtype) == y).astype(y.dtype).sum())
    npx.waitall()


def main():
    way, name, *numbers = sys.argv[1:]
    width, batch, size, batches = map(int, numbers)
    net = nn.HybridSequential()
    net.add(*NETS[name](width))
    net.initialize(mx.init.Xavier())
    if way == "hybrid":
        net.hybridize(static_alloc=True, static_shape=True)
    trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": RATE})
    loss = gluon.loss.SoftmaxCrossEntropyLoss()
    pictures, labels = sample(batch * batches, size)
    for line in sys.stdin:
        wanted, examples, begin = float(line), 0, time.perf_counter()
        while time.perf_counter() - begin < wanted:
            train(net, trainer, loss, pictures, labels, batch)
            examples += len(labels)
        seconds = time.perf_counter() - begin
        parameters = sum(p.data().size for p in net.collect_params().values())
        said = {"examples": examples, "seconds": seconds, "parameters": parameters, "engine": f"MXNet {mx.__version__}"}
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
