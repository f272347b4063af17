"""Derived words: each says something of an invented case, and nothing where nothing is known."""

from datetime import date
from pathlib import Path

from app.actions.attach import attach, file_of
from app.documents.saying import blank, inline, text
from app.documents.subject import Subject
from app.documents.words import WORDS
from app.store.case_file import read_case
from tests.app.documents.invented import accepted, closed, county, handled, township
from tests.app.store.papers import pdf


def test_the_words_of_a_case_that_was_closed(tmp_path: Path) -> None:
    with township(tmp_path) as at:
        accepted(at)
        closed(at)
        said = {
            "code": "YX01",
            "name": at.office.name,
            "level": at.office.level,
            "above": "清河县纪委",
            "person": "王敏",
        }
        about = Subject(read_case(at.office, at.case), at.office.today, said)
    assert text(about, "case.respondents") == "曾小明"
    assert text(about, "case.respondent_lines") == "曾小明，柳树村党支部书记，村（社区）党组织书记"
    assert text(about, "case.points").splitlines()[1].startswith("2. ")
    assert "结论：不属实。" in text(about, "case.findings")
    assert text(about, "today") == "2026年4月8日"
    silent = [name for name in WORDS if not text(about, name)]
    assert silent == [
        "case.due", "case.late", "case.measures", "case.extension_rule", "case.extension_due",
        "case.extension_decision", "case.extension_new_due", "case.extension_decided", "case.extension_approver",
            "case.enclosures", "case.original_copies", "case.original_pages", "case.rejection_basis",
    ]  # fmt: skip


def test_the_day_before_an_extension_and_what_was_done_to_whom_are_said(tmp_path: Path) -> None:
    with township(tmp_path) as at:
        accepted(at)
        handled(at)
        at.act("ask_extension", extension__reason="complex")
        about = Subject(read_case(at.office, at.case), at.office.today, {})
        asked = text(about, "case.extension_rule"), text(about, "case.extension_due")
        assert text(about, "case.extension_decision") == ""
        at.act("decide_extension", extension__approver="周正明")
        about = Subject(read_case(at.office, at.case), at.office.today, {})
        assert (text(about, "case.extension_rule"), text(about, "case.extension_due")) == asked
        assert asked == ("线索处置", "2026年4月10日") and text(about, "extension.due_on") == "2026年5月10日"
        assert text(about, "case.extension_decision") == "已批准"
        closed(at)
        at.act("take_measure", measure__respondent="曾小明", measure__organizational=("criticism",))
        about = Subject(read_case(at.office, at.case), at.office.today, {})
        assert text(about, "case.measures") == "曾小明：2026年4月8日，批评教育。"
    assert text(about, "case.proposal") == "受理自办"


def test_days_over_are_working_days_from_the_day_that_counts(tmp_path: Path) -> None:
    with county(tmp_path) as at:
        at.act("assign", supervision__handling_unit="云溪镇纪委")
        case = read_case(at.office, at.case)
    for day, late in ((date(2026, 6, 9), ""), (date(2026, 6, 10), "1"), (date(2026, 6, 15), "4")):
        about = Subject(case, day, {})
        assert (text(about, "case.due"), text(about, "case.late")) == ("2026年6月9日", late)


def test_what_is_not_known_is_a_line_in_a_sentence_and_nothing_in_a_cell(tmp_path: Path) -> None:
    with township(tmp_path) as at:
        about = Subject(read_case(at.office, at.case), at.office.today, {})
    assert text(about, "handling.closed_on") == "" and inline(about, "handling.closed_on") == "____年__月__日"
    assert inline(about, "case.due") == "____年__月__日" == blank("today")
    assert inline(about, "handling.handler") == "________" == blank("case.late")
    assert len(inline(about, "handling.result")) > len(inline(about, "handling.handler"))
    assert (
        inline(about, "registration.summary")
        == "反映柳树村党支部书记曾小明在低保评定中优亲厚友， 并收取村民现金。"
    )


def test_copies_and_pages_of_the_original_and_the_other_enclosures_come_from_the_attachments(
    tmp_path: Path,
) -> None:
    with township(tmp_path) as at:
        before = Subject(read_case(at.office, at.case), at.office.today, {})
        attach(at.office, at.case, file_of(at.office, pdf("one"), "a.pdf"), "original_letter")
        attach(at.office, at.case, file_of(at.office, pdf("two"), "b.pdf"), "photo")
        after = Subject(read_case(at.office, at.case), at.office.today, {})
    names = ("case.original_copies", "case.original_pages", "case.enclosures")
    assert [text(before, name) for name in names] == ["", "", ""]
    assert [text(after, name) for name in names] == ["1", "1", "照片1页"]


def test_every_word_says_what_it_means() -> None:
    assert all(word.meaning for word in WORDS.values())
