"""Configuration of a county with two desks: each counts for itself, the later one is offered, no old one comes back; and
what comes while a folder is taken waits to be decided like any other.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from app.actions.settings import set_limit
from app.actions.take_configuration import take_configuration
from app.actions.take_folder import take_folder
from app.actions.undo import undo
from app.exchange.folder import Fate, files_in, look_at_files
from app.exchange.issued.answers import answers
from app.exchange.issued.arrived import offers, waiting
from app.exchange.receive import preview
from app.store.office import Office
from tests.app.exchange import two_offices as two
from tests.app.exchange.issued.configured import decided, sent


@pytest.fixture
def second(county: Office, tmp_path: Path) -> Office:
    """The county's second desk, made after the first had decided but sent nothing."""
    decided(county)
    return two.copied(county, tmp_path / "second")


@pytest.fixture
def an_hour_later(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Move every clock."""
    return lambda: monkeypatch.setattr(two, "NOW", two.NOW + timedelta(hours=1))


def issued(desk: Office, folder: Path) -> Path:
    """Its next posting with the limits, under a name that no other desk's has."""
    room = folder / desk.desk.replace("/", "_")
    room.mkdir(exist_ok=True)
    return sent(desk, room, ["rules"])


def limit_offered(town: Office) -> str:
    (offer,) = [each for each in offers(town) if each.group == "rules"]
    return next(item.new for item in offer.items)


def test_what_the_second_desk_sends_later_is_offered_though_it_bears_the_first_number(
    county: Office, second: Office, town: Office, tmp_path: Path, an_hour_later: Callable[[], None]
) -> None:
    two.receive(town, issued(county, tmp_path))
    take_configuration(town, ["rules/T03"])
    an_hour_later()
    set_limit(second, "T03", limit=8)
    path = issued(second, tmp_path)
    found = preview(town, path)
    assert found.configuration[0].comes and "时限第 1 号" in found.configuration[0].note
    two.receive(town, path)
    assert limit_offered(town) == "8 个工作日"
    take_configuration(town, ["rules/T03"])
    assert town.setting("rules.changes")["T03"]["limit"] == 8
    second.close()


def test_what_the_first_desk_sent_earlier_and_comes_late_is_told_as_old(
    county: Office, second: Office, town: Office, tmp_path: Path, an_hour_later: Callable[[], None]
) -> None:
    early = issued(county, tmp_path)
    an_hour_later()
    set_limit(second, "T03", limit=8)
    two.receive(town, issued(second, tmp_path))
    (told,) = preview(town, early).configuration
    assert not told.comes and told.note == (
        "下发的时限第 1 号是 2026-03-06 的，县里另一台电脑 2026-03-06 又下发过，旧的不再用；"
        "要用它，请县里再下发一次。"
    )
    two.receive(town, early)
    assert limit_offered(town) == "8 个工作日"
    second.close()


def test_the_same_from_both_desks_is_asked_once_and_the_first_one_s_file_brings_nothing_back(
    county: Office, second: Office, town: Office, tmp_path: Path, an_hour_later: Callable[[], None]
) -> None:
    first = issued(county, tmp_path)
    two.receive(town, first)
    take_configuration(town, ["rules/T03"])
    an_hour_later()
    (told,) = preview(town, issued(second, tmp_path)).configuration
    assert not told.comes and told.note.endswith("以前来过，已经采用。")
    set_limit(second, "T03", limit=8)
    two.receive(town, issued(second, tmp_path))
    assert not preview(town, first).configuration[0].comes
    set_limit(county, "T03", limit=9)
    an_hour_later()
    assert preview(town, issued(county, tmp_path)).configuration[0].comes
    second.close()


def test_the_county_s_other_desk_is_told_that_the_number_is_not_its_own(
    county: Office, second: Office, town: Office, tmp_path: Path
) -> None:
    two.receive(town, issued(county, tmp_path))
    two.report(town)
    file = two.post(town, "QH00", tmp_path)
    two.receive(county, file)
    two.receive(second, file)
    assert [each.words for each in answers(county)] == ["时限第 1 号：还没有决定"]
    assert [each.words for each in answers(second)] == ["时限第 1 号（另一台电脑下发的）：还没有决定"]
    second.close()


def test_configuration_that_comes_with_a_folder_waits_and_goes_with_the_undo_of_its_file(
    county: Office, town: Office, tmp_path: Path
) -> None:
    decided(county)
    room = tmp_path / "收"
    room.mkdir()
    sent(county, room, ["rules", "presets"], alone=True)
    (room / "说明.txt").write_text("本周两份", encoding="utf-8")
    found = look_at_files(town, files_in([room]))
    (line,) = found.wanted
    assert line.fate is Fate.TAKE and "县里下发了时限第 1 号" in line.note and "逐项决定" in line.note
    taken = take_folder(town, found)
    assert len(taken.taken) == 1 and waiting(town) == 2
    assert town.setting("rules.changes") == {}
    again = look_at_files(town, files_in([room]))
    assert again.wanted == []
    undo(town)
    assert waiting(town) == 0
