"""同一件: what both hold is shown field by field, the smaller id is kept, its owner has the say, and it can be undone."""

from pathlib import Path

import pytest

from app.actions.accept_proposal import accept_proposal
from app.actions.edit import edit_cases
from app.actions.same_case import look_at_same, part_again, say_same, take_over, written_since
from app.actions.undo import redo, undo
from app.actions.void_case import void_case
from app.errors import Conflict, Invalid, NotAllowed
from app.exchange.proposals import proposals
from app.records.matters import Allegation
from app.records.offices import Unit
from app.records.registration import Registration
from app.store import drafts, same
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.exchange import two_offices as two
from tests.app.store.offices import everything, reported


def pair(office: Office) -> tuple[str, str]:
    """Two cases of ours, the smaller id first."""
    kept, dropped = sorted((reported(office), reported(office)))
    return kept, dropped


def test_the_smaller_id_is_kept_whichever_is_named_first(office: Office) -> None:
    kept, dropped = pair(office)
    found = look_at_same(office, dropped, kept)
    assert (found.kept.registration.id, found.dropped.registration.id) == (kept, dropped)
    assert found.answered_by == ""
    say_same(office, dropped, kept)
    assert same.known(office.db) == {dropped: kept}
    assert office.get(Registration, dropped).same_as == kept
    assert [step.step_kind for step in read_case(office, kept).steps].count("same_case") == 1


def test_each_field_in_which_they_differ_is_shown_and_blanks_are_filled(office: Office) -> None:
    kept, dropped = pair(office)
    edit_cases(office, [dropped], {"registration.platform_no": "P-7", "registration.summary": "另一种说法"})
    fields = {each.field: each for each in look_at_same(office, kept, dropped).fields}
    assert (fields["registration.platform_no"].other, fields["registration.platform_no"].takes) == (
        "P-7",
        True,
    )
    assert not fields["registration.summary"].takes
    say_same(office, kept, dropped)
    registration = read_case(office, kept).registration
    assert (registration.platform_no, registration.summary) == ("P-7", "反映村里低保评定不公")


def test_a_person_says_which_value_stays(office: Office) -> None:
    kept, dropped = pair(office)
    edit_cases(office, [dropped], {"registration.platform_no": "P-7", "registration.summary": "另一种说法"})
    say_same(office, kept, dropped, ["registration.summary"])
    registration = read_case(office, kept).registration
    assert (registration.platform_no, registration.summary) == (None, "另一种说法")


def test_points_that_say_the_same_are_kept_once(office: Office) -> None:
    kept, dropped = pair(office)
    assert look_at_same(office, kept, dropped).points == 1
    say_same(office, kept, dropped)
    assert len(read_case(office, kept).allegations) == 1
    assert len(office.find(Allegation, case=kept)) == 2


def test_it_is_undone_in_one_step_and_done_again(office: Office) -> None:
    kept, dropped = pair(office)
    edit_cases(office, [dropped], {"registration.platform_no": "P-7"})
    before = everything(office)
    say_same(office, kept, dropped)
    undo(office)
    for table in ("case_row", "case_text", "case_obligation", "same_case"):
        assert everything(office)[table] == before[table]
    assert read_case(office, kept).registration.platform_no is None
    redo(office)
    assert read_case(office, dropped).registration.id == kept


def test_they_are_parted_again_long_after(office: Office) -> None:
    kept, dropped = pair(office)
    say_same(office, kept, dropped)
    edit_cases(office, [kept], {"registration.summary": "后来改的"})
    part_again(office, dropped)
    assert same.known(office.db) == {}
    with pytest.raises(NotAllowed, match="没有并入"):
        part_again(office, dropped)


def test_a_case_is_not_the_same_as_itself_nor_as_a_voided_one(office: Office) -> None:
    kept, dropped = pair(office)
    with pytest.raises(Invalid, match="已经是同一件"):
        look_at_same(office, kept, kept)
    with office.writing("作废", action="void_case") as write:
        write.void(office.get(Registration, dropped), "录错")
    with pytest.raises(NotAllowed, match="已经作废"):
        say_same(office, kept, dropped)


def test_a_later_value_of_the_dropped_one_is_taken_over_by_a_person(office: Office) -> None:
    kept, dropped = pair(office)
    say_same(office, kept, dropped)
    assert written_since(office, dropped) == set()
    with office.writing("改", action="edit") as write:
        write.edit(office.get(Registration, dropped), summary="寄来的改动")
    assert written_since(office, dropped) == {"summary"}
    take_over(office, dropped, "registration.summary")
    assert read_case(office, kept).registration.summary == "寄来的改动"
    with pytest.raises(NotAllowed, match="已经一样"):
        take_over(office, dropped, "registration.summary")


def test_voiding_the_kept_case_voids_what_went_into_it(office: Office) -> None:
    kept, dropped = pair(office)
    say_same(office, kept, dropped)
    void_case(office, kept, "录错")
    assert office.get(Registration, dropped).voided == "录错"
    undo(office)
    assert same.known(office.db) == {dropped: kept}


def test_a_half_typed_form_of_the_dropped_case_goes_on_under_the_kept_one(office: Office) -> None:
    kept, dropped = pair(office)
    drafts.keep(office, f"{drafts.ACTION_DRAFTS}{dropped}/王敏", {"action": "accept", "typed": {}})
    say_same(office, kept, dropped)
    assert drafts.taken(office, drafts.ACTION_DRAFTS) == {f"{drafts.ACTION_DRAFTS}{kept}/王敏"}
    found = drafts.kept(office, f"{drafts.ACTION_DRAFTS}{kept}/王敏")
    assert found is not None
    assert found.body == {"action": "accept", "typed": {}}


@pytest.fixture
def both(tmp_path: Path) -> tuple[Office, Office, str, str]:
    """A county and a township that each registered the paper; the county holds both, the township its own."""
    county, township = two.county(tmp_path / "county"), two.township(tmp_path / "township")
    first, second = two.report(county), two.report(township)
    two.receive(county, two.post(township, "QH00", tmp_path))
    return county, township, first, second


@pytest.mark.thorough
def test_of_another_offices_registration_it_is_proposed_and_its_owner_answers(
    both: tuple[Office, Office, str, str], tmp_path: Path
) -> None:
    county, township, first, second = both
    assert first < second
    assert look_at_same(county, first, second).answered_by == "云溪镇纪委"
    say_same(county, second, first)
    assert same.known(county.db) == {}
    with pytest.raises(Conflict, match="已经提过"):
        say_same(county, second, first)
    two.receive(township, two.post(county, "YX01", tmp_path))
    (asked,) = proposals(township)
    assert (asked.label, asked.new) == ("同一件", county.get(Registration, first).case_no)
    accept_proposal(township, [asked.key])
    assert same.known(township.db) == {second: first}
    two.receive(county, two.post(township, "QH00", tmp_path))
    assert same.known(county.db) == {second: first}
    assert read_case(county, second).registration.id == first


def test_for_an_office_without_huiyin_it_is_written_in_trust(
    both: tuple[Office, Office, str, str],
) -> None:
    county, _, first, second = both
    with county.writing("标明", action="add_unit") as write:
        (unit,) = county.find(Unit, code="YX01")
        write.edit(unit, uses_huiyin=False)
    say_same(county, first, second)
    assert same.known(county.db) == {second: first}
