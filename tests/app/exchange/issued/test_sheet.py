"""The sheet 下发配置 says in plain words what changes and from when."""

from pathlib import Path

from app.actions.settings import set_limit
from app.actions.take import take
from app.exchange.issued.sheet import NAME
from app.exchange.read_xlsx import read_book
from app.exchange.receive import preview
from app.store.office import Office
from tests.app.exchange import by_hand
from tests.app.exchange.issued.configured import decided, sent


def test_it_shows_each_item_before_and_after_and_from_when(county: Office, tmp_path: Path) -> None:
    decided(county)
    set_limit(county, "T04", limit=30)
    book = read_book(sent(county, tmp_path).read_bytes())
    assert list(book.visibility)[:2] == ["说明", NAME] and book.visibility[NAME] == "visible"
    rows = [row[2:6] for row in book.sheets[NAME]]
    assert ["2026-03-07 星期六", "休息日", "工作日（县里补班）", "2026-03-07"] in rows
    assert ["受理告知", "15 个工作日", "10 个工作日", "2026-03-06"] in rows
    assert ["信访形式 · 无人机", "没有", "无人机", "2026-03-06"] in rows
    (longer,) = [row for row in book.sheets[NAME] if row[2] == "结果反馈"]
    assert "比《规则》第二十七条规定的 15 个工作日更长" in str(longer[6])


def test_what_is_as_the_program_came_is_said_and_typing_into_the_sheet_changes_nothing(
    county: Office, town: Office, tmp_path: Path
) -> None:
    decided(county)
    path = sent(county, tmp_path, ["presets", "rules"])
    typed = by_hand.edited(path, tmp_path / "typed.xlsx", lambda book: book[NAME].cell(7, 5, "99 个工作日"))
    found = preview(town, typed)
    assert found.refusal is None and found.hand_edits == []
    take(town, found)
    assert found.configuration[0].items[0].new == "10 个工作日"
