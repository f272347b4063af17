from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.storable import plainly_sound, refused, unfit
from app.exchange.truth import Stated
from app.schema.kinds import TEXT_LIMIT

_ID = "6f1c0a52-3b8e-4c1d-9a77-0d5e2f4b6a{:02x}"
_SOUND: dict[str, Any] = {
    "kind": "registration", "id": _ID.format(0), "owner": "YX01", "version": {"YX01/A": 3}, "voided": None,
    "fields": {"case_no": "永〔2026〕1号", "received_on": "2026-03-05", "summary": "反映修路", "unknown": "新字段"},
}  # fmt: skip


@dataclass(frozen=True)
class _Spoilt:
    """One thing that is wrong with a record, or strange."""

    part: str
    value: Any


_SPOILT = [
    *(_Spoilt("kind", each) for each in ("nonsense", "unit", "reporter")),
    *(_Spoilt("id", each) for each in ("", "x", _ID.format(0).upper(), _ID.format(0) + "0", "０" * 36, "-" * 36)),
    _Spoilt("owner", "QH00"),
    *(_Spoilt("version", each) for each in ({}, {"QH00/A": 1}, {"YX01/A": 1, "QH00/A": 1})),
    _Spoilt("voided", "登记错了"),
    *(_Spoilt("received_on", each) for each in ("2026-02-30", "2026-W10-1", "", 5, None, "1899-12-31")),
    *(_Spoilt("summary", each) for each in (5, None, "长" * (TEXT_LIMIT + 1), "")),
    *(_Spoilt("joint_count", each) for each in (-1, 2**62, "三", None, 0)),
    *(_Spoilt("unknown", each) for each in (5, 2**62, None)),
]  # fmt: skip


def _record(at: int, spoilt: _Spoilt | None = None) -> Stated:
    said = {**_SOUND, "id": _ID.format(at), "fields": dict(_SOUND["fields"])}
    if spoilt is not None:
        (said if spoilt.part in said else said["fields"])[spoilt.part] = spoilt.value
    return Stated(**said)


def test_sound_records_are_told_all_at_once() -> None:
    records = [_record(at) for at in range(20)]
    assert plainly_sound(records)
    assert plainly_sound([])
    assert all(refused([each], None) is unfit(each) is None for each in records)


@pytest.mark.parametrize("spoilt", _SPOILT, ids=lambda each: f"{each.part}={str(each.value)[:12]}")
def test_one_record_that_is_not_taken_as_it_stands_is_seen_among_sound_ones(spoilt: _Spoilt) -> None:
    bad = _record(3, spoilt)
    if plainly_sound([_record(1), bad, _record(2)]):
        assert refused([bad], None) is unfit(bad) is None


@given(st.lists(st.none() | st.sampled_from(_SPOILT), max_size=6))
def test_what_is_told_at_once_is_what_is_told_one_by_one(spoilt: list[_Spoilt | None]) -> None:
    records = [_record(at, each) for at, each in enumerate(spoilt)]
    if any(refused([each], None) is not None or unfit(each) is not None for each in records):
        assert not plainly_sound(records)
