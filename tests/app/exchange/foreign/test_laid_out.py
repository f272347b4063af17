"""Two ledgers side by side are two tables; one matter a column is told."""

from pathlib import Path

import pytest

from app.errors import Unavailable
from app.exchange.foreign.inspection import inspect
from app.exchange.foreign.laid_out import is_upright, tables_beside
from app.exchange.foreign.source import Sheet
from app.exchange.read_xlsx import Value
from app.store.office import Office
from tests.app.exchange.foreign.ledgers import HEAD, row, workbook


@pytest.mark.parametrize("gap", [0, 1, 2])
def test_two_ledgers_side_by_side_are_read_as_two(office: Office, tmp_path: Path, gap: int) -> None:
    between: list[Value] = [None] * gap
    lines = [[*HEAD, *between, *HEAD], [*row(1), *between, *row(8)], [*row(2), *between, *row(9)]]
    found = inspect(office, workbook(tmp_path / "a.xlsx", lines))
    assert [[each.case_no for each in looked.outcomes] for looked in found.looked] == [
        ["安塘信〔2024〕1号", "安塘信〔2024〕2号"],
        ["安塘信〔2024〕8号", "安塘信〔2024〕9号"],
    ]
    assert not any(line.kept for looked in found.looked for line in looked.understood.lines)
    assert found.looked[1].understood.mapping[0].column == len(HEAD) + gap


def test_one_ledger_is_not_cut() -> None:
    heads: list[Value] = ["序号", "日期", "姓名", "职务", None, "姓名", "职务", "日期", "问题摘要"]
    assert (
        len(tables_beside(Sheet("台账", [heads, [1, "2024-3-5", "甲", "乙", None, "丙", "丁", None, "戊"]])))
        == 1
    )


def test_one_matter_a_column_is_told_in_a_sentence(office: Office, tmp_path: Path) -> None:
    upright = [list(line) for line in zip(HEAD, row(1), row(2), row(3), strict=True)]
    assert is_upright(Sheet("台账", upright)) and not is_upright(Sheet("台账", [HEAD, row(1)]))
    with pytest.raises(Unavailable, match="转置"):
        inspect(office, workbook(tmp_path / "a.xlsx", upright))
