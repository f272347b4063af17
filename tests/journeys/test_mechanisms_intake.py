"""What offices do at the door, played as they tell it: reception, scope, checks, secrecy, major matters at once."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.actions.attach import attach, file_of
from app.actions.catalogue import CASE_ACTIONS, allowed
from app.actions.pair_passwords import keep_password, make_password
from app.actions.papers import make_paper
from app.actions.register import Entry, register, registered_case
from app.actions.send import send
from app.actions.visits import add_visit, edit_visit
from app.errors import Invalid
from app.ledger.query import Condition, Query, counts, ids
from app.ledger.statistics import statistics
from app.records.matters import Reporter, Visit
from app.records.oversight import UpReport
from app.rules.stage import Stage
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.exchange.two_offices import post, receive
from tests.app.store.offices import POINT, REPORT, REPORTER, new_county
from tests.app.store.papers import pdf
from tests.journeys.telling import act, counted_by, due, listed, told
from tests.ui.workplace import Clock
from ui.case.noticed import noticed


def test_m24_what_is_outside_is_told_why_and_where_to_go(office: Office) -> None:
    case = told(
        office, who=REPORTER, intake_channel="visit", category="out_of_scope", summary="要求重新丈量承包地"
    )
    assert due(office, case, "T03") == []
    offered = CASE_ACTIONS["reject"].standing(office, read_case(office, case))
    assert offered["registration.competent_organ"] == "县农业农村局", "by the matter, from the directory"
    with pytest.raises(Invalid) as caught:
        act(office, case, "reject")
    assert caught.value.field == "registration.rejection_ground"
    found = act(
        office, case, "reject", registration__rejection_ground="other_organ",
        registration__competent_organ="县农业农村局",
    )  # fmt: skip
    assert found.stage is Stage.REJECTED
    found = act(office, case, "tell_rejection", registration__rejection_told_by="王敏")
    said = found.registration
    assert (said.rejection_ground, said.competent_organ) == ("other_organ", "县农业农村局")
    assert (said.rejection_told_on, said.rejection_told_by) == (office.today, "王敏")
    assert [step.step_kind for step in found.steps] == ["register", "reject", "notify"]
    assert "县农业农村局" in repr(make_paper(office, case, "rejection_notice"))


def test_m25_the_least_is_asked_the_checks_are_ticked_and_anonymous_is_never_blocked(office: Office) -> None:
    with pytest.raises(Invalid) as caught:
        told(office, summary=None)
    assert caught.value.field == "registration.summary"
    ticked = {"format_check": ("named", "own_id"), "substance_check": ("facts", "not_bare")}
    whole = read_case(office, told(office, who=REPORTER, **ticked))
    assert whole.registration.format_check == ("named", "own_id")
    assert whole.registration.substance_check == ("facts", "not_bare")
    nameless = told(office, points=(), identity_status="anonymous", summary="反映2024年修路款3万元去向不明")
    assert act(office, nameless, "accept").stage is Stage.ACCEPTED
    assert read_case(office, nameless).reporters == ()


def test_m25_bare_offence_names_are_registered_and_kept_unless_somebody_ticks_that_there_is_substance(
    office: Office,
) -> None:
    case = told(office, identity_status="anonymous", summary="反映村支书贪污腐败、横行霸道")
    found = read_case(office, case)
    assert [each for each in noticed(office, found) if each.startswith("只有罪名没有事实")]
    offered = [each.id for each in allowed(office, found)]
    assert offered.index("reject") < offered.index("accept")
    with pytest.raises(Invalid, match="第十三条第三项") as caught:
        act(office, case, "accept")
    assert caught.value.field == "registration.substance_check"
    kept = act(office, case, "reject")
    assert (kept.stage, kept.registration.rejection_ground) == (Stage.RETAINED, "no_substance")
    known = told(office, identity_status="anonymous", summary="反映村支书贪污腐败")
    found = act(office, known, "accept", registration__substance_check=("clues",))
    assert found.stage is Stage.ACCEPTED and found.registration.substance_check == ("clues",)
    assert noticed(office, found) == []


def test_m23_batches_and_persons_stand_apart_and_fewer_persons_than_batches_are_told(
    office: Office,
) -> None:
    window = {"visited_on": office.today, "visit_kind": "window"}
    add_visit(office, {**window, "category": "misconduct_report", "batches": 220, "persons": 380})
    other = {**window, "category": "out_of_scope", "batches": 190}
    assert "190 批次只有 180 人次，请核对" in add_visit(office, {**other, "persons": 180}).label
    odd = next(each for each in office.find(Visit) if each.persons == 180)
    assert edit_visit(office, odd, {"persons": 190}) is not None
    found = statistics(office.db, office.today).visits
    assert (found.records, found.batches, found.persons) == (2, 410, 570)
    by_class = {each.category: (each.batches, each.persons) for each in office.find(Visit)}
    assert by_class == {"misconduct_report": (220, 380), "out_of_scope": (190, 190)}


@pytest.mark.usefixtures("encrypted")
def test_m28_what_goes_to_another_office_is_encrypted_whole_and_names_no_reporter(
    office: Office, clock: Clock, tmp_path: Path
) -> None:
    county = new_county(tmp_path / "county", clock)
    case = told(office, who=REPORTER, summary="PLAIN WORDS OF THE REPORT")
    attach(office, case, file_of(office, pdf("SIGNED BY THE REPORTER"), "来信.pdf"), "original_letter")
    (letter,) = read_case(office, case).attachments
    keep_password(county, "YX01", make_password(office, "QH00").password)
    out = tmp_path / "out"
    out.mkdir()
    sent = send(office, "QH00", out, enclosed=[letter.id])
    assert sent.encrypted and sent.parcel is not None and len(list(out.iterdir())) == 2
    for path in out.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for secret in ("PLAIN WORDS", "SIGNED BY", *(str(each) for each in REPORTER.values())):
            assert secret.encode() not in content
    receive(county, sent.path)
    taken = read_case(county, case)
    assert taken.registration.summary == "PLAIN WORDS OF THE REPORT" and taken.reporters == ()
    county.close()


def test_m28_who_reported_what_is_attached_and_the_store_itself_lie_encrypted(
    office: Office, tmp_path: Path
) -> None:
    case = told(office, who=REPORTER)
    attach(office, case, file_of(office, pdf("SIGNED BY THE REPORTER"), "原信.pdf"), "original_letter")
    (stored,) = office.db.execute_sql('SELECT "name", "phone", "address" FROM "reporter"').fetchall()
    assert not set(stored) & set(REPORTER.values()) and all(stored)
    (shown,) = office.find(Reporter, case=case)
    assert shown.name != REPORTER["name"] and shown.phone != REPORTER["phone"]
    office.db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    kept = [each.read_bytes() for each in office.folder.rglob("*") if each.is_file()]
    assert len(kept) > 2
    for secret in (b"SIGNED BY", b"SQLite format 3", *(str(each).encode() for each in REPORTER.values())):
        assert not [each for each in kept if secret in each]


def test_m52_a_major_matter_goes_up_the_same_day_and_each_level_acts(
    office: Office, clock: Clock, tmp_path: Path
) -> None:
    case = told(office, intake_channel="visit", summary="数十人到镇政府反映征地补偿款被截留")
    (proposal,) = noticed(office, read_case(office, case))
    assert "可能是重大信访（多人集体反映）" in proposal and "报告上级" in proposal
    assert listed(office, "major") == []
    said = {"upreport__content": "二十余人集中反映", "upreport__own_step": "镇纪委书记当面接访",
            "upreport__to_unit": "清河县纪委监委信访室"}  # fmt: skip
    act(office, case, "up_report", upreport__reported_on=None, **said)
    assert noticed(office, read_case(office, case)) == []
    assert listed(office, "major") == [case]
    (waiting,) = due(office, case, "H06")
    assert waiting.is_open and waiting.due_on == office.today + timedelta(days=1)
    act(office, case, "note_upper_reply", upreport__upper_step="县纪委派人到场")
    (done,) = due(office, case, "H06")
    assert done.done_on == office.today
    (kept,) = read_case(office, case).of(UpReport)
    assert (kept.upreport_kind, kept.own_step, kept.upper_step) == (
        "major",
        "镇纪委书记当面接访",
        "县纪委派人到场",
    )
    assert listed(office, "upreport") == [kept.id]
    county = new_county(tmp_path / "county", clock)
    receive(county, post(office, "QH00", tmp_path))
    assert [each.content for each in read_case(county, case).of(UpReport)] == ["二十余人集中反映"]
    assert listed(county, "upreport") == [kept.id]
    act(county, case, "up_report", upreport__to_unit="市纪委", upreport__own_step="县纪委派人到场")
    receive(office, post(county, "YX01", tmp_path))
    steps = {each.owner: each.own_step for each in read_case(office, case).of(UpReport)}
    assert steps == {"YX01": "镇纪委书记当面接访", "QH00": "县纪委派人到场"}
    county.close()


def test_m52_what_a_clerk_marks_as_major_at_entry_is_due_the_same_day_and_reported_once(
    office: Office,
) -> None:
    entry = Entry(
        {**REPORT, "received_on": office.today, "summary": "三十余人围堵村委会"}, (POINT,), major=True
    )
    case = registered_case(register(office, entry))
    (marked,) = read_case(office, case).of(UpReport)
    assert (marked.upreport_kind, marked.found_on, marked.reported_on) == ("major", office.today, None)
    assert [duty.is_open for duty in due(office, case, "H06")] == [True]
    act(office, case, "up_report", upreport__to_unit="县纪委", upreport__content="围堵村委会")
    (reported,) = read_case(office, case).of(UpReport)
    assert (reported.id, reported.reported_on) == (marked.id, office.today)
    assert [duty.is_open for duty in due(office, case, "H06")] == [False]
    assert counted_by(office, "upreport.upreport_kind") == {"major": 1}


def test_m01_an_old_matter_is_listed_as_backlog_and_m03_written_off_with_day_and_ground(
    office: Office,
) -> None:
    case = told(office)
    act(office, case, "list_backlog")
    assert listed(office, "backlog") == [case]
    assert counts(office.db, Query(office.today), "case.flags") == {"backlog": 1}
    act(office, case, "write_off", registration__write_off_ground="resolved")
    found = Query(office.today, conditions=(Condition("case.flags", ("written_off",)),))
    assert len(ids(office.db, found)) == 1 and listed(office, "backlog") == [case]
    again = act(office, case, "list_backlog")
    assert again.registration.written_off_on is None
    assert counts(office.db, Query(office.today), "case.flags") == {"backlog": 1}


def test_m23_the_level_of_a_visit_is_kept_and_counted_of_visits_never_of_persons(office: Office) -> None:
    add_visit(
        office,
        {
            "visited_on": office.today,
            "visit_kind": "window",
            "visit_level": "own",
            "batches": 3,
            "persons": 9,
        },
    )
    add_visit(office, {"visited_on": office.today, "visit_kind": "window", "visit_level": "province"})
    assert counted_by(office, "visit.visit_level") == {"own": 1, "province": 1}
