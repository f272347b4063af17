"""New rows of a foreign ledger are compared with what is known here."""

from pathlib import Path

from app.actions.foreign_alike import RESULT, foreign_alike, with_alike
from app.actions.take_foreign import take_foreign
from app.exchange.foreign.inspection import inspect
from app.store.office import Office
from tests.app.exchange.foreign.ledgers import HEAD, row, workbook


def test_a_new_row_is_told_apart_from_one_that_may_repeat_a_known_matter(
    office: Office, tmp_path: Path
) -> None:
    known = row(1, 问题摘要="反映石桥村低保评定不公")
    take_foreign(office, inspect(office, workbook(tmp_path / "a.xlsx", [HEAD, known])))
    again = row(2, 问题摘要="反映石桥村低保评定不公平")
    other = row(3, 被反映人="钱大江", 单位及职务="柳树村会计", 问题摘要="反映私占鱼塘")
    found = inspect(office, workbook(tmp_path / "b.xlsx", [HEAD, again, other]))
    alike = foreign_alike(office, found)
    assert {place: card.case_no for place, card in alike.items()} == {(0, 1): "安塘信〔2024〕1号"}
    assert foreign_alike(office, found, lambda: False) == {}


def test_every_new_row_is_compared_and_not_the_first_alone(office: Office, tmp_path: Path) -> None:
    known = row(1, 问题摘要="反映石桥村低保评定不公")
    take_foreign(office, inspect(office, workbook(tmp_path / "a.xlsx", [HEAD, known])))
    others = [
        row(number, 被反映人="钱大江", 单位及职务="柳树村会计", 问题摘要=f"反映私占鱼塘第{number}处")
        for number in range(3, 83)
    ]
    again = row(2, 问题摘要="反映石桥村低保评定不公平")
    found = inspect(office, workbook(tmp_path / "b.xlsx", [HEAD, *others, again]))
    seen: list[tuple[int, int]] = []
    alike = foreign_alike(office, found, progress=lambda done, total: seen.append((done, total)))
    assert set(alike) == {(0, 81)} and seen == [(0, 81)]
    counts = with_alike(found.counts(), alike)
    assert (counts["new"], counts[RESULT]) == (80, 1)
    assert counts["read"] == sum(count for key, count in counts.items() if key != "read")
