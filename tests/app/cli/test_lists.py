"""lists: the lists of meetings on the command line."""

from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook

from tests.app.cli.conftest import Ended, Run


def test_lists_are_named_and_each_is_shown_by_either_name(register: Callable[..., Ended], run: Run) -> None:
    register()
    assert [each["name"] for each in run("lists", "--json").said] == ["周对账", "月督办", "季通报"]
    assert "quarterly" in run("lists").out
    by_id, by_name = run("lists", "weekly", "--json"), run("lists", "周对账", "--json")
    assert by_id.said == by_name.said and by_id.said["period"] == "2026-W10"


def test_a_list_says_its_period_its_figures_and_their_bases(register: Callable[..., Ended], run: Run) -> None:
    register()
    said = run("lists", "monthly", "--period", "2026-03", "--json").said
    assert (said["from"], said["to"], said["unit"]) == ("2026-03-01", "2026-03-31", "云溪镇纪委")
    (figures,) = [each for each in said["tables"] if each["title"] == "督办情况"]
    (came,) = [each for each in figures["lines"] if each["cells"][0]["text"] == "收到"]
    assert came["cells"][2] == {"text": "1", "value": 1, "counts": [1]}
    shown = run("lists", "monthly", "--period", "2026-03").out
    assert "2026年3月（3月1日至3月31日）" in shown and "督办覆盖" in shown


def test_a_list_is_saved_as_a_workbook_and_not_over_another_file(
    register: Callable[..., Ended], run: Run, tmp_path: Path
) -> None:
    register()
    target = tmp_path / "通报.xlsx"
    assert "已记入日志" in run("lists", "quarterly", "--period", "2026Q1", "-o", target).out
    assert load_workbook(target).sheetnames[0] == "总体情况"
    again = run("lists", "quarterly", "--period", "2026Q1", "-o", target)
    assert again.code == 1 and "没有覆盖" in again.err
    assert run(
        "lists", "quarterly", "--period", "2026Q1", "-o", tmp_path / "通报", "--replace", "--json"
    ).said["file"] == str(target)


def test_an_unknown_list_and_an_unknown_period_are_refused(township: Path, run: Run) -> None:
    assert "可以写：周对账、月督办、季通报" in run("lists", "daily").err
    assert "不是统计期" in run("lists", "weekly", "--period", "上周").err
