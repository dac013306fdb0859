"""Run a program of the library as the kernel runs a notebook: as fast, and on the card that the course was set up for.

usage: run_program.py [--processor] CLASS ARGUMENT ...
Without the kernel's variables the engine would take half of the cores and find no card. --processor leaves the card alone, as what is measured asks for.
"""
import os
import subprocess
import sys

from install_kernel import TARGET, engine, environment, flags, java, speed


def command(path):
    """Java with the course's options, and these folders and jars as its classes."""
    return [java(), *flags(), "-cp", os.pathsep.join(map(str, path))]


def of_library(*program):
    return [*command([TARGET / "classes", TARGET / f"deps-{engine()}/*"]), *program]


def main(*arguments):
    processor = arguments[0] == "--processor"
    program = of_library(*arguments[processor:])
    variables = os.environ | (speed() if processor else environment())
    if sys.platform == "win32":  # where a program cannot become another
        sys.exit(subprocess.run(program, env=variables, check=False).returncode)
    os.execve(program[0], program, variables)


if __name__ == "__main__":
    main(*sys.argv[1:])
