"""For which NVIDIA cards a CUDA library has code, read from the library itself.

usage: fatbin.py LIBRARY.so
A CUDA library holds its code in "fat binaries": machine code (SASS) for single architectures, and perhaps PTX, which the driver compiles.
A card of compute capability M.m runs machine code of the same M with a minor up to m, or PTX of up to M.m.
"""
import collections
import mmap
import struct
import sys

MAGIC = struct.pack("<I", 0xBA55ED50)
KINDS = {1: "PTX", 2: "SASS"}


def entries(data):
    """The kind and the architecture (86 for 8.6) of each piece of code."""
    place = data.find(MAGIC)
    while place >= 0:
        _, _, header, size = struct.unpack_from("<IHHQ", data, place)
        at, end = place + header, min(place + header + size, len(data))
        if header != 16:  # the magic number by chance
            end = place + len(MAGIC)
        while at + 32 <= end:
            kind, _, head, length = struct.unpack_from("<HHIQ", data, at)
            if kind not in KINDS or not 0 < head <= 4096:
                break
            yield KINDS[kind], struct.unpack_from("<I", data, at + 28)[0]
            at += head + length
        place = data.find(MAGIC, max(end, place + len(MAGIC)))


def count(library):
    """How many pieces of code of each kind and architecture a file holds."""
    with open(library, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return collections.Counter(entries(data))


def runs_on(found, capability):
    """Whether a library with that code runs on a card, such as 8.6."""
    major, minor = (int(digits) for digits in capability.split("."))
    wanted = 10 * major + minor
    return any(
        architecture <= wanted and (kind == "PTX" or architecture // 10 == major)
        for kind, architecture in found
    )


if __name__ == "__main__":
    for (kind, architecture), pieces in sorted(count(sys.argv[1]).items()):
        print(f"{kind:4} {architecture / 10:4.1f} {pieces:6} pieces")
