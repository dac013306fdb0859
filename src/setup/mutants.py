"""Change the library in small ways, one package after the other, and ask the tests whether they notice: mutation testing with PIT.

usage: mutants.py [PACKAGE ...]     (without names: all that have a floor in pom.xml; "convnets" is the classes above all packages)
What no test noticed stands in target/mutants/PACKAGE/index.html.
"""
import csv
import os
import shlex
import subprocess
import sys

import pom

MVN = shlex.split(os.environ.get("MVN", "mvn -B -ntp -o"))
NOTICED = {"KILLED", "TIMED_OUT", "MEMORY_ERROR", "RUN_ERROR"}  # as PIT counts


def change(package):
    """What became of each change of the package, in PIT's words."""
    scope = [f"-Dmutants.of={package}"] + (["-Dmutants.in="] if package == "convnets" else [])
    command = [*MVN, "-q", "-Pmutants", "test-compile", "org.pitest:pitest-maven:mutationCoverage", *scope]
    run = subprocess.run(command, cwd=pom.ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace")
    if run.returncode:
        sys.exit(run.stdout[-4000:])
    with open(pom.ROOT / f"target/mutants/{package}/mutations.csv", newline="", encoding="utf-8") as file:
        return [row[5] for row in csv.reader(file)]


def main(packages):
    floors = dict(pair.split("=") for pair in pom.text("mutants.floors").split())
    fallen = []
    print("package      changes  noticed  untested    share  floor")
    for package in packages or floors:
        states = change(package)
        noticed = sum(state in NOTICED for state in states)
        share, floor = 100 * noticed / len(states), int(floors.get(package, 0))
        print(f"{package:12} {len(states):7} {noticed:8} {states.count('NO_COVERAGE'):9} {share:5.1f} % {floor:4} %", flush=True)
        if share < floor:
            fallen.append(package)
    if fallen:
        sys.exit(f"The tests of {', '.join(fallen)} notice less than they did: see target/mutants/PACKAGE/index.html.")


if __name__ == "__main__":
    main(sys.argv[1:])
