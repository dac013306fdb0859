"""Measure the course's training loop against its peers: make bench.

Each contestant is a process that trains one net on and on. Round by round each is asked for one measurement, in turns, so that a machine that slows
down hits all of them; a contestant waits asleep while another is measured. Best and median are reported, and ratios of best to best; beside them the
processor's time for a picture, which another program on the same cores disturbs less.

usage: bench.py [quick]     (quick: the four small nets, the four main contestants, three short rounds; in a file of its own, build/bench/quick.json)
BENCH_NETS (numbers of the list below, such as "1,4"), BENCH_ROUNDS (7), BENCH_SECONDS (3) make it shorter. BENCH_CONTESTANTS="ours;Python" picks by name.
Results: a table, build/bench/bench.json (nets measured earlier stay in it) and build/bench/bench.png.
"""
import json
import os
import subprocess
import sys
from contextlib import suppress
from datetime import date
from statistics import median

import psutil

from contestants import CONTESTANTS, OURS, ROOT, JAVA, available

RESULTS = ROOT / "build/bench/bench.json"

# Name, width divisor, batch, pixels, and how many batches make a stretch: a second or so.
# Not all contestants fit into the memory with the largest net: there each is started anew for each measurement.
LARGEST = ("VGG-11", 1, 16, 224, 1)
NETS = [
    ("LeNet", 1, 256, 28, 20),
    ("AlexNet", 4, 128, 96, 12),
    ("AlexNet", 1, 64, 224, 2),
    ("VGG-11", 8, 64, 96, 8),
    LARGEST,
    ("NiN", 4, 64, 96, 20),
    ("NiN", 1, 32, 224, 3),
]
QUICK = {"BENCH_NETS": "1,2,4,6", "BENCH_ROUNDS": "3", "BENCH_SECONDS": "1", "BENCH_CONTESTANTS": "ours;plain DJL;Python, hybrid;ours on PyTorch"}
ROUGH = "These figures are rough: three rounds of a second each. Ratios near 1 say nothing; for a figure to be told, run \"make bench\"."
WARM_UP = 2  # seconds
WARM_UP_ALONE = 10  # its steps take seconds, and the first few of a process are the slow ones


def title(net):
    name, width, batch, size, _ = net
    return f"{name}{f' ÷ {width}' if width > 1 else ''}, {batch} at {size}×{size}"


class Contestant:
    """A process that measures on demand, and waits asleep."""

    def __init__(self, name, command, environment, net):
        self.name, self.command, self.environment = name, [*command, *map(str, net)], environment
        self.rates, self.works = [], []
        self.process = None
        self.parameters, self.engine = 0, ""

    def start(self, warm_up):
        environment = os.environ | self.environment
        self.process = subprocess.Popen(self.command, env=environment, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.ask(warm_up)

    def ask(self, seconds):
        """One measurement: pictures a second, and microseconds of processor time for each, all cores together."""
        clock = psutil.Process(self.process.pid)
        begin = sum(clock.cpu_times()[:2])
        with suppress(BrokenPipeError):
            self.process.stdin.write(f"{seconds}\n")
            self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"{self.name} ended early (code {self.process.wait()}): see its message above. Code -9 is the system's when the memory is full.")
        said = json.loads(line)
        self.parameters, self.engine = said["parameters"], said["engine"]
        work = sum(clock.cpu_times()[:2]) - begin
        return said["examples"] / said["seconds"], 1e6 * work / said["examples"]

    def measure(self, seconds):
        rate, work = self.ask(seconds)
        self.rates.append(rate)
        self.works.append(work)

    def close(self):
        if self.process:
            with suppress(BrokenPipeError):
                self.process.stdin.close()
            self.process.wait()
            self.process = None


def turns(things, rounds):
    """The order of the measurements: every round begins with another one."""
    return [things[(begin + i) % len(things)] for begin in range(rounds) for i in range(len(things))]


def summary(rates, works, ours):
    """What is reported of some measurements; ratios are of best to best, above 1 where ours is better than this one."""
    our_rates, our_works = ours
    return {
        "best": max(rates),
        "median": median(rates),
        "spread": (max(rates) - min(rates)) / max(rates),
        "ratio": max(our_rates) / max(rates),
        "work": min(works),
        "work_ratio": min(works) / min(our_works),
        "rates": rates,
        "works": works,
    }


def check_parameters(counts):
    """Nets that differ in size are no match."""
    if len(set(counts.values())) > 1:
        sys.exit(f"The contestants do not train the same net; their parameters: {counts}.")


def measure(net, names, rounds, seconds):
    contestants = [Contestant(name, *CONTESTANTS[name](), net) for name in names]
    alone = net == LARGEST
    try:
        for contestant in turns(contestants, rounds):
            if not contestant.process:
                contestant.start(WARM_UP_ALONE if alone else WARM_UP)
                check_parameters({c.name: c.parameters for c in contestants if c.parameters})
            contestant.measure(seconds)
            if alone:
                contestant.close()
    finally:
        for contestant in contestants:
            contestant.close()
    ours = next((c.rates, c.works) for c in contestants if c.name == OURS)
    return {c.name: {"engine": c.engine, "parameters": c.parameters, **summary(c.rates, c.works, ours)} for c in contestants}


def table(results):
    lines = ["net                       contestant                 best/s   median/s   spread   ours : it   CPU, µs   it : ours"]
    for net, rows in results.items():
        for name, row in rows.items():
            numbers = f"{row['best']:9,.0f}  {row['median']:9,.0f}  {row['spread']:6.0%}  {row['ratio']:9.2f}  {row['work']:9,.0f}  {row['work_ratio']:9.2f}"
            lines.append(f"{net:<25} {name:<24} {numbers}")
    return "\n".join(lines)


def machine():
    """Measurements of two machines do not belong into one table."""
    model = ""
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "")
    return f"{sys.platform}, {model}, {os.cpu_count()} logical processors"


def stored(file):
    """What was measured earlier on this machine."""
    results = json.loads(file.read_text()) if file.is_file() else {}
    return results if results.get("machine") == machine() else {"machine": machine(), "nets": {}}


def store(file, results, rounds, seconds):
    nets = stored(file)["nets"]
    for net, rows in results.items():
        nets[net] = {"date": str(date.today()), "rounds": rounds, "seconds": seconds, "contestants": rows}
    order = [title(net) for net in NETS]
    nets = dict(sorted(nets.items(), key=lambda item: order.index(item[0])))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"machine": machine(), "nets": nets}, indent=1))


def main():
    quick = sys.argv[1:] == ["quick"]
    chosen = (QUICK if quick else {}) | os.environ
    file = RESULTS.with_stem("quick") if quick else RESULTS
    wanted = chosen.get("BENCH_NETS", "")
    nets = [NETS[int(number) - 1] for number in wanted.split(",")] if wanted else NETS
    rounds = int(chosen.get("BENCH_ROUNDS", 7))
    seconds = float(chosen.get("BENCH_SECONDS", 3))
    contestants = available(chosen.get("BENCH_CONTESTANTS", ""))
    for net in nets:
        results = {title(net): measure(net, contestants, rounds, seconds)}
        store(file, results, rounds, seconds)
        print(table(results), flush=True)
    if quick:
        print(ROUGH)
    else:
        subprocess.run([*JAVA, "convnets.bench.Figure", file, file.with_suffix(".png")], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
