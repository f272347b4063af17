"""What the county sent down is taken item by item, in one batch, and taken back with its lights."""

from pathlib import Path

import pytest

from app.actions.settings import add_staff, set_limit
from app.actions.take_configuration import (
    items_of,
    refuse_configuration,
    restore,
    settings_of,
    take_configuration,
)
from app.actions.undo import undo
from app.actions.units import unit_by_code
from app.errors import Conflict, NotAllowed
from app.exchange.issued.arrived import offers, waiting
from app.ledger.would_move import would_move
from app.schema.codes import code_list
from app.store import journal
from app.store.office import Office
from tests.app.exchange import two_offices as two
from tests.app.exchange.issued.configured import decided, sent
from tests.app.exchange.issued.conftest import county, no_codes_left, town

__all__ = ["county", "no_codes_left", "town"]


@pytest.fixture
def below(county: Office, town: Office, tmp_path: Path) -> Office:
    """The township with what the county sent, nothing decided yet; one case waits for its answer."""
    two.report(town, 10)
    decided(county)
    two.receive(town, sent(county, tmp_path))
    return town


def every(office: Office) -> list[str]:
    return [item.id for each in offers(office) for item in each.items if not item.refusal]


def dues(office: Office) -> list[str]:
    return [
        due
        for (due,) in office.db.execute_sql('SELECT "due_on" FROM "case_obligation" ORDER BY 1').fetchall()
    ]


def test_everything_is_taken_in_one_batch_and_undone_in_one_with_its_lights(below: Office) -> None:
    before, lines, number = dues(below), journal.head(below.db)[0], len(every(below))
    moved = would_move(below, settings_of(below, items_of(below, every(below))))
    assert any(each.rule_id == "T03" and each.due_before != each.due_after for each in moved)
    change = take_configuration(below, every(below))
    assert (
        change.label
        == f"采用县里下发的配置：工作日历 1 处、时限 1 处、灯色方案 1 处、代码表 1 处、单位名录 {number - 4} 处"
    )
    assert journal.head(below.db)[0] == lines + 1 and waiting(below) == 0
    assert below.measure.preset.id == "C1" and dues(below) != before
    assert code_list("intake_channel").name_of("x_drone") == "无人机"
    assert unit_by_code(below, "SQ02") is not None and every(below) == []
    undo(below)
    assert dues(below) == before and below.measure.preset.id == "default" and waiting(below) == 5
    assert unit_by_code(below, "SQ02") is None and below.setting("codes.changes") == {}


def test_each_item_and_each_group_can_be_left(below: Office) -> None:
    take_configuration(below, ["rules/T03"], ["rules", "presets"])
    assert {each.group: each.waiting for each in offers(below)} == {
        "calendar": True, "rules": False, "presets": False, "codes": True, "units": True}  # fmt: skip
    assert below.setting("preset") == "default" and below.setting("rules.changes") == {"T03": {"limit": 10}}
    change = refuse_configuration(below)
    assert change.label == "不采用县里下发的配置：工作日历、代码表、单位名录" and waiting(below) == 0
    with pytest.raises(NotAllowed, match="没有县里下发的配置等着决定"):
        refuse_configuration(below)
    take_configuration(below, ["presets/preset"])
    assert below.setting("preset") == "C1"


@pytest.mark.thorough
def test_a_limit_longer_than_the_law_s_is_never_taken_without_a_yes_of_its_own(
    county: Office, below: Office, tmp_path: Path
) -> None:
    set_limit(county, "T04", limit=30)
    two.receive(below, sent(county, tmp_path, ["rules"]))
    with pytest.raises(
        NotAllowed, match=r"有 1 项比法定期限更宽.*结果反馈 15 个工作日 → 30 个工作日.*第二十七条"
    ):
        take_configuration(below, ["rules/T03", "rules/T04"])
    assert below.setting("rules.changes") == {}
    take_configuration(below, ["rules/T03", "rules/T04"], looser_agreed=True)
    assert below.setting("rules.changes")["T04"] == {"limit": 30}


def test_our_own_change_is_shown_and_stays_until_a_person_says_otherwise(
    county: Office, below: Office
) -> None:
    set_limit(below, "T03", limit=12)
    (item,) = [each for offer in offers(below) for each in offer.items if each.id == "rules/T03"]
    assert item.own and not item.ticked and (item.old, item.new) == ("12 个工作日", "10 个工作日")
    take_configuration(below, [])
    assert below.setting("rules.changes") == {"T03": {"limit": 12}}


@pytest.mark.thorough
def test_what_was_taken_back_or_changed_meanwhile_is_a_conflict(below: Office) -> None:
    set_limit(below, "T03", limit=10)
    with pytest.raises(Conflict, match="请重新看一遍"):
        take_configuration(below, ["rules/T03"])


@pytest.mark.thorough
def test_the_file_is_not_undone_before_what_was_decided_of_it(below: Office) -> None:
    taken = journal.head(below.db)[0]
    take_configuration(below, ["rules/T03"])
    with pytest.raises(Conflict, match="先撤销采用配置的那一步"):
        below.reverse(taken)
    undo(below)
    below.reverse(taken)
    assert offers(below) == []


@pytest.mark.thorough
def test_a_setting_is_given_back_what_the_county_said_and_what_the_program_came_with(below: Office) -> None:
    with pytest.raises(NotAllowed, match="没有采用过县里下发的"):
        restore(below, "rules", "T03", to_county=True)
    take_configuration(below, ["rules/T03", "calendar/2026-03-07"])
    set_limit(below, "T03", limit=9)
    restore(below, "rules", "T03", to_county=True)
    assert below.setting("rules.changes") == {"T03": {"limit": 10}}
    restore(below, "rules", "T03")
    restore(below, "calendar", "2026-03-07")
    assert below.setting("rules.changes") == {} and below.setting("calendar.changes") == []


@pytest.mark.thorough
def test_only_an_administrator_takes_configuration_a_clerk_takes_the_file(
    county: Office, town: Office, tmp_path: Path
) -> None:
    decided(county)
    add_staff(town, name="孙小芳", roles=("clerk",))
    add_staff(town, name="赵主任", roles=("administrator",))
    town.log_in("孙小芳")
    two.receive(town, sent(county, tmp_path))
    with pytest.raises(NotAllowed, match="管理员"):
        take_configuration(town, ["rules/T03"])
    assert waiting(town) == 5 and town.setting("rules.changes") == {}
    town.log_in("赵主任")
    assert take_configuration(town, ["rules/T03"]).undoable
