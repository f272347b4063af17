"""export --with, inspect, take and configuration: what the county sends down, on the command line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.settings import set_limit
from app.schema import codes
from app.store.office import Office
from tests.app.cli.conftest import Run, moment


@pytest.fixture
def came(run: Run, township: Path, county: Path, tmp_path: Path) -> Iterator[Path]:
    """The county's limits, one of them longer than the law's, in a file."""
    office = Office.open(county, clock=moment)
    set_limit(office, "T03", limit=10)
    set_limit(office, "T04", limit=30)
    office.close()
    file = tmp_path / "down.xlsx"
    run("add-unit", "YX01", "--name", "云溪镇纪委", "--kind", "township", "--dir", county)
    ended = run("export", "--to", "YX01", "-o", file, "--with", "rules，presets", "--alone", "--dir", county)
    assert ended.code == 0 and "一起下发了时限、灯色方案" in ended.out, ended.err
    yield file
    codes.in_force("YX01", {})


def test_what_came_is_listed_taken_item_by_item_and_said(came: Path, township: Path, run: Run) -> None:
    assert "rules/T03  受理告知：15 个工作日 → 10 个工作日" in run("inspect", came).out
    assert run("take", came, "--yes").code == 0
    listed = run("configuration").out
    assert (
        "时限第 1 号" in listed
        and "等着决定，2 处与本机不同" in listed
        and "▲ 比《规则》第二十七条" in listed
    )
    said = run("configuration", "--json").said
    assert [each["group"] for each in said] == ["rules", "presets"] and said[0]["waiting"]
    refused = run("configuration", "--take", "rules/T04")
    assert refused.code == 1 and "比法定期限更宽" in refused.err
    assert "没有“rules/T99”" in run("configuration", "--take", "rules/T99").err
    taken = run("configuration", "--take", "all", "--lights")
    assert "采用县里下发的配置：时限 1 处" in taken.out and "件会变颜色" in taken.out
    assert run("configuration", "--take", "rules/T04", "--longer-is-right", "--json").said["change"]
    assert "没有县里下发的配置等着决定" in run("configuration", "--refuse").err


def test_a_group_that_does_not_exist_and_a_township_that_sends_are_refused(
    run: Run, township: Path, tmp_path: Path
) -> None:
    assert "没有“letters”这类配置" in run("export", "--to", "QH00", "-o", tmp_path, "--with", "letters").err
    assert "只有县里能下发配置" in run("export", "--to", "QH00", "-o", tmp_path, "--with", "rules").err
    assert run("configuration").out.strip() == "县里没有下发过配置。"
