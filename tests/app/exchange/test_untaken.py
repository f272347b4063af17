"""What was typed by hand and not taken stays readable with its reason; where it is another's, a correction is offered."""

from pathlib import Path

import pytest

from app.actions.take import take
from app.exchange.receive import preview
from app.exchange.typing_over import type_over
from app.exchange.untaken import untaken
from app.records.registration import Registration
from app.store.office import Office
from tests.app.exchange import two_offices as two


def typed(sender: Office, receiver: Office, folder: Path, field: str, words: str, *, by: str | None) -> None:
    """The receiver takes a posting into which somebody typed one cell, and ticks nothing."""
    path = two.post(sender, receiver.code, folder)
    number = str(sender.find(Registration)[0].case_no)
    path.write_bytes(type_over(path.read_bytes(), {("台账", number, field): words}))
    take(receiver, preview(receiver, path, typed_by=by), ticked=())


def test_a_cell_of_another_office_can_still_be_proposed(town: Office, county: Office, tmp_path: Path) -> None:
    case = two.report(town)
    typed(town, county, tmp_path, "registration.summary", "反映优亲厚友", by="QH00")
    (one,) = untaken(county)
    assert (one.case, one.label, one.base, one.typed) == (
        case,
        "问题摘要",
        "反映低保评定不公",
        "反映优亲厚友",
    )
    assert one.record == ("registration", case, "summary") and one.stored == "反映优亲厚友" and not one.asked
    assert "清河县纪委监委信访室" in one.who and "台账" in one.place and one.reason


def test_a_computed_cell_is_offered_as_a_remark(town: Office, county: Office, tmp_path: Path) -> None:
    two.report(town)
    typed(town, county, tmp_path, "case.light", "已经办结", by="QH00")
    (one,) = untaken(county)
    assert "程序算出" in one.reason and one.record is not None and one.record[2] == "remark"
    assert "已经办结" in str(one.stored)


@pytest.mark.thorough
def test_what_is_our_own_is_listed_and_not_proposed(town: Office, tmp_path: Path) -> None:
    two.report(town)
    path = two.post(town, "QH00", tmp_path)
    number = str(town.find(Registration)[0].case_no)
    words = {
        ("台账", number, "registration.summary"): "反映优亲厚友",
        ("台账", number, "registration.remark"): "备注",
    }
    path.write_bytes(type_over(path.read_bytes(), words))
    found = preview(town, path)
    take(town, found, ticked=[each.key for each in found.hand_edits if each.field == "registration.remark"])
    (one,) = untaken(town)
    assert one.label == "问题摘要" and one.record is None
