"""What becomes of what people typed into a posting: whose hand, whose record, and what stands here by now."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from app.actions.accept_proposal import accept_proposal
from app.actions.edit import edit_cases
from app.actions.refuse_proposal import refuse_proposal
from app.actions.take import take
from app.actions.undo import undo
from app.actions.units import add_unit
from app.errors import Conflict, Invalid, NotAllowed
from app.exchange.hand_edits import ByHand
from app.exchange.hand_outcome import Becomes, HandEdit
from app.exchange.hand_standing import Standing
from app.exchange.preview import Preview
from app.exchange.proposals import proposals
from app.exchange.receive import preview
from app.store import journal, rows, shelf
from app.store.case_file import CaseFile, read_case
from app.store.office import Office
from tests.app.exchange import by_hand
from tests.app.exchange import two_offices as two

ONE = "云信〔2026〕1号"
Typing = Callable[[Workbook], object]


def type_in(field: str, value: object, sheet: str = "台账", row: int = 6) -> Typing:
    return lambda book: by_hand.type_over(book, sheet, row, field, value)


def typed(path: Path, *typing: Typing) -> Path:
    """The file with that typed into it."""
    target = path.with_name(f"typed_{path.name}")
    return by_hand.edited(path, target, lambda book: [each(book) for each in typing])


def only(found: Preview) -> HandEdit:
    (edit,) = found.hand_edits
    return edit


def writes(office: Office) -> int:
    return journal.head(office.db)[0]


@pytest.fixture
def sent(town: Office, tmp_path: Path) -> Path:
    """The town's posting of one case to the county."""
    two.report(town)
    return two.post(town, "QH00", tmp_path)


# -- a posting of another office that has Huiyin ---------------------------------------------------------------


def test_what_the_sender_typed_into_its_own_record_is_proposed_to_it(
    town: Office, county: Office, sent: Path, tmp_path: Path
) -> None:
    found = preview(county, typed(sent, type_in("registration.summary", "低保评定优亲厚友")))
    edit = only(found)
    assert (edit.becomes, edit.ticked, edit.base, edit.typed) == (
        Becomes.PROPOSAL, True, "反映低保评定不公", "低保评定优亲厚友",
    )  # fmt: skip
    take(county, found)
    (proposal,) = proposals(county)
    assert (proposal.owner, proposal.new, proposal.by[0].name) == ("YX01", "低保评定优亲厚友", "云溪镇纪委")
    assert "表中手写：台账 AD6" in proposal.by[0].note
    two.receive(town, two.post(county, "YX01", tmp_path))
    (asked,) = proposals(town)
    accept_proposal(town, [asked.key])
    assert read_case(town, case_of(town)).registration.summary == "低保评定优亲厚友"


def case_of(office: Office) -> str:
    return str(office.db.execute_sql('SELECT "id" FROM "registration"').fetchone()[0])


def file_of(office: Office) -> CaseFile:
    return read_case(office, case_of(office))


def test_what_another_office_typed_into_our_record_waits_for_our_answer(
    town: Office, county: Office, sent: Path, tmp_path: Path
) -> None:
    two.receive(county, sent)
    two.act(county, "assign", case_of(county))
    back = two.post(county, "YX01", tmp_path)
    found = preview(town, typed(back, type_in("registration.summary", "低保评定优亲厚友")))
    assert only(found).becomes is Becomes.PROPOSAL and "本单位" in only(found).reason
    take(town, found)
    (waits,) = proposals(town)
    assert waits.ours and waits.is_open and waits.by[0].office == "QH00"
    assert file_of(town).registration.summary == "反映低保评定不公"


def test_our_own_clerk_may_have_typed_into_the_posting_that_came(
    town: Office, county: Office, sent: Path, tmp_path: Path
) -> None:
    two.receive(county, sent)
    two.act(county, "assign", case_of(county))
    back = typed(two.post(county, "YX01", tmp_path), type_in("registration.summary", "低保评定优亲厚友"))
    found = preview(town, back, typed_by="YX01")
    assert only(found).becomes is Becomes.EDIT
    take(town, found)
    assert file_of(town).registration.summary == "低保评定优亲厚友"
    assert file_of(town).supervision is not None


def test_a_band_without_a_record_cannot_be_proposed_for(county: Office, sent: Path) -> None:
    edit = only(preview(county, typed(sent, type_in("handling.handler", "刘敏"))))
    assert edit.becomes is Becomes.NOTED and "还没有办理" in edit.reason


# -- our own posting, edited in Excel by our own clerk ---------------------------------------------------------


def test_our_own_posting_edited_by_our_own_clerk_is_edited(town: Office, sent: Path) -> None:
    path = typed(
        sent,
        type_in("registration.summary", "低保评定优亲厚友"),
        type_in("allegation.position", "会计", "反映问题"),
    )
    found = preview(town, path)
    assert found.home and [each.becomes for each in found.hand_edits] == [Becomes.EDIT] * 2
    change = take(town, found)
    file = file_of(town)
    assert (file.registration.summary, file.allegations[0].position) == ("低保评定优亲厚友", "会计")
    assert change.action == "take" and change.undoable
    undo(town)
    file = file_of(town)
    assert (file.registration.summary, file.allegations[0].position) == ("反映低保评定不公", None)


def test_our_own_posting_in_which_nobody_typed_is_not_taken(town: Office, sent: Path) -> None:
    found = preview(town, by_hand.edited(sent, sent.with_name("saved.xlsx"), lambda book: None))
    assert found.refusal is not None and "没有手写的改动" in found.refusal


def test_an_empty_band_of_ours_is_begun(town: Office, sent: Path) -> None:
    take(
        town,
        preview(
            town,
            typed(sent, type_in("handling.handler", "刘敏"), type_in("handling.disposition", "谈话函询")),
        ),
    )
    handling = file_of(town).handling
    assert handling is not None and (handling.handler, handling.owner) == ("刘敏", "YX01")


def test_each_edit_can_be_left_out(town: Office, sent: Path) -> None:
    path = typed(sent, type_in("registration.summary", "甲"), type_in("registration.registrar", "乙"))
    found = preview(town, path)
    keys = {each.field: each.key for each in found.hand_edits}
    take(town, found, ticked=[keys["registration.registrar"]])
    file = file_of(town)
    assert (file.registration.summary, file.registration.registrar) == ("反映低保评定不公", "乙")
    (kept,) = shelf.values(town.db, "hand").values()
    assert [(each["label"], each["typed"], each["reason"]) for each in kept["cells"]] == [
        ("问题摘要", "甲", "没有勾选。")
    ]


def test_an_emptied_cell_is_cleared_only_when_it_is_ticked(town: Office, sent: Path) -> None:
    edit_cases(town, [case_of(town)], {"registration.registrar": "王敏"})
    path = typed(two.post(town, "QH00", sent.parent), type_in("registration.registrar", None))
    found = preview(town, path)
    assert not only(found).ticked and "被清空" in only(found).reason
    take(town, found, ticked=[only(found).key])
    assert file_of(town).registration.registrar is None


def test_a_required_field_cannot_be_emptied(town: Office, sent: Path) -> None:
    edit = only(preview(town, typed(sent, type_in("registration.summary", None))))
    assert edit.becomes is Becomes.UNREAD and "不能空着" in edit.reason


@pytest.mark.thorough
def test_a_key_that_cannot_be_taken_is_refused(town: Office, sent: Path) -> None:
    found = preview(town, typed(sent, type_in("case.light", "绿"), type_in("registration.summary", "甲")))
    with pytest.raises(Invalid, match="重新预览"):
        take(town, found, ticked=["台账!ZZ9"])


@pytest.mark.thorough
def test_two_rows_of_one_code_cannot_both_be_taken(town: Office, sent: Path) -> None:
    def change(book: Workbook) -> None:
        last = by_hand.copy_row(book["台账"], 6)
        by_hand.type_over(book, "台账", 6, "registration.summary", "甲")
        by_hand.type_over(book, "台账", last, "registration.summary", "乙")

    found = preview(town, typed(sent, change))
    assert [each.ticked for each in found.hand_edits] == [False, False]
    with pytest.raises(Invalid, match="只能勾一个"):
        take(town, found, ticked=[each.key for each in found.hand_edits])
    take(town, found, ticked=[found.hand_edits[1].key])
    assert file_of(town).registration.summary == "乙"


# -- promise 3 -------------------------------------------------------------------------------------------------


@pytest.mark.thorough
def test_promise_3_the_same_hidden_truth_and_cells_twice_change_nothing(town: Office, sent: Path) -> None:
    path = typed(sent, type_in("registration.summary", "低保评定优亲厚友"))
    take(town, preview(town, path))
    before = writes(town)
    again = preview(town, path)
    assert again.hand_edits == [] and again.refusal is not None
    with pytest.raises(NotAllowed):
        take(town, again)
    assert writes(town) == before


@pytest.mark.thorough
def test_promise_3_the_same_number_with_other_cells_is_not_the_same_file(
    town: Office, county: Office, sent: Path
) -> None:
    take(county, preview(county, sent))
    found = preview(county, typed(sent, type_in("registration.summary", "低保评定优亲厚友")))
    assert found.already and found.brings_news
    take(county, found)
    assert len(proposals(county)) == 1
    again = preview(county, typed(sent, type_in("registration.summary", "低保评定优亲厚友")))
    assert again.hand_edits == [] and not again.brings_news


@pytest.mark.thorough
def test_promise_3_an_older_file_brings_no_old_value_back(town: Office, sent: Path) -> None:
    edit_cases(town, [case_of(town)], {"registration.summary": "后来改的", "registration.registrar": "王敏"})
    found = preview(town, typed(sent, type_in("registration.intake_channel", "来访")))
    take(town, found)
    file = file_of(town)
    assert (file.registration.summary, file.registration.registrar) == ("后来改的", "王敏")
    assert file.registration.intake_channel == "visit"


@pytest.mark.thorough
def test_promise_3_a_cell_of_an_older_file_meets_our_present_value(town: Office, sent: Path) -> None:
    path = typed(sent, type_in("registration.summary", "表里的"))
    edit_cases(town, [case_of(town)], {"registration.summary": "后来改的"})
    edit = only(preview(town, path))
    assert (edit.now, edit.ticked) == ("后来改的", False) and "导出以后" in edit.reason
    edit_cases(town, [case_of(town)], {"registration.summary": "表里的"})
    assert preview(town, path).hand_edits == []


@pytest.mark.thorough
def test_what_moved_on_since_the_preview_is_not_written_over(town: Office, sent: Path) -> None:
    found = preview(town, typed(sent, type_in("registration.summary", "表里的")))
    edit_cases(town, [case_of(town)], {"registration.summary": "后来改的"})
    with pytest.raises(Conflict):
        take(town, found)
    assert file_of(town).registration.summary == "后来改的"


# -- computed and joined cells ---------------------------------------------------------------------------------


def test_a_computed_cell_is_noted_and_a_proposal_offered(county: Office, town: Office, sent: Path) -> None:
    two.receive(county, sent)
    found = preview(county, typed(sent, type_in("case.light", "已办结")))
    edit = only(found)
    assert edit.becomes is Becomes.PROPOSAL and not edit.ticked and "改了不算" in edit.reason
    take(county, found, ticked=[edit.key])
    assert proposals(county)[0].new == "表中“状态”填为“已办结”"


@pytest.mark.thorough
def test_a_joined_cell_offers_a_change_of_the_one_field_behind_it(
    county: Office, town: Office, sent: Path
) -> None:
    found = preview(county, typed(sent, type_in("case.respondents", "曾大明")))
    edit = only(found)
    assert edit.becomes is Becomes.PROPOSAL and not edit.ticked and "“反映问题”的“被反映人”" in edit.reason
    take(county, found, ticked=[edit.key])
    assert (proposals(county)[0].label, proposals(county)[0].new) == ("被反映人", "曾大明")


@pytest.mark.thorough
def test_what_was_answered_before_is_not_proposed_again(
    county: Office, town: Office, sent: Path, tmp_path: Path
) -> None:
    path = typed(sent, type_in("registration.summary", "低保评定优亲厚友"))
    take(county, preview(county, path))
    two.receive(town, two.post(county, "YX01", tmp_path))
    refuse_proposal(town, [proposals(town)[0].key], "来信原文如此")
    two.receive(county, two.post(town, "QH00", tmp_path))
    edit = only(preview(county, path))
    assert edit.becomes is Becomes.NOTED and "来信原文如此" in edit.reason


# -- offices without Huiyin ------------------------------------------------------------------------------------


@pytest.fixture
def handed(county: Office, tmp_path: Path) -> Iterator[Path]:
    """The county's posting to a township without Huiyin that is to handle a case."""
    add_unit(county, code="SM02", name="石门镇纪委", unit_kind="township", uses_huiyin=False)
    case = two.report(county)
    two.act(county, "assign", case, supervision__handling_unit="石门镇纪委")
    yield two.post(county, "SM02", tmp_path)


@pytest.mark.thorough
def test_what_an_office_without_huiyin_filled_in_is_its_writing_in_trust(
    county: Office, handed: Path
) -> None:
    found = preview(
        county,
        typed(handed, type_in("handling.handler", "石大力"), type_in("handling.disposition", "初步核实")),
    )
    assert {each.becomes for each in found.hand_edits} == {Becomes.TRUST} and found.home
    take(county, found)
    handling = file_of(county).handling
    assert handling is not None and (handling.owner, handling.handler, handling.unit) == (
        "SM02",
        "石大力",
        "石门镇纪委",
    )
    assert [desk.partition(".")[0] for desk in handling.version] == ["SM02/0@QH00"]


@pytest.mark.thorough
def test_the_same_form_again_changes_nothing_and_a_fuller_one_adds(
    county: Office, handed: Path, tmp_path: Path
) -> None:
    first = typed(handed, type_in("handling.handler", "石大力"))
    take(county, preview(county, first))
    assert preview(county, first).hand_edits == []
    fuller = typed(handed, type_in("handling.handler", "石大力"), type_in("handling.disposition", "初步核实"))
    edit = only(preview(county, fuller))
    assert (edit.becomes, edit.typed) == (Becomes.TRUST, "初步核实")
    take(county, preview(county, fuller))
    assert len(rows.fetch(county.db, "handling", "case", [case_of(county)])) == 1


@pytest.mark.thorough
def test_a_form_that_says_otherwise_than_an_earlier_one_asks(county: Office, handed: Path) -> None:
    take(county, preview(county, typed(handed, type_in("handling.handler", "石大力"))))
    edit = only(preview(county, typed(handed, type_in("handling.handler", "石小力"))))
    assert (edit.now, edit.ticked, edit.becomes) == ("石大力", False, Becomes.TRUST)


@pytest.mark.thorough
def test_what_it_typed_into_our_records_is_a_proposal(county: Office, handed: Path) -> None:
    take(county, preview(county, typed(handed, type_in("registration.summary", "低保评定优亲厚友"))))
    (waits,) = proposals(county)
    assert waits.ours and waits.by[0].name == "石门镇纪委"


@pytest.mark.thorough
def test_a_row_that_it_added_is_a_new_case_in_trust(county: Office, handed: Path) -> None:
    def new_row(book: Workbook) -> None:
        for field, value in NEW_CASE.items():
            by_hand.type_over(book, "台账", 7, field, value)

    found = preview(county, typed(handed, new_row))
    edit = only(found)
    assert edit.becomes is Becomes.NEW and edit.ticked
    take(county, found)
    (row,) = rows.fetch(county.db, "registration", "owner", ["SM02"])
    file = read_case(county, str(row["id"]))
    assert (file.registration.summary, file.allegations[0].respondent) == ("占用林地", "石富贵")
    assert file.handling is not None and file.handling.handler == "石大力"
    assert preview(county, typed(handed, new_row)).hand_edits == []
    undo(county)
    assert rows.fetch(county.db, "registration", "owner", ["SM02"])[0]["voided"] is not None


NEW_CASE = {
    "registration.case_no": "石信〔2026〕7号", "registration.received_on": "2026年3月2日", "registration.summary": "占用林地",
    "registration.intake_channel": "来信", "registration.intake_source": "本级受理", "registration.identity_status": "匿名",
    "registration.category": "检举控告", "case.respondents": "石富贵", "handling.handler": "石大力",
}  # fmt: skip


@pytest.mark.thorough
def test_a_new_row_that_lacks_something_says_what(county: Office, handed: Path) -> None:
    def new_row(book: Workbook) -> None:
        by_hand.type_over(book, "台账", 7, "registration.summary", "占用林地")
        by_hand.type_over(book, "台账", 7, "registration.received_on", "2026.3.2")

    edit = only(preview(county, typed(handed, new_row)))
    assert edit.becomes is Becomes.UNREAD and "信访形式" in edit.reason


@pytest.mark.thorough
def test_a_new_row_of_our_own_is_registered_in_the_program(town: Office, sent: Path) -> None:
    def new_row(book: Workbook) -> None:
        for field, value in NEW_CASE.items():
            by_hand.type_over(book, "台账", 7, field, value)

    edit = only(preview(town, typed(sent, new_row)))
    assert edit.becomes is Becomes.NOTED and "请在程序里登记" in edit.reason


@pytest.mark.thorough
def test_taking_back_a_writing_in_trust_is_a_write_too(county: Office, handed: Path) -> None:
    take(county, preview(county, typed(handed, type_in("handling.handler", "石大力"))))
    (before,) = rows.fetch(county.db, "handling", "case", [case_of(county)])
    undo(county)
    (after,) = rows.fetch(county.db, "handling", "case", [case_of(county)])
    assert after["voided"] is not None and after["version"] != before["version"]


def test_the_command_line_tells_sheet_cell_base_and_what_becomes(county: Office, handed: Path) -> None:
    (said,) = preview(county, typed(handed, type_in("handling.handler", "石大力"))).as_json()["hand_edits"]
    assert (said["sheet"], said["row"], said["field"], said["base"], said["typed"], said["becomes"]) == (
        "台账", 6, "handling.handler", "", "石大力", "trust",
    )  # fmt: skip
    assert said["key"] == f"台账!{said['cell']}"


def test_whoever_is_respondent_sees_nothing_of_what_was_typed(town: Office, sent: Path) -> None:
    found = preview(town, typed(sent, type_in("registration.summary", "甲")))
    by = found.by_hand
    assert by is not None
    barred = ByHand(by.reading, by.hand, frozenset([case_of(town)])).judge(town, Standing(town, by.reading))
    assert [(each.base, each.typed, each.can_be_taken) for each in barred] == [("", "", False)]


@pytest.mark.thorough
def test_what_is_no_text_in_a_damaged_truth_is_told_and_does_no_harm(town: Office, sent: Path) -> None:
    found = preview(town, typed(sent, type_in("registration.summary", "甲")))
    by = found.by_hand
    assert by is not None
    by.reading.cells = [
        replace(each, base="\ud800", old="\ud800", case_no="\ud800") for each in by.reading.cells
    ]
    by.edits = by.judge(town, Standing(town, by.reading))
    assert [each.becomes for each in by.edits] == [Becomes.UNREAD]
    take(town, found)
    assert file_of(town).registration.summary == "反映低保评定不公"
