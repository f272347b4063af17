"""Registering: one report with its points, its reporter apart, its reception, its number and its first step."""

from datetime import date

import pytest

from app.actions.register import Entry, register, registered_case
from app.errors import Invalid
from app.records.matters import Visit
from app.records.registration import Registration
from app.store.case_file import read_case
from app.store.office import Office
from app.store.sealing import MASK
from tests.app.store.offices import POINT, REPORT, REPORTER


def test_everything_typed_is_there_and_is_one_step_to_undo(office: Office) -> None:
    change = register(office, Entry({**REPORT, "received_on": date(2026, 3, 5), "handling_class": "immediate",
                                     "campaign_tag": ("medical",)},
                                    (POINT, {"respondent": "柳树村合作社", "rank_class": "unit"}),
                                    {**REPORTER, "needs": "听障，需笔谈", "consent_to_publish": False},
                                    {"visit_kind": "window", "persons": 3}))  # fmt: skip
    found = read_case(office, registered_case(change))
    assert (found.registration.case_no, found.registration.registrar) == ("云信〔2026〕1号", "王敏")
    assert (found.registration.received_on, found.registration.registered_on) == (
        date(2026, 3, 5),
        date(2026, 3, 9),
    )
    assert (found.registration.handling_class, found.registration.campaign_tag) == ("immediate", ("medical",))
    assert [(point.seq, point.respondent) for point in found.allegations] == [
        (1, "曾小明"),
        (2, "柳树村合作社"),
    ]
    assert (found.reporters[0].name, found.reporters[0].needs) == (MASK, "听障，需笔谈")
    assert found.reporters[0].consent_to_publish is False
    assert (found.visits[0].visited_on, found.visits[0].persons) == (date(2026, 3, 5), 3)
    assert [step.step_kind for step in found.steps] == ["register"]
    assert change.label == "登记 云信〔2026〕1号"
    assert office.undoable() == change


def test_a_report_without_respondent_or_reporter_is_normal(office: Office) -> None:
    said = {**REPORT, "received_on": office.today, "identity_status": "anonymous"}
    found = read_case(office, registered_case(register(office, Entry(said, ({"respondent": None},)))))
    assert (found.allegations, found.reporters, found.visits) == ((), (), ())


@pytest.mark.parametrize("identity", ["anonymous", "impersonated"])
def test_who_is_anonymous_stays_so(office: Office, identity: str) -> None:
    said = {**REPORT, "received_on": office.today, "identity_status": identity}
    with pytest.raises(Invalid, match="匿名件不登记反映人") as caught:
        register(office, Entry(said, (), {"phone": "13900001111"}))
    assert caught.value.field == "registration.identity_status"
    register(office, Entry(said, (), {"needs": "需民族语言"}))


@pytest.mark.parametrize("visit", [{"batches": 1, "persons": 0}, {"batches": 3, "persons": 2}])
def test_m23_fewer_persons_than_batches_are_told_and_registered(
    office: Office, visit: dict[str, int]
) -> None:
    said = {**REPORT, "received_on": office.today, "intake_channel": "visit"}
    label = register(office, Entry(said, visit={"visit_kind": "window", **visit})).label
    assert label.endswith(f"（{visit['batches']} 批次只有 {visit['persons']} 人次，请核对）")
    (kept,) = office.find(Visit)
    assert (kept.batches, kept.persons) == (visit["batches"], visit["persons"])


def test_a_wrong_point_takes_the_whole_entry_back(office: Office) -> None:
    with pytest.raises(Invalid) as caught:
        register(office, Entry({**REPORT, "received_on": office.today}, ({"rank_class": "emperor"},)))
    assert caught.value.field == "allegation.rank_class"
    assert office.find(Registration) == []
