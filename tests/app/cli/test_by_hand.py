"""The command line lists what was typed into a workbook and takes all, some or none of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.exchange.typing_over import type_over
from tests.app.cli.conftest import Ended, Run

NUMBER = "云信〔2026〕1号"


@pytest.fixture
def typed(register: Callable[..., Ended], run: Run, tmp_path: Path) -> Path:
    """Our own posting with two cells typed over."""
    register()
    sent = tmp_path / "上报.xlsx"
    assert run("export", "--to", "QH00", "-o", sent).code == 0
    words = {("台账", NUMBER, "registration.summary"): "甲", ("台账", NUMBER, "registration.registrar"): "乙"}
    path = tmp_path / "手写.xlsx"
    path.write_bytes(type_over(sent.read_bytes(), words))
    return path


def test_inspect_tells_every_cell(typed: Path, run: Run) -> None:
    ended = run("inspect", typed)
    assert ended.code == 0, ended.err
    out = ended.out
    assert "表里手写的改动 2 处" in out and "反映柳树村低保评定不公 → 甲" in out
    said = run("inspect", typed, "--json").said
    assert said["kind"] == "home" and {each["becomes"] for each in said["hand_edits"]} == {"edit"}
    assert {each["field"]: (each["sheet"], each["row"], each["typed"]) for each in said["hand_edits"]} == {
        "registration.summary": ("台账", 6, "甲"), "registration.registrar": ("台账", 6, "乙"),
    }  # fmt: skip


@pytest.mark.thorough
def test_take_takes_the_cells_that_are_named(typed: Path, run: Run) -> None:
    keys = {each["field"]: each["key"] for each in run("inspect", typed, "--json").said["hand_edits"]}
    assert run("take", typed, "--yes", "--hand", keys["registration.registrar"]).code == 0
    left = run("inspect", typed, "--json").said["hand_edits"]
    assert [each["field"] for each in left] == ["registration.summary"]
    assert "没有新的" in run("take", typed, "--yes", "--no-hand").err
    assert len(run("inspect", typed, "--json").said["hand_edits"]) == 1
    assert run("take", typed, "--yes", "--hand", "台账!A1").code != 0


def test_by_names_one_end_of_the_posting(typed: Path, run: Run) -> None:
    said = run("inspect", typed, "--by", "QH00", "--json").said
    assert said["typed_by"] == "QH00" and {each["becomes"] for each in said["hand_edits"]} == {"proposal"}
    wrong = run("inspect", typed, "--by", "XX")
    assert wrong.code != 0 and "YX01 或 QH00" in wrong.err
