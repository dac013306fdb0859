"""The bench's arithmetic, and that its contestants train the same nets (those that it downloads: pytest -m peers)."""
import sys

import pytest

from conftest import ROOT

sys.path.insert(0, str(ROOT / "src/bench"))

import bench  # noqa: E402 (needs the path above)
from contestants import CONTESTANTS, OURS, available  # noqa: E402


def test_ratios_are_of_best_to_best():
    row = bench.summary([100, 60, 80], [12, 11, 22], ours=([150, 30, 120], [20, 10, 30]))
    assert (row["best"], row["median"], row["spread"], row["ratio"]) == (100, 80, 0.4, 1.5)
    assert (row["work"], row["work_ratio"]) == (11, 1.1)
    assert row["rates"] == [100, 60, 80]


def test_each_round_begins_with_another_contestant():
    assert bench.turns(["a", "b", "c"], 3) == ["a", "b", "c", "b", "c", "a", "c", "a", "b"]


def test_nets_of_different_size_are_no_match():
    bench.check_parameters({"a": 61_706, "b": 61_706})
    with pytest.raises(SystemExit, match=r"do not train the same net; their parameters: \{'a': 61706, 'b': 44426\}"):
        bench.check_parameters({"a": 61_706, "b": 44_426})


def test_measurements_of_another_machine_are_not_kept(tmp_path, monkeypatch):
    file = tmp_path / "bench.json"
    first, second = bench.title(bench.NETS[0]), bench.title(bench.NETS[1])
    bench.store(file, {second: {}}, 1, 1)
    bench.store(file, {first: {}}, 1, 1)
    assert list(bench.stored(file)["nets"]) == [first, second], "in the order of the list"
    monkeypatch.setattr(bench, "machine", lambda: "another")
    bench.store(file, {second: {}}, 1, 1)
    assert list(bench.stored(file)["nets"]) == [second]


@pytest.mark.parametrize("arguments, rounds, seconds, nets", [(["quick"], 3, 1, 4), ([], 7, 3, len(bench.NETS))])
def test_a_quick_run_says_that_it_is_rough_and_keeps_to_a_file_of_its_own(monkeypatch, tmp_path, capsys, arguments, rounds, seconds, nets):
    for name in bench.QUICK:
        monkeypatch.delenv(name, raising=False)
    ours = ([2_000], [500])
    measured = []
    monkeypatch.setattr(sys, "argv", ["bench.py", *arguments])
    monkeypatch.setattr(bench, "RESULTS", tmp_path / "bench.json")
    monkeypatch.setattr(bench, "available", lambda wanted: [name for name in CONTESTANTS if not wanted or name in wanted.split(";")])
    monkeypatch.setattr(bench, "measure", lambda net, names, *how: measured.append((names, *how)) or {name: bench.summary(*ours, ours) for name in names})
    monkeypatch.setattr(bench.subprocess, "run", lambda *command, **options: None)  # the figure
    bench.main()
    assert [how for _, *how in measured] == [[rounds, seconds]] * nets
    assert len(measured[0][0]) == (4 if arguments else len(CONTESTANTS))
    assert (bench.ROUGH in capsys.readouterr().out) == bool(arguments)
    assert [path.name for path in tmp_path.iterdir()] == ["quick.json" if arguments else "bench.json"]


def test_table_names_net_contestant_and_ratio():
    ours = ([2_000], [500])
    rows = {OURS: bench.summary(*ours, ours), "peer": bench.summary([1_000], [600], ours)}
    lines = bench.table({"LeNet": rows}).splitlines()
    assert lines[2].split() == ["LeNet", "peer", "1,000", "1,000", "0%", "2.00", "600", "1.20"]


# A short stretch of a small batch: what counts is that the parameters agree, which measure() checks.
SHORT = {name: [(net, width, 4, size, 1) for net, width, _, size, _ in bench.NETS if net == name] for name, *_ in bench.NETS}


@pytest.mark.parametrize("alone", [False, True])
def test_contestants_in_java_train_the_same_net(monkeypatch, alone):
    monkeypatch.setattr(bench, "WARM_UP", 0.01)
    net = SHORT["LeNet"][0]
    monkeypatch.setattr(bench, "WARM_UP_ALONE", 0.01)
    monkeypatch.setattr(bench, "LARGEST", net if alone else None)
    rows = bench.measure(net, [OURS, "plain DJL"], rounds=1, seconds=0.01)
    assert [row["parameters"] for row in rows.values()] == [61_706, 61_706]
    assert all(row["best"] > 0 for row in rows.values())


def test_a_contestant_that_dies_is_named(monkeypatch):
    monkeypatch.setitem(CONTESTANTS, "dying", lambda: ([sys.executable, "-c", "raise SystemExit(3)"], {}))
    with pytest.raises(SystemExit, match=r"dying ended early \(code 3\): see its message above"):
        bench.measure(SHORT["LeNet"][0], ["dying"], rounds=1, seconds=0.01)


@pytest.mark.peers
@pytest.mark.parametrize("name, parameters", [("LeNet", 61_706), ("AlexNet", 1_361_594), ("VGG-11", 707_626), ("NiN", 133_798)])
def test_all_contestants_train_the_same_nets(monkeypatch, name, parameters):
    monkeypatch.setattr(bench, "WARM_UP", 0.01)
    rows = bench.measure(SHORT[name][0], available(""), rounds=1, seconds=0.01)
    assert {row["parameters"] for row in rows.values()} == {parameters}
    assert set(rows) == set(CONTESTANTS)
