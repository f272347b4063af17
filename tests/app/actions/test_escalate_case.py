"""A registered matter that proves to belong above: its content is destroyed everywhere, the stub stays, T01 runs on."""

import zlib
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.actions.attach import attach, file_of
from app.actions.backup import back_up
from app.actions.catalogue import CASE_ACTIONS
from app.actions.edit import edit_cases
from app.actions.families import judge
from app.actions.read_attachment import read_attachment
from app.actions.send import send
from app.actions.take import take
from app.actions.undo import undo
from app.actions.void_case import void_case
from app.errors import NotAllowed, Refused
from app.exchange.posting import held_versions
from app.exchange.receive import open_truth, preview
from app.ledger.query import Query, ids
from app.records.matters import Allegation, Escalation, Reporter, Step
from app.records.oversight import Order
from app.records.registration import Registration
from app.records.supervision import Supervision
from app.store import attachments, backups, drafts, journal, restoring, second_journal
from app.store.case_file import read_case
from app.store.office import Office
from app.store.opening import data_key
from app.store.vault import Vault
from tests.app.actions.stories import do_action
from tests.app.store.offices import REPORTER, Clock, new_county, new_township, reported

SECRET = "某县领导插手工程"
APPROVED: dict[str, Any] = {"registration.approver": "刘书记", "registration.instructed_on": date(2026, 3, 9)}


def escalated(office: Office) -> str:
    """A case with all that hangs on it, escalated; its id."""
    case = reported(office, REPORTER, received_on=date(2026, 3, 6), summary=SECRET)
    edit_cases(office, [case], {"registration.remark": f"{SECRET}，另有来信"})
    drafts.keep(office, f"action/{case}", {"typed": SECRET})
    CASE_ACTIONS["escalate_case"].do(office, case, APPROVED)
    return case


def test_the_records_are_gone_and_the_stub_stands(office: Office) -> None:
    case = escalated(office)
    with pytest.raises(Refused):
        read_case(office, case)
    for record in (Registration, Allegation, Reporter, Step):
        assert office.find(record) == []
    (stub,) = office.find(Escalation)
    assert (stub.received_on, stub.channel, stub.handed_on) == (date(2026, 3, 6), "letter", None)
    assert stub.stub_no == "云报〔2026〕1号"


def test_nothing_of_the_content_is_left_in_any_table(office: Office) -> None:
    case = escalated(office)
    for text in (SECRET, "曾小明", "柳树村", case):
        assert list(ids(office.db, Query(office.today, text=text))) == []
    for name in office.db.get_tables():
        if name.startswith("case_gram"):
            continue
        for row in office.db.execute_sql(f'SELECT * FROM "{name}"').fetchall():
            assert SECRET not in repr(row) and "曾小明" not in repr(row), name
    assert drafts.kept(office, f"action/{case}") is None
    contents = [
        change for seq in range(1, journal.head(office.db)[0] + 1) if (change := journal.read(office.db, seq))
    ]
    assert SECRET not in repr(contents)


def test_the_journal_keeps_number_day_and_approver_and_still_proves(office: Office) -> None:
    escalated(office)
    line = journal.lines(office.db)[0]
    assert line.label == "云信〔2026〕1号 转为报上级件 云报〔2026〕1号，2026-03-09 由刘书记批准"
    assert journal.verify(office.db) == []


def test_it_is_not_undone_nor_is_anything_before_it_in_that_case(office: Office) -> None:
    other = reported(office, summary="另一件")
    escalated(office)
    undo(office)
    assert read_case(office, other).registration.voided is not None, (
        "the newest that can be taken back is of the other"
    )


def test_other_cases_stay_as_they_are(office: Office) -> None:
    other = reported(office, summary="另一件")
    escalated(office)
    assert read_case(office, other).registration.summary == "另一件"
    assert len(ids(office.db, Query(office.today, text="另一件"))) == 1


def test_what_another_office_handles_or_was_voided_is_refused(office: Office) -> None:
    case = reported(office)
    void_case(office, case, "登记错了")
    with pytest.raises(NotAllowed, match="已经作废"):
        CASE_ACTIONS["escalate_case"].do(office, case, APPROVED)


# -- what left the case before: postings, attachments, backups, the shelf ------------------------------------------

PLANTED = (SECRET, "曾小明", "黎不传", "密室里的账本", "附件里的话", "写给附件名的话")


def planted_everywhere(tmp_path: Path) -> tuple[Office, Office, str, Clock]:
    """A case with an attachment that was posted to the county, taken there and answered; a repeat hangs on it."""
    clock = Clock()
    township, county = new_township(tmp_path / "乡镇", clock), new_county(tmp_path / "县", clock)
    case = reported(township, REPORTER, received_on=date(2026, 3, 6), summary=SECRET)
    edit_cases(township, [case], {"registration.remark": "密室里的账本"})
    scan = file_of(township, "附件里的话".encode(), "来信.txt")
    attach(township, case, scan, "original_letter", name="写给附件名的话")
    (kept,) = read_case(township, case).attachments
    read_attachment(township, kept.id)
    back_up(township)
    clock.forward(hours=1)
    posted(township, county, tmp_path / "一.xlsx")
    clock.forward(hours=1)
    posted(county, township, tmp_path / "二.xlsx")
    drafts.keep(township, f"action/{case}", {"typed": SECRET})
    return township, county, case, clock


def posted(sender: Office, receiver: Office, path: Path) -> None:
    """A posting from one to the other, taken."""
    send(sender, receiver.code, path)
    take(receiver, preview(receiver, path))


def all_that_is_kept(office: Office) -> str:
    """Everything in the office's folder in clear: all tables, contents of the journal and of postings, attachments."""
    said: list[str] = []
    for name in office.db.get_tables():
        for row in office.db.execute_sql(f'SELECT * FROM "{name}"').fetchall():
            said.append(repr(row))
            said += [_inflated(value) for value in row if isinstance(value, bytes)]
    lines, _ = second_journal.read(office.folder / second_journal.JOURNAL_COPY, data_key(office.db))
    said += map(repr, lines)
    vault = attachments.vault_of(office)
    said += (
        [repr(sorted(vault.folder.iterdir()))]
        if vault.folder.is_dir() and any(vault.folder.iterdir())
        else []
    )
    return "\n".join(said)


def _inflated(packed: bytes) -> str:
    try:
        return zlib.decompress(packed).decode()
    except (zlib.error, UnicodeDecodeError):
        return ""


def test_no_planted_word_is_left_in_the_folder_after_it_was_posted_and_answered(tmp_path: Path) -> None:
    township, _, case, _ = planted_everywhere(tmp_path)
    before = all_that_is_kept(township)
    assert SECRET in before and "密室里的账本" in before
    CASE_ACTIONS["escalate_case"].do(township, case, APPROVED)
    kept = all_that_is_kept(township)
    assert [word for word in PLANTED if word in kept] == []
    assert list((township.folder / backups.FOLDER).rglob("*.part")) == []
    vault = Vault(township.folder / backups.FOLDER, data_key(township.db))
    assert not vault.folder.is_dir() or not any(vault.folder.iterdir()), "the content in the backups went too"


def test_a_later_posting_does_not_bring_it_back_and_says_why(tmp_path: Path) -> None:
    township, county, case, clock = planted_everywhere(tmp_path)
    CASE_ACTIONS["escalate_case"].do(township, case, APPROVED)
    edit_cases(township, [reported(township)], {"registration.remark": "另一件"})
    clock.forward(hours=1)
    send(county, township.code, tmp_path / "三.xlsx")
    found = preview(township, tmp_path / "三.xlsx")
    assert {item.note for item in found.items} == {"这一件已转为报上级件，内容不再收取。"}
    take(township, found)
    assert case not in {each.id for each in township.find(Registration)}
    kept = all_that_is_kept(township)
    assert [word for word in PLANTED if word != "曾小明" and word in kept] == []


@pytest.mark.thorough
def test_the_office_that_was_sent_it_is_sent_its_withdrawal_once(tmp_path: Path) -> None:
    township, county, case, clock = planted_everywhere(tmp_path)
    CASE_ACTIONS["escalate_case"].do(township, case, APPROVED)
    posted(township, county, tmp_path / "三.xlsx")
    there = county.get(Registration, case)
    assert there.voided == "已转为报上级件 云报〔2026〕1号" and there.summary is None
    assert {each.voided is not None for each in county.find(Allegation, case=case)} == {True}
    assert ids(county.db, Query(county.today, text="曾小明")).tolist() == []
    clock.forward(hours=1)
    posted(county, township, tmp_path / "四.xlsx")
    clock.forward(hours=1)
    send(township, county.code, tmp_path / "五.xlsx")
    assert case not in {
        each.id for versions in open_truth(tmp_path / "五.xlsx").versions() for each in versions
    }


@pytest.mark.thorough
def test_a_case_with_a_sheet_and_an_order_of_the_county_is_destroyed_here_and_they_stay_with_the_county(
    tmp_path: Path,
) -> None:
    township, county, case, clock = planted_everywhere(tmp_path)
    do_action(county, case, "assign")
    do_action(county, case, "issue_order")
    clock.forward(hours=1)
    posted(county, township, tmp_path / "三.xlsx")
    (sheet,), (order,) = township.find(Supervision), township.find(Order)
    assert {sheet.owner, order.owner} == {county.code}
    CASE_ACTIONS["escalate_case"].do(township, case, APPROVED)
    assert township.find(Supervision) == township.find(Order) == []
    assert [word for word in PLANTED if word in all_that_is_kept(township)] == []
    clock.forward(hours=1)
    posted(township, county, tmp_path / "四.xlsx")
    assert county.get(Registration, case).voided == "已转为报上级件 云报〔2026〕1号"
    assert (county.get(Supervision, sheet.id).voided, county.get(Order, order.id).voided) == (None, None)
    assert held_versions(county) == {}
    edit_cases(county, [reported(county)], {"registration.remark": "另一件"})
    clock.forward(hours=1)
    posted(county, township, tmp_path / "五.xlsx")
    assert township.find(Supervision) == township.find(Order) == []


@pytest.mark.thorough
def test_while_another_office_handles_it_it_is_asked_to_give_it_back_first(tmp_path: Path) -> None:
    clock = Clock()
    township, county = new_township(tmp_path / "乡镇", clock), new_county(tmp_path / "县", clock)
    reported(township)
    posted(township, county, tmp_path / "一.xlsx")
    case = reported(county, summary=SECRET)
    do_action(county, case, "assign")
    posted(county, township, tmp_path / "二.xlsx")
    do_action(township, case, "sign_receipt")
    clock.forward(hours=1)
    posted(township, county, tmp_path / "三.xlsx")
    with pytest.raises(NotAllowed, match="云溪镇纪委还在办理这一件。请先请它退回"):
        CASE_ACTIONS["escalate_case"].do(county, case, APPROVED)
    do_action(township, case, "return_case")
    clock.forward(hours=1)
    posted(township, county, tmp_path / "四.xlsx")
    CASE_ACTIONS["escalate_case"].do(county, case, APPROVED)
    assert SECRET not in all_that_is_kept(county)


def test_a_repeat_of_it_stands_alone_again(office: Office) -> None:
    main, later = reported(office, summary=SECRET), reported(office, summary="同一件事")
    judge(office, later, main)
    CASE_ACTIONS["escalate_case"].do(office, main, APPROVED)
    sql = 'SELECT "family" = "registration" FROM "case_row"'
    assert office.db.execute_sql(sql).fetchall() == [(1,)]


def test_what_repeats_it_is_named_for_it_holds_the_same(office: Office) -> None:
    main, later = reported(office, summary=SECRET), reported(office, summary="同一件事")
    told = CASE_ACTIONS["escalate_case"].told
    assert "同一事项" not in told(office, read_case(office, main))
    judge(office, later, main)
    for case, other in ((main, "2号"), (later, "1号")):
        said = told(office, read_case(office, case))
        assert f"同一事项还有云信〔2026〕{other}，内容相同，也要逐件转为报上级件。" in said


def test_sentences_of_other_cases_that_name_it_by_its_number_go_with_it(office: Office) -> None:
    case, other = (
        reported(office, summary=SECRET),
        reported(office, summary="另一件。与云信〔2026〕1号密室同谋。"),
    )
    edit_cases(office, [other], {"registration.remark": "曾小明另有一处宅基地"})
    gone = reported(office, summary="已作废。云信〔2026〕1号密室同谋")
    void_case(office, gone, "登记错了")
    action = CASE_ACTIONS["escalate_case"]
    assert "云信〔2026〕2号 问题摘要：“与云信〔2026〕1号密室同谋。”" in action.told(
        office, read_case(office, case)
    )
    action.do(office, case, APPROVED)
    found = read_case(office, other).registration
    assert found.summary == "另一件。（1 句已随报上级件销毁）"
    assert found.remark == "曾小明另有一处宅基地", "a name alone may be another matter's"
    assert "密室同谋" not in all_that_is_kept(office)
    assert list(ids(office.db, Query(office.today, text="密室同谋"))) == []


@pytest.mark.thorough
def test_a_restored_backup_tells_that_it_holds_a_matter_that_went_up(tmp_path: Path) -> None:
    township, _, case, clock = planted_everywhere(tmp_path)
    CASE_ACTIONS["escalate_case"].do(township, case, APPROVED)
    (oldest,) = backups.listed(township.folder)[-1:]
    township.close()
    restoring.restore(township.folder, oldest)
    with closing(Office.open(township.folder, clock=clock)) as again:
        assert (
            again.news
            == "恢复的数据里又有已转为报上级件的云信〔2026〕1号。请打开它，再办一次“转为报上级件”。"
        )
        CASE_ACTIONS["escalate_case"].do(again, case, APPROVED)
        assert SECRET not in all_that_is_kept(again)
