"""The six promises of the exchange, one by one; each also holds in tests that go further, which docs/TESTING.md names."""

from itertools import permutations
from pathlib import Path

import pytest

from app.actions.decide import held
from app.actions.edit import edit_cases
from app.actions.take import take
from app.errors import Unavailable
from app.exchange.hand_outcome import Becomes
from app.exchange.proposals import proposals
from app.exchange.receive import preview
from app.exchange.typing_over import type_over
from app.exchange.untaken import untaken
from app.records.registration import Registration
from app.store import journal
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.exchange import by_hand
from tests.app.exchange import two_offices as two

SUMMARY = "registration.summary"


def number_of(office: Office, case: str) -> str:
    return str(read_case(office, case).registration.case_no)


def journalled(office: Office) -> str:
    last, _, _ = journal.head(office.db)
    changes = [journal.read(office.db, seq) for seq in range(1, last + 1)]
    return repr([edit.after for change in changes if change is not None for edit in change.edits])


def test_promise_1_every_value_is_current_superseded_waiting_proposed_or_kept_with_its_reason(
    town: Office, county: Office, tmp_path: Path
) -> None:
    case = two.report(town, summary="第一次写的")
    other = two.copied(town, tmp_path / "other")
    edit_cases(town, [case], {SUMMARY: "这台写的"})
    edit_cases(other, [case], {SUMMARY: "那台写的"})
    two.receive(town, two.post(other, "YX01", tmp_path))
    assert "第一次写的" in journalled(town), "superseded, and in the journal"
    (torn,) = held(town)
    assert {torn.ours.fields["summary"], torn.others[0].fields["summary"]} == {"这台写的", "那台写的"}
    path = two.post(town, "QH00", tmp_path)
    words = {("台账", number_of(town, case), field): text for field, text in (
        ("registration.incident_place", "表里写的地方"), ("registration.remark", "表里写的备注"))}  # fmt: skip
    path.write_bytes(type_over(path.read_bytes(), words))
    found = preview(county, path, typed_by="QH00")
    take(county, found, ticked=[each.key for each in found.hand_edits if each.typed == "表里写的地方"])
    assert [each.new for each in proposals(county)] == ["表里写的地方"], "an open proposal"
    assert [(each.typed, bool(each.reason)) for each in untaken(county)] == [("表里写的备注", True)]
    assert len(held(county)) == 1, "and what is torn waits there too"
    other.close()


def test_promise_2_order_loss_and_repetition_do_not_matter(town: Office, tmp_path: Path) -> None:
    cases, files = set(), []
    for words in ("低保", "鱼塘", "修路"):
        cases.add(two.report(town, summary=words))
        edit_cases(town, [min(cases)], {SUMMARY: f"补充{words}"})
        files.append(two.post(town, "QH00", tmp_path))
    ends = []
    for at, order in enumerate(permutations(files)):
        county = two.county(tmp_path / f"county{at}")
        lost = order[1] if order[1] is not files[-1] else None
        for path in (order[0], *order):
            if path is not lost:
                two.receive(county, path)
        ends.append(two.versions(county, cases))
        county.close()
    assert all(end == two.versions(town, cases) for end in ends) and len(ends) == 6


def test_promise_4_people_may_sort_move_hide_delete_and_type(town: Office, tmp_path: Path) -> None:
    cases = [two.report(town, days, words) for days, words in ((3, "低保"), (4, "占用林地"), (5, "修路款"))]
    numbers = [number_of(town, case) for case in cases]
    sent = two.post(town, "QH00", tmp_path)

    def people(book: object) -> None:
        sheet = book["台账"]  # type: ignore[index]
        by_hand.type_over(book, "台账", by_hand.row_of(sheet, numbers[1]), SUMMARY, "占用公益林")  # type: ignore[arg-type]
        by_hand.swap_rows(sheet, by_hand.row_of(sheet, numbers[0]), by_hand.row_of(sheet, numbers[2]))
        sheet.delete_rows(by_hand.row_of(sheet, numbers[0]))
        by_hand.move_column(sheet, by_hand.column(sheet, SUMMARY), 2)
        sheet.column_dimensions["C"].hidden = True
        sheet.title = "三月的"

    saved = by_hand.edited(sent, tmp_path / "改过.xlsx", people)
    found = preview(town, saved)
    assert [(each.case_no, each.label, each.typed) for each in found.hand_edits] == [
        (numbers[1], "问题摘要", "占用公益林")
    ]
    take(town, found)
    assert {each.summary for each in town.find(Registration, voided=False)} == {
        "低保",
        "占用公益林",
        "修路款",
    }


def test_promise_5_nothing_before_the_confirmation_one_transaction_and_taken_back_without_losing_later_work(
    town: Office, county: Office, tmp_path: Path
) -> None:
    case = two.report(town)
    path = two.post(town, "QH00", tmp_path)
    before = journal.head(county.db)
    found = preview(county, path)
    assert journal.head(county.db) == before and county.find(Registration) == []
    change = take(county, found)
    assert change.seq == before[0] + 1 and journal.head(county.db)[0] == change.seq
    own = two.report(county, summary="县里后来登记的")
    county.reverse(change.seq)
    assert {each.id for each in county.find(Registration, voided=False)} == {own}
    take(county, preview(county, path, again=True))
    assert {each.id for each in county.find(Registration, voided=False)} == {own, case}


@pytest.mark.parametrize("bad", ["cut", "nothing", "words"])
def test_promise_6_a_bad_file_is_explained_in_one_sentence(
    town: Office, county: Office, tmp_path: Path, bad: str
) -> None:
    two.report(town)
    path = two.post(town, "QH00", tmp_path)
    said = {"cut": path.read_bytes()[:2000], "nothing": b"", "words": "这不是工作簿".encode()}
    path.write_bytes(said[bad])
    with pytest.raises(Unavailable) as error:
        preview(county, path)
    assert error.value.sentence.endswith("。") and any(sign >= "\u4e00" for sign in error.value.sentence)


def test_promise_6_a_bad_cell_is_named_with_what_is_wrong_and_what_would_be_right(
    town: Office, tmp_path: Path
) -> None:
    case = two.report(town)
    path = two.post(town, "QH00", tmp_path)
    words = {("台账", number_of(town, case), "registration.received_on"): "三月初"}
    path.write_bytes(type_over(path.read_bytes(), words))
    (edit,) = preview(town, path).hand_edits
    assert edit.becomes is Becomes.UNREAD and edit.sheet == "台账" and edit.cell[-1].isdigit()
    assert "三月初" in edit.typed and "例如" in edit.reason
