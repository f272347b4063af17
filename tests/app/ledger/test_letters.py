"""What stands on 今日 beside the duties of cases: letters, replies that are waited for, quarterly reports."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from app.actions.answer_circular import answer_circular
from app.actions.issue_circular import issue_circular
from app.actions.put_off import put_off
from app.actions.report_periodic import report_periodic
from app.actions.units import add_unit
from app.ledger.letters import LETTER, office_lines
from app.ledger.today import PUT_OFF, look
from app.records.oversight import Answer, Order, Periodic
from app.records.registration import Registration
from app.store import letters
from app.store.office import Office
from tests.app.exchange.two_offices import county, post, receive, report, township


def pair(folder: Path) -> tuple[Office, Office]:
    """A county that knows its township."""
    above, below = county(folder / "c"), township(folder / "t")
    receive(above, post(below, "QH00", folder))
    return above, below


def test_a_circular_waits_until_it_is_read_and_may_be_put_off(tmp_path: Path) -> None:
    above, below = pair(tmp_path)
    issue_circular(above, "circular", "各单位", "一季度通报：逾期三件")
    assert look(above, "").letters.total == 0
    receive(below, post(above, "YX01", tmp_path))
    (line,) = look(below, "").letters.duties
    assert line.letter is not None
    assert (line.rule, line.title, line.since) == (LETTER, line.letter.order_no, above.today)
    put_off(below, line, below.today + timedelta(days=3), "等书记回来")
    found = look(below, "")
    assert (found.letters.total, found.put_off) == (0, 1)
    (rests,) = look(below, "", PUT_OFF).letters.duties
    assert rests.put_off is not None and rests.put_off.reason == "等书记回来"
    answer_circular(below, line.letter)
    assert office_lines(below).unread == ()
    below.close()
    above.close()


def test_a_warning_letter_is_due_below_and_waited_for_above_until_every_unit_has_answered(
    tmp_path: Path,
) -> None:
    above, below = pair(tmp_path)
    issue_circular(
        above, "warning_letter", "云溪镇纪委", "信访量上升", reply_due_on=above.today + timedelta(days=3)
    )
    (asked,) = look(above, "").soon.duties
    assert (asked.rule, asked.what) == ("reply", "等云溪镇纪委回复预警函")
    receive(below, post(above, "YX01", tmp_path))
    (due,) = look(below, "").soon.duties
    assert due.rule == "H03" and due.letter is not None and due.due_on == above.today + timedelta(days=3)
    answer_circular(below, due.letter, content="已研判")
    assert look(below, "").soon.total == 0
    receive(above, post(below, "QH00", tmp_path))
    assert [each.content for each in letters.answers(above.db)] == ["已研判"]
    assert look(above, "").soon.total == 0
    below.close()
    above.close()


@pytest.mark.thorough
def test_a_quarterly_report_is_due_until_it_was_sent_and_goes_up_with_the_next_posting(
    tmp_path: Path,
) -> None:
    above, below = pair(tmp_path)
    report(below)
    with below.writing("补登记日期", action="edit") as write:
        (one,) = below.find(Registration)
        write.edit(one, registered_on=date(2025, 12, 30))
    lines = {each.rule: each for each in office_lines(below).dated}
    assert set(lines) == {"T11", "T12"} and lines["T11"].report == "results/2025-12-31"
    assert sum(look(below, "").kinds[rule] for rule in ("T11", "T12")) == 2
    assert lines["T11"].title == "本单位" and "2025年第4季度" in lines["T11"].what
    report_periodic(below, "results", date(2025, 12, 31), to_unit="县信访室")
    assert {each.rule for each in office_lines(below).dated} == {"T12"}
    receive(above, post(below, "QH00", tmp_path))
    assert [(each.owner, each.duty, each.to_unit) for each in above.find(Periodic)] == [
        ("YX01", "results", "县信访室")
    ]
    below.close()
    above.close()


@pytest.mark.thorough
def test_letters_heal_after_a_lost_file_are_sent_once_known_no_more_and_go_with_their_undo(
    tmp_path: Path,
) -> None:
    above, below = pair(tmp_path)
    issue_circular(above, "circular", "云溪镇纪委", "通报一")
    post(above, "YX01", tmp_path)  # this file is lost
    receive(below, post(above, "YX01", tmp_path))
    assert [each.requirement for each in letters.issued(below.db)] == ["通报一"]
    receive(above, post(below, "QH00", tmp_path))
    again = receive(below, post(above, "YX01", tmp_path))
    assert not again.counts["new"] and not again.counts["changed"]
    with above.writing("作废", action="void") as write:
        (letter,) = letters.issued(above.db)
        write.void(letter, "发错单位")
    receive(below, post(above, "YX01", tmp_path))
    assert letters.issued(below.db) == [] and [each.voided for each in below.find(Order)] == ["发错单位"]
    assert below.find(Answer) == []
    below.close()
    above.close()


@pytest.mark.thorough
def test_a_circular_to_one_unit_is_not_sent_to_another(tmp_path: Path) -> None:
    above, below = pair(tmp_path)

    add_unit(above, code="SQ01", name="石桥镇纪委", short="石", unit_kind="township", above="QH00")
    issue_circular(above, "circular", "石桥镇纪委", "只给石桥")
    found = receive(below, post(above, "YX01", tmp_path))
    assert not found.counts["new"] and letters.issued(below.db) == []
    below.close()
    above.close()
