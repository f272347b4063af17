"""A record is a frozen value: it shows its fields in each face and cannot save itself."""

import dataclasses
from datetime import date

import pytest

from app.records.record import attributes
from app.records.registration import Registration

CASE = Registration(
    id="1", owner="YX01", received_on=date(2026, 3, 5), identity_status="real_name", is_repeat=False,
    campaign_tag=("medical", "elderly"),
)  # fmt: skip


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        CASE.summary = "改"  # type: ignore[misc]


def test_its_stored_face_has_every_field() -> None:
    stored = CASE.stored()
    assert list(stored) == [field.name for field in Registration.columns()]
    assert stored["received_on"] == "2026-03-05"
    assert stored["is_repeat"] == 0
    assert stored["campaign_tag"] == "medical,elderly"
    assert stored["summary"] is None


def test_a_person_reads_labels() -> None:
    assert [CASE.text(name) for name in ("received_on", "identity_status", "is_repeat", "campaign_tag", "summary")] == [
        "2026-03-05", "实名", "否", "医疗、养老", "",
    ]  # fmt: skip


def test_a_field_is_found_by_name() -> None:
    assert Registration.column("received_on").id == "registration.received_on"
    with pytest.raises(KeyError):
        Registration.column("colour")


def test_the_common_attributes_stand_before_the_fields() -> None:
    assert attributes(Registration)[:6] == ("id", "owner", "version", "voided", "extra", "case_no")
