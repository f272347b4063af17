"""reconcile on the command line."""

from collections.abc import Callable
from pathlib import Path

from tests.app.cli.conftest import Ended, Run


def test_each_unit_has_a_line_and_one_unit_its_cases(
    township: Path, run: Run, register: Callable[..., Ended]
) -> None:
    register()
    assert "无从对账" in run("reconcile").out
    said = run("reconcile", "QH00", "--json").said
    assert [(each["unit"], each["cases"], each["heard"]) for each in said] == [("QH00", 1, False)]
    assert "没有这个单位" in run("reconcile", "无").err
