"""文书: which papers make sense now, and what the journal says of those that leave."""

from pathlib import Path

import pytest

from app.actions.papers import file_name, make_paper, number_paper, papers_for, print_paper, save_paper
from app.actions.reveal import reveal
from app.actions.undo import undo
from app.documents.template import FOLDER, names
from app.errors import Invalid, NotAllowed, Unavailable
from app.ledger.journal_view import Which, page
from app.records.matters import Reporter
from app.records.supervision import Supervision
from app.store import journal, rows
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.documents.invented import accepted, closed, county, told, township
from tests.app.store.offices import Clock


def ready(office: Office, case: str) -> list[str]:
    return [each.name for each in papers_for(office, read_case(office, case)) if each.reason is None]


def test_what_makes_sense_now_comes_first_and_the_rest_says_why_not(tmp_path: Path) -> None:
    with township(tmp_path) as at:
        assert ready(at.office, at.case)[0] == "registration_sheet"
        offers = papers_for(at.office, read_case(at.office, at.case))
        assert sorted(each.name for each in offers) == sorted(names())
        reasons = [each.reason for each in offers]
        assert reasons == sorted(reasons, key=lambda each: each is not None)
        assert all(each is None or each.endswith("。") for each in reasons)
        accepted(at)
        assert ready(at.office, at.case)[:2] == ["acceptance_record", "registration_sheet"]
        closed(at)
        assert ready(at.office, at.case)[0] == "feedback_record"
        assert "result_report" in ready(at.office, at.case)


def test_a_paper_that_is_not_ready_is_not_made(tmp_path: Path) -> None:
    with township(tmp_path) as at:
        with pytest.raises(NotAllowed, match="还没有受理"):
            make_paper(at.office, at.case, "acceptance_record")
        with pytest.raises(Invalid, match="没有“nothing”这种文书"):
            make_paper(at.office, at.case, "nothing")


@pytest.mark.thorough
def test_printing_and_saving_are_journalled_with_the_case_and_cannot_be_undone(tmp_path: Path) -> None:
    with township(tmp_path) as at:
        paper = make_paper(at.office, at.case, "registration_sheet")
        before = at.office.undoable()
        printed: list[str] = []
        first = print_paper(at.office, at.case, paper, lambda: printed.append("页"))
        second = save_paper(at.office, at.case, paper, tmp_path / "表.docx")
        assert printed == ["页"] and (tmp_path / "表.docx").read_bytes()[:2] == b"PK"
        assert not first.undoable and not second.undoable and at.office.undoable() == before
        lines = page(at.office.db, Which(case=at.case))[:2]
        assert [line.label for line in lines] == [
            "存为文档《信访举报登记阅办单》 云信〔2026〕1号", "打印《信访举报登记阅办单》 云信〔2026〕1号",
        ]  # fmt: skip
        assert {line.case_nos for line in lines} == {("云信〔2026〕1号",)}


@pytest.mark.thorough
def test_what_did_not_leave_is_not_journalled(tmp_path: Path) -> None:
    with township(tmp_path) as at:
        paper = make_paper(at.office, at.case, "registration_sheet")
        head = journal.head(at.office.db)
        (tmp_path / "有.docx").write_bytes(b"old")
        with pytest.raises(NotAllowed):
            save_paper(at.office, at.case, paper, tmp_path / "有.docx")
        with pytest.raises(Unavailable):
            save_paper(at.office, at.case, paper, tmp_path / "没有" / "a.docx")
        assert journal.head(at.office.db) == head
        save_paper(at.office, at.case, paper, tmp_path / "有.docx", replace=True)
        assert (tmp_path / "有.docx").read_bytes() != b"old"


@pytest.mark.thorough
def test_the_journal_says_when_a_reporter_left_with_it(tmp_path: Path) -> None:
    with township(tmp_path) as at:
        clear = reveal(at.office, at.office.find(Reporter), "follow_up")
        paper = make_paper(at.office, at.case, "registration_sheet", clear)
        assert "含反映人信息" in save_paper(at.office, at.case, paper, tmp_path / "a.docx").label


def test_another_case_s_reporter_never_gets_into_a_paper(tmp_path: Path) -> None:
    with township(tmp_path) as at:
        clear = reveal(at.office, at.office.find(Reporter), "follow_up")
        other = told(at.office, at.clock)
        assert not make_paper(at.office, other.case, "registration_sheet", clear).names_reporter


def test_only_who_works_with_cases_prints(tmp_path: Path) -> None:
    with township(tmp_path) as at:
        paper = make_paper(at.office, at.case, "registration_sheet")
        at.office.person, at.office.roles = "周审计", frozenset({"auditor"})
        with pytest.raises(NotAllowed):
            print_paper(at.office, at.case, paper, lambda: None)
        with pytest.raises(NotAllowed):
            save_paper(at.office, at.case, paper, tmp_path / "a.docx")
        assert not (tmp_path / "a.docx").exists()


def test_whoever_is_reported_gets_no_paper_of_it(tmp_path: Path) -> None:
    with township(tmp_path) as at:
        at.office.person, at.office.roles = "曾小明", frozenset({"clerk"})
        with pytest.raises(NotAllowed, match="回避"):
            make_paper(at.office, at.case, "registration_sheet")


def test_a_letter_number_is_drawn_once_and_can_be_taken_back(tmp_path: Path) -> None:
    with county(tmp_path) as at:
        at.act("assign", supervision__handling_unit="云溪镇纪委")
        offers = {each.name: each for each in papers_for(at.office, read_case(at.office, at.case))}
        assert [name for name, offer in offers.items() if offer.wants_number] == ["assignment_letter"]
        number_paper(at.office, at.case, "assignment_letter")
        assert make_paper(at.office, at.case, "assignment_letter").number == "清函〔2026〕1号"
        with pytest.raises(NotAllowed, match="已经有了"):
            number_paper(at.office, at.case, "assignment_letter")
        undo(at.office)
        assert at.office.find(Supervision)[0].letter_no is None
        number_paper(at.office, at.case, "assignment_letter")
        assert at.office.find(Supervision)[0].letter_no == "清函〔2026〕2号"


def test_a_letter_is_given_out_by_the_office_that_wrote_it(tmp_path: Path) -> None:
    with township(tmp_path) as at:
        case = read_case(at.office, at.case)
        row = {
            "id": "0" * 32, "owner": "QH00", "version": '{"QH00/1":1}', "case": at.case, "assigned_on": "2026-03-09",
            "referral_kind": "assign_result",
        }  # fmt: skip
        with at.office.writing("收取", action="take") as write:
            write.put("supervision", dict.fromkeys(rows.names("supervision")) | row)
        offers = {each.name: each for each in papers_for(at.office, read_case(at.office, at.case))}
        assert case.supervision is None
        assert offers["assignment_letter"].reason == "这一件由别的单位转交，交办函由那个单位出具。"
        with pytest.raises(NotAllowed):
            number_paper(at.office, at.case, "assignment_letter")


def test_a_wrong_template_of_the_office_is_told_and_the_other_papers_stay(tmp_path: Path) -> None:
    with township(tmp_path) as at:
        (at.office.folder / FOLDER).mkdir()
        (at.office.folder / FOLDER / "registration_sheet.toml").write_text("title =", "utf-8")
        offers = {each.name: each for each in papers_for(at.office, read_case(at.office, at.case))}
        assert "registration_sheet.toml" in str(offers["registration_sheet"].reason)
        assert len(offers) == len(names())
        with pytest.raises(Invalid, match=r"registration_sheet\.toml"):
            make_paper(at.office, at.case, "registration_sheet")


def test_a_file_name_holds_no_sign_that_a_folder_refuses(tmp_path: Path, clock: Clock) -> None:
    with township(tmp_path) as at:
        case = read_case(at.office, at.case)
    assert file_name(case, "交办/函:?") == "交办_函__ 云信〔2026〕1号.docx"
    assert len(file_name(case, "长" * 300)) <= 85
