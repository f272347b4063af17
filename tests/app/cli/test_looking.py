"""journal and find-reporter on the command line."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.cli.conftest import CASE, Ended, Run

NAMED = {**CASE, "reporter": {"name": "黎不传", "phone": "13900001111"}}


def test_the_journal_says_who_did_what_and_which_fields(
    register: Callable[..., Ended], run: Run, township: Path
) -> None:
    assert register(NAMED).code == 0
    said = run("journal", "--json", "--person", "周审计").said
    assert said["count"] == len(said["lines"]) == 3
    assert [line["action"] for line in said["lines"]] == ["read_journal", "register", "create_office"]
    assert said["lines"][0]["person"] == "周审计"
    assert "反映人姓名" in said["lines"][1]["fields"]
    assert "黎不传" not in json.dumps(said, ensure_ascii=False)


def test_the_journal_is_narrowed_by_who_action_case_and_days(
    register: Callable[..., Ended], run: Run, township: Path
) -> None:
    register(NAMED)
    assert run("journal", "--json", "--action", "register").said["count"] == 1
    assert run("journal", "--json", "--who", "没有这个人").said["lines"] == []
    assert run("journal", "--json", "--to", "2001-01-01").said["count"] == 0
    number = run("journal", "--json", "--action", "register").said["lines"][0]["case_nos"][0]
    assert {line["action"] for line in run("journal", "--json", "--case", number).said["lines"]} == {
        "register"
    }
    assert len(run("journal", "--json", "--limit", "2", "--skip", "1").said["lines"]) == 2
    assert "登记" in run("journal").out
    assert "没有这样的日志" in run("journal", "--who", "没有这个人").out


def test_a_caller_is_found_by_the_whole_value(
    register: Callable[..., Ended], run: Run, township: Path
) -> None:
    register(NAMED)
    (case,) = run("find-reporter", "--name", "黎不传", "--json").said["cases"]
    assert case["case_no"] in run("find-reporter", "--phone", "139 0000 1111").out
    assert "没有找到" in run("find-reporter", "--name", "黎").out
    ended = run("find-reporter", "--name", "黎不传", "--phone", "1")
    assert ended.code == 1 and len(ended.err.strip().splitlines()) == 1


def test_a_callers_name_need_not_stand_in_the_command(
    register: Callable[..., Ended], run: Run, township: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(NAMED)
    monkeypatch.setattr("sys.stdin", io.StringIO("黎不传\n"))
    (case,) = run("find-reporter", "--name", "--json").said["cases"]
    monkeypatch.setattr("sys.stdin", io.StringIO("13900001111\n"))
    assert case["case_no"] in run("find-reporter", "--phone").out
