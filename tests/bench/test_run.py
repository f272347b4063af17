"""That the benchmarks still run and print what they promise; what they measure is tested by no test."""

import json

import pytest

from app.ledger.meetings import NAMES
from tests.bench.run import Row, main


def test_a_figure_holds_when_it_is_not_above_its_goal() -> None:
    assert Row("start", 2.0, 2.0, "ms").as_json() == {
        "name": "start",
        "median": 2.0,
        "goal": 2.0,
        "unit": "ms",
        "ok": True,
    }
    assert Row("start", 2.1, 2.0, "ms").as_json()["ok"] is False
    assert Row("to compare with", 9.0, None, "ms").as_json()["ok"] is True


@pytest.mark.long
def test_a_small_run_prints_every_figure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--cases", "60", "--runs", "1", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert all(set(row) == {"name", "median", "goal", "unit", "ok"} for row in rows)
    assert len({row["name"] for row in rows}) == len(rows) == 30 + len(NAMES)
    assert all(row["median"] > 0 for row in rows)


@pytest.mark.long
def test_a_small_race_names_every_task_of_every_peer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--cases", "60", "--runs", "1", "--json", "--peers"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {"name", "ours", "peer", "peer_name", "ahead"} <= set(rows[0])
    assert {row["name"] for row in rows if row["peer_name"] == "openpyxl"} == {
        "open",
        "search",
        "save",
        "memory",
    }
