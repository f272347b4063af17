"""The engine: golden texts, blanks, the part that is cut off, and whatever people paste into a field."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from app.actions.papers import make_paper
from app.actions.reveal import reveal
from app.documents.making import holds, make, not_ready
from app.documents.paper import Table, lines_of
from app.documents.subject import Subject
from app.documents.template import Condition, names, shipped
from app.records.matters import Reporter
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.documents.golden import GOLDEN, papers, text_of
from tests.app.documents.invented import REPORTER, accepted, closed, township
from tests.app.store.offices import reported

HOSTILE = {
    "ten thousand characters": "字" * 10_000,
    "tabs and lines": "一\t二\r\n三\n\n四",
    "emoji": "👩‍👩‍👧😀𠮷",
    "control characters": "前\x00\x07\x1b后\ud800\ufffe",
    "braces": "{registration.case_no} {reporter.name} {0}",
    "mark-up": "<b>粗</b> & <w:p/> ]]>",
    "full-width": "ＡＢＣ１２３，。",
}


def subject(office: Office, case: str, reporters: tuple[Reporter, ...] = ()) -> Subject:
    return Subject(read_case(office, case), office.today, {"name": office.name}, reporters)


def test_every_paper_reads_as_its_golden_text(tmp_path: Path) -> None:
    made = {paper.name: text_of(paper) for paper in papers(tmp_path)}
    assert sorted(made) == sorted(names())
    for name, text in made.items():
        assert text == (GOLDEN / f"{name}.txt").read_text("utf-8"), (
            "run: python -m tests.app.documents.golden"
        )


SIGNED = re.compile(
    r"(人|人（.）|签名|签字）?)：.*(________|____年__月__日)|^____年__月__日$|^\\| 承办单位意见 "
)
UNKNOWN_THERE = ("原件（复印件）", "附件：", "________参加核查", "收缴________万元")
"""Blanks of the golden papers that are no signature: the story has no attachments, no second verifier, no money."""


@pytest.mark.parametrize("name", names())
def test_what_stays_blank_in_a_full_case_is_signed_by_hand_or_not_known_in_it(name: str) -> None:
    lines = (GOLDEN / f"{name}.txt").read_text("utf-8").splitlines()
    blank = [line for line in lines if "____" in line and not SIGNED.search(line)]
    assert [line for line in blank if not any(known in line for known in UNKNOWN_THERE)] == []


@pytest.mark.parametrize("name", names())
def test_a_case_of_which_hardly_anything_is_known_prints_blanks_and_never_none(
    office: Office, name: str
) -> None:
    text = text_of(make(shipped(name), subject(office, reported(office))))
    assert "None" not in text and "{" not in text and "()" not in text
    assert "____" in text or "|  |" in text


def test_a_reporter_stands_on_the_part_cut_off_and_only_when_revealed(tmp_path: Path) -> None:
    with township(tmp_path) as at:
        masked = make_paper(at.office, at.case, "registration_sheet")
        clear = reveal(at.office, at.office.find(Reporter), "follow_up")
        shown = make_paper(at.office, at.case, "registration_sheet", clear)
    assert not masked.names_reporter and shown.names_reporter
    said = ("name", "phone", "address")
    assert not any(str(REPORTER[each]) in text_of(masked) for each in said)
    kept, cut = text_of(shown).split("- - -")[::2]
    for each in said:
        assert str(REPORTER[each]) in cut and str(REPORTER[each]) not in kept


@pytest.mark.thorough
def test_a_follow_up_of_the_person_reported_has_no_part_for_the_reporter(tmp_path: Path) -> None:
    with township(tmp_path) as at:
        accepted(at)
        closed(at)
        at.act("follow_up")
        assert at.paper("follow_up_record").apart
        at.act("follow_up", followup__object="clarified")
        assert at.paper("follow_up_record").apart == ()


def test_a_condition_may_ask_whose_record_it_is(office: Office) -> None:
    about = subject(office, reported(office))
    assert not holds(Condition("registration.category", own=True), about)
    ours = replace(about, office={"code": office.code})
    assert holds(Condition("registration.category", own=True), ours)
    assert not holds(Condition("handling.closed_on", own=True), ours)


def test_an_anonymous_case_has_nothing_to_cut_off(office: Office) -> None:
    case = reported(office, identity_status="anonymous")
    assert make(shipped("registration_sheet"), subject(office, case)).apart == ()
    named = reported(office)
    assert make(shipped("registration_sheet"), subject(office, named)).apart != ()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_people_paste_stands_in_the_paper_as_it_was_written(office: Office, text: str) -> None:
    about = subject(office, reported(office, summary=text, incident_place=text[:200]))
    expected = (about.case.registration.summary or "").replace("\n", "")
    for name in names():
        lines = "".join(lines_of(make(shipped(name), about))).replace("⏎", "")
        assert "\x00" not in lines and "\x1b" not in lines
        assert expected in lines or name not in ("registration_sheet", "transfer_letter")


def test_rows_of_a_list_and_room_for_more(office: Office) -> None:
    from app.documents.template import Part

    template = shipped("registration_sheet")
    part = Part(columns=("allegation.respondent", "allegation.unit"), room=3)
    case = reported(office)
    (table,) = make(type(template)("x", "x", 1, (part,)), subject(office, case)).blocks
    assert isinstance(table, Table) and table.heads == 1
    assert [[cell.words for cell in row] for row in table.rows] == [
        ["被反映人", "被反映人单位"], ["曾小明", "柳树村"], ["", ""], ["", ""],
    ]  # fmt: skip
    assert {sum(cell.span for cell in row) for row in table.rows} == {24}


def test_conditions_hold_by_field_code_word_and_absence(office: Office) -> None:
    about = subject(office, reported(office))
    assert holds(Condition("registration.category"), about)
    assert holds(Condition("registration.category", ("appeal", "misconduct_report")), about)
    assert not holds(Condition("registration.category", ("appeal",)), about)
    assert holds(Condition("registration.category", ("appeal",), absent=True), about)
    assert holds(Condition("case.respondents"), about) and not holds(Condition("case.late"), about)
    assert not_ready(shipped("result_report"), about) == "还没有承办。请先移交承办人或签收。"
    assert not_ready(shipped("registration_sheet"), about) is None
