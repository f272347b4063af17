"""Census over rights: every action that is written has one, and every action is tried with every role on a real office."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.actions import (
    allegations,
    attach,
    backup,
    edit_many,
    escalate,
    families,
    issue_circular,
    locks,
    move,
    note_circular_reply,
    note_leaving,
    pair_passwords,
    papers,
    people,
    put_off,
    read_attachment,
    record_finding,
    record_meeting,
    rekey,
    release_reporter,
    report_periodic,
    reveal,
    send,
    settings,
    take,
    thin_escalated,
    units,
    visits,
    void_case,
)
from app.actions import undo as undoing
from app.actions.case_action import CaseAction
from app.actions.catalogue import CASE_ACTIONS
from app.actions.edit import edit_cases
from app.actions.edit_reporter import edit_reporter
from app.actions.fill_form import Filled, keep_form, look_at_form, save_form
from app.actions.find_reporter import find_reporter
from app.actions.read_journal import read_journal
from app.actions.register import Entry, register
from app.actions.return_rows import return_rows
from app.actions.save_list import save_list
from app.actions.take_foreign import take_foreign
from app.errors import NotAllowed
from app.exchange.foreign.fill import Form
from app.exchange.foreign.inspection import Inspection
from app.exchange.foreign.inspection import inspect as inspect_foreign
from app.exchange.foreign.mapping import Mapped
from app.exchange.receive import preview
from app.ledger.duties import own_duty
from app.ledger.journal_view import Which
from app.ledger.meeting_sheet import meeting_sheet
from app.records.aftermath import Repeat
from app.records.matters import Allegation, Attachment, Escalation, Reporter, Visit
from app.records.offices import Staff
from app.records.supervision import Supervision
from app.rules.rights import ACTION_WORDS, ADMINISTRATOR, ANYONE, RIGHTS, ROLES, refusal
from app.rules.stat_periods import parse
from app.store import journal, keys, letters
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.actions.stories import AT_THE_COUNTY, STORY, do_action
from tests.app.exchange.foreign.ledgers import HEAD, row, workbook
from tests.app.exchange.foreign.test_fill import blank
from tests.app.store.offices import POINT, REPORT, REPORTER, Clock, new_county, new_township, reported
from tests.tiers import some

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    path for folder in ("actions", "store", "exchange") for path in (ROOT / "app" / folder).rglob("*.py")
]
MINE, OTHER = "柳树村的早晨很安静", "another good one"
NOT_WRITTEN_BY_A_PERSON = {
    "salvage",
    "failed_login",
    "confirm_today",
    "older_data",
    "create_office",
}
"""Written by opening or setting up; tried where that is tested."""

Tried = Callable[[Office, dict[str, Any]], object]


def written() -> set[str]:
    """Every action id that stands in the source of the core."""
    found = set()
    for path in SOURCES:
        text = path.read_text("utf-8")
        found |= set(re.findall(r'\.writing\((?:[^()]|\([^()]*\))*?action=f?"([a-z_]+)"', text))
        found |= set(re.findall(r'_(?:note|together)\([^\n]*, "([a-z_]+)"\)', text))
    return found | set(CASE_ACTIONS)


def test_every_action_that_is_written_has_a_right() -> None:
    assert len(written()) > 30
    assert written() - RIGHTS.keys() == set()


def test_every_right_belongs_to_an_action_that_is_written() -> None:
    assert RIGHTS.keys() - written() == {"read_case"}


def test_every_action_has_a_chinese_word_of_its_own() -> None:
    assert ACTION_WORDS.keys() == RIGHTS.keys()
    assert len(set(ACTION_WORDS.values())) == len(ACTION_WORDS)
    assert [word for word in ACTION_WORDS.values() if not re.fullmatch(r"[\u4e00-\u9fff]{2,8}", word)] == []


@pytest.mark.parametrize("action", CASE_ACTIONS.values(), ids=lambda action: action.id)
def test_an_action_on_a_case_is_called_as_its_button_is(action: CaseAction) -> None:
    assert ACTION_WORDS[action.id] == action.label


def test_nothing_is_written_without_saying_which_action_it_is() -> None:
    for path in SOURCES:
        for said in re.findall(r"\.writing\(((?:[^()]|\([^()]*\))*)\)", path.read_text("utf-8")):
            assert "action=" in said or said in ('"…"', "…"), f"{path.name}: {said}"


def blank_form(office: Office) -> tuple[Form, str, list[Mapped]]:
    form, mapping = look_at_form(office, blank(), "季报.xlsx")
    return form, "季报.xlsx", mapping


def looked_at(office: Office, path: Path) -> Inspection:
    return inspect_foreign(office, workbook(path, [HEAD, row(1), row(2, 问题摘要=None)]))


OTHERS: dict[str, Tried] = {
    "register": lambda office, at: register(
        office, Entry({"received_on": office.today, **REPORT}, (POINT,), {})
    ),
    "edit": lambda office, at: edit_cases(office, [at["case"]], {"registration.summary": "另写一句"}),
    "void": lambda office, at: edit_many.void_rows(office, "case", [at["case"]], "登记错"),
    "void_case": lambda office, at: void_case.void_case(office, at["case"], "登记错"),
    "escalate": lambda office, at: escalate.register_stub(office, office.today, "letter"),
    "hand_up_stub": lambda office, at: escalate.hand_up_stub(office, at["stub"], "县里", office.today),
    "add_allegation": lambda office, at: allegations.add_allegation(office, at["case"], POINT),
    "void_allegation": lambda office, at: allegations.void_allegation(office, at["point"], "写错"),
    "record_finding": lambda office, at: record_finding.record_finding(
        office, at["handled"], at["handled_point"], {"finding": "substantiated"}
    ),
    "cancel_judgement": lambda office, at: families.cancel_judgement(office, at["judgement"], "看错了"),
    "report_periodic": lambda office, at: report_periodic.report_periodic(office, "results", office.today),
    "issue_circular": lambda office, at: issue_circular.issue_circular(
        office, "circular", "云溪镇", "第一季度情况"
    ),
    "record_meeting": lambda office, at: record_meeting.record_meeting(
        office, "weekly", parse("2026-W10"), {"minutes": "逐件对账"}
    ),
    "note_circular_reply": lambda office, at: note_circular_reply.note_circular_reply(
        office, letters.issued(office.db)[-1], reply="已回复"
    ),
    "add_visit": lambda office, at: visits.add_visit(
        office, {"visited_on": office.today, "visit_kind": "window"}, at["case"]
    ),
    "edit_visit": lambda office, at: visits.edit_visit(office, at["visit"], {"place": "接访室"}),
    "save_list": lambda office, at: save_list(
        office, meeting_sheet(office, "weekly", parse("2026-W10")), at["room"] / "对账.xlsx"
    ),
    "put_off": lambda office, at: put_off.put_off(
        office,
        own_duty(office, read_case(office, at["case"])),
        office.today + timedelta(days=3),
        "等县里",  # type: ignore[arg-type]
    ),
    "reveal": lambda office, at: reveal.reveal(office, [at["reporter"]], "follow_up"),
    "edit_reporter": lambda office, at: edit_reporter(
        office,
        replace(at["reporter"], name="黎不传", phone=None, id_number=None, address=None),
        {"needs": "需笔谈"},
    ),
    "print": lambda office, at: note_leaving.note_printed(office, "台账", 3),
    "save_paper": lambda office, at: papers.save_paper(
        office, at["case"], papers.make_paper(office, at["case"], "registration_sheet"), at["room"] / "a.docx"
    ),
    "number_paper": lambda office, at: papers.number_paper(office, at["case"], "assignment_letter"),
    "copy": lambda office, at: note_leaving.note_copied(office, "台账", 3),
    "add_unit": lambda office, at: units.add_unit(
        office, code="YX09", name="河湾镇纪委", unit_kind="township"
    ),
    "add_staff": lambda office, at: settings.add_staff(office, name="周晓燕"),
    "set_roles": lambda office, at: people.set_roles(office, at["colleague"], ("leader",)),
    "set_setting": lambda office, at: settings.set_setting(office, "lock.minutes", 30),
    "release_reporter": lambda office, at: release_reporter.release_reporter(
        office, at["case"], "QH00", "result"
    ),
    "make_pair_password": lambda office, at: pair_passwords.make_password(office, "QH00"),
    "read_pair_password": lambda office, at: pair_passwords.read_password(office, "QH00"),
    "keep_pair_password": lambda office, at: pair_passwords.keep_password(office, "QH00", "1234 5678"),
    "send_in_clear": lambda office, at: pair_passwords.send_in_clear(office, "QH00", True),
    "send": lambda office, at: send.send(office, "QH00", at["room"]),
    "take": lambda office, at: take.take(office, preview(office, at["file"])),
    "import": lambda office, at: take_foreign(office, looked_at(office, at["room"] / "foreign.xlsx")),
    "keep_form": lambda office, at: keep_form(office, "季报", "", *blank_form(office)),
    "save_form": lambda office, at: save_form(office, "季报", Filled(b"PK", 1, ()), at["room"] / "form.xlsx"),
    "return_rows": lambda office, at: return_rows(
        office,
        looked_at(office, at["room"] / "refused.xlsx"),
        (at["room"] / "refused.xlsx").read_bytes(),
        at["room"] / "back.xlsx",
    ),
    "add_login": lambda office, at: locks.add_login(office, "李岚", OTHER),
    "remove_login": lambda office, at: locks.remove_login(office, "赵长河"),
    "renew_recovery": lambda office, at: locks.renew_recovery(office),
    "rekey": lambda office, at: rekey.begin(office, MINE),
    "recover_login": lambda office, at: locks.recover_login(office, "赵长河", OTHER),
    "change_password": lambda office, at: locks.change_password(office, MINE, OTHER),
    "undo": lambda office, at: undoing.undo(office),
    "restore": lambda office, at: backup.note_restoring(office, at["backup"]),
    "give_up_backups": lambda office, at: thin_escalated.give_up(office),
    "pack": lambda office, at: move.pack(office, at["room"] / "a.huiyin"),
    "search_identity": lambda office, at: find_reporter(office, name="黎不传"),
    "read_journal": lambda office, at: read_journal(office, Which()),
    "attach": lambda office, at: attach.attach(
        office, at["case"], attach.file_of(office, b"%PDF- another", "a.pdf"), "other"
    ),
    "detach": lambda office, at: attach.detach(office, at["attachment"], "传错"),
    "read_attachment": lambda office, at: read_attachment.read_attachment(office, at["attachment"].id),
    "save_copy": lambda office, at: read_attachment.save_copy(
        office, at["attachment"].id, at["room"] / "copy.pdf"
    ),
}
ELSEWHERE = {
    "answer_circular": "tests/census/test_rights_between.py",
    "decide": "tests/census/test_rights_between.py",
    "retire": "tests/census/test_rights_between.py",
    "renumber": "tests/census/test_rights_between.py",
    "same_case": "tests/census/test_rights_between.py",
    "part_case": "tests/census/test_rights_between.py",
    "propose_correction": "tests/census/test_rights_between.py",
    "accept_proposal": "tests/census/test_rights_between.py",
    "refuse_proposal": "tests/census/test_rights_between.py",
    "take_configuration": "tests/census/test_rights_between.py",
    "protect_office": "tests/census/test_rights_between.py",
    "read_case": "tests/app/store/test_recusal.py",
    "strike_minutes": "tests/app/actions/test_strike_minutes.py",
}
"""Actions whose ground takes a story of its own; the door to writing is tried for each (`test_rights_between.py`)."""


def test_every_action_is_tried_with_every_role() -> None:
    tried = OTHERS.keys() | CASE_ACTIONS.keys() | ELSEWHERE.keys() | NOT_WRITTEN_BY_A_PERSON
    assert tried == RIGHTS.keys()
    assert not OTHERS.keys() & CASE_ACTIONS.keys()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, Any]]]:
    """A township with a case, a handled case, a stub, colleagues, logins, and a posting of the county to take."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "MEMORY", 1024)
        patch.setattr(keys, "ITERATIONS", 1)
        room = tmp_path_factory.mktemp("ground")
        office, county = new_township(room / "township", Clock()), new_county(room / "county", Clock())
        yield office.folder, _furnish(office, county, room)


def _furnish(office: Office, county: Office, room: Path) -> dict[str, Any]:
    units.add_unit(county, code="YX01", name="云溪镇纪委", unit_kind="township")
    reported(county)
    for one, other in ((office, "QH00"), (county, "YX01")):
        pair_passwords.keep_password(one, other, "48271930556177029146")
    at: dict[str, Any] = {"room": room, "file": send.send(county, "YX01", room).path}
    at["backup"] = backup.back_up(office).backup
    at["case"] = reported(office, REPORTER)
    at["handled"] = reported(office)
    with office.writing("交办", action="assign") as write:
        write.add(Supervision, case=at["case"], referral_kind="assign_result", assigned_on=office.today)
    for name, said in (("accept", {}), ("hand_over", {"handling.handler": "李岚"})):
        action = CASE_ACTIONS[name]
        action.do(
            office, at["handled"], {**action.defaults(office, read_case(office, at["handled"])), **said}
        )
    at["point"] = office.find(Allegation, case=at["case"])[0].id
    at["handled_point"] = office.find(Allegation, case=at["handled"])[0].id
    (at["reporter"],) = office.find(Reporter)
    escalate.register_stub(office, office.today, "letter")
    (at["stub"],) = office.find(Escalation)
    visits.add_visit(office, {"visited_on": office.today, "visit_kind": "window"}, at["case"])
    (at["visit"],) = office.find(Visit)
    attach.attach(office, at["case"], attach.file_of(office, b"%PDF- one", "a.pdf"), "original_letter")
    (at["attachment"],) = office.find(Attachment)
    families.judge(office, at["handled"], at["case"])
    (at["judgement"],) = [each.id for each in office.find(Repeat)]
    issue_circular.issue_circular(office, "warning_letter", "云溪村", "反映集中")
    settings.add_staff(office, name="李岚", roles=("handler",))
    settings.add_staff(office, name="赵长河", roles=("handler",))
    at["colleague"] = office.find(Staff, name="李岚")[0].id
    locks.protect_office(office, "王敏", MINE)
    locks.add_login(office, "赵长河", "a third good one")
    office.close()
    county.close()
    return at


@pytest.fixture
def ground(
    template: tuple[Path, dict[str, Any]], tmp_path: Path, quick: None
) -> Iterator[tuple[Office, dict[str, Any]]]:
    """A copy of the township, open."""
    folder, at = template
    shutil.copytree(folder, tmp_path / "township")
    office = Office.open(tmp_path / "township", secret=MINE, clock=Clock())
    edit_cases(office, [at["case"]], {"registration.incident_place": "柳树村"})
    yield office, at | {"room": tmp_path}
    office.close()


def may(name: str, role: str) -> bool:
    """Whether that role alone does it; what was written is undone by whoever wrote it, and nobody administers that."""
    return refusal(name, {role}) is None and not (name == "undo" and role == ADMINISTRATOR)


@pytest.mark.parametrize("role", sorted(ROLES))
def test_an_action_is_refused_to_the_roles_that_have_no_right_to_it(
    ground: tuple[Office, dict[str, Any]], role: str
) -> None:
    office, at = ground
    line = journal.head(office.db)[0]
    office.roles = frozenset({role})
    for name in sorted(name for name in OTHERS if not may(name, role)):
        with pytest.raises(NotAllowed, match="办理，您现在的职责不能做"):
            OTHERS[name](office, at)
        assert journal.head(office.db)[0] == line, name


@pytest.mark.parametrize(
    ("name", "role"),
    [
        pytest.param(name, role, marks=() if at == 0 else pytest.mark.thorough)
        for name in sorted(OTHERS)
        for at, role in enumerate(role for role in sorted(ROLES) if may(name, role))
    ],
)
def test_an_action_is_done_by_its_roles(ground: tuple[Office, dict[str, Any]], name: str, role: str) -> None:
    office, at = ground
    office.roles = frozenset({role})
    line = journal.head(office.db)[0]
    OTHERS[name](office, at)
    assert journal.head(office.db)[0] > line


@pytest.mark.parametrize("name", some(sorted(CASE_ACTIONS), 5))
def test_an_action_on_a_case_is_done_by_its_roles_and_refused_to_the_others(
    tmp_path: Path, name: str
) -> None:
    make = new_county if name in AT_THE_COUNTY else new_township
    office = make(tmp_path / "office", Clock())
    case = ready_for(office, name)
    file, before = read_case(office, case), journal.head(office.db)[0]
    for role in sorted(ROLES - RIGHTS[name]):
        office.roles = frozenset({role})
        found = CASE_ACTIONS[name].why_not(office, file)
        assert found is not None and "您现在的职责不能做" in found
        with pytest.raises(NotAllowed, match="您现在的职责不能做"):
            do_action(office, case, name)
        assert journal.head(office.db)[0] == before
    for role in sorted(RIGHTS[name]):
        office.roles = None
        case = ready_for(office, name)
        before = journal.head(office.db)[0]
        office.roles = None if name == "judge_repeat" else frozenset({role})
        do_action(office, case, name)
        assert journal.head(office.db)[0] == before + (2 if name == "judge_repeat" else 1)
    office.close()


def ready_for(office: Office, name: str) -> str:
    """A case that has gone as far as this action needs it."""
    case = reported(office)
    for step in STORY[name][0]:
        do_action(office, case, step)
    return case


def test_somebody_without_a_role_does_nothing_but_change_the_own_password(
    ground: tuple[Office, dict[str, Any]],
) -> None:
    office, at = ground
    office.roles = frozenset()
    for name in sorted(name for name in OTHERS if RIGHTS[name] != ANYONE):
        with pytest.raises(NotAllowed):
            OTHERS[name](office, at)
    OTHERS["change_password"](office, at)
