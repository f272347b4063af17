"""Bad input by a stranger: nothing that a file says may end in a traceback, before or after the yes."""

import hashlib
import json
import zlib
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.actions.send import send
from app.actions.take import take
from app.actions.verify import verify
from app.errors import Refused, Unavailable
from app.exchange.receive import open_truth, preview
from app.exchange.sheets import CHUNK_LIMIT
from app.exchange.truth import Truth
from app.ledger.query import Query, ids
from app.store.office import Office
from tests.app.exchange import two_offices as two
from tests.app.exchange.forging import book
from tests.tiers import some

ID = "00000000-0000-7000-8000-00000000000a"
OTHER = "00000000-0000-7000-8000-00000000000b"
DEEP = "[" * 60 + "]" * 60


def line(**more: Any) -> dict[str, Any]:
    return {"k": "registration", "id": ID, "o": "YX01", "v": '{"YX01/A":1}', "x": None, "f": {}} | more


def posting(path: Path, target: Path, *lines: str, header: dict[str, Any] | None = None) -> Path:
    """The posting at `path` with further lines, each as raw text, the digest right."""
    truth = open_truth(path)
    texts = [json.dumps({"header": {**vars(truth.header), **(header or {})}})]
    texts += [json.dumps({sort: said}) for sort, said in truth.walk()]
    texts += lines
    texts.append(json.dumps({"end": {"lines": len(texts)}}))
    plain = "".join(text + "\n" for text in texts).encode()
    packed = b64encode(zlib.compress(plain)).decode()
    chunks = [packed[at : at + CHUNK_LIMIT] for at in range(0, len(packed), CHUNK_LIMIT)]
    return book(target, chunks, hashlib.sha256(plain).hexdigest())


def endure(office: Office, path: Path, back: Path) -> str:
    """Look, take, list, check and answer; what a person would be told, or "taken"."""
    try:
        found = preview(office, path)
        json.dumps(found.as_json(), ensure_ascii=False).encode()
        if found.refusal is not None:
            return found.refusal
        take(office, found)
    except (Refused, Unavailable) as told:
        return told.sentence
    assert verify(office).faults == ()
    ids(office.db, Query(office.today))
    send(office, "YX01", back)
    return "taken"


RECORDS = {
    "counter without end": line(v='{"YX01/A":Infinity}'),
    "counter NaN": line(v='{"YX01/A":NaN}'),
    "version nested": line(v="[" * 5000),
    "version a number": line(v=5),
    "version a list": line(v=[1]),
    "voided a number": line(x=5),
    "voided a list": line(x=["x"]),
    "voided long": line(x="长" * 30_000),
    "fields a list": line(f=[["summary", "x"]]),
    "field a list": line(f={"summary": ["x"]}),
    "field true": line(f={"is_repeat": True}),
    "field a fraction": line(f={"summary": 1.5}),
    "unknown field huge": line(f={"tomorrow": 2**80}),
    "unknown field named like a column": line(f={"id": OTHER, "n": 5, "owner": "QH00", "extra": "x"}),
    "field half a character": line(f={"summary": "\ud800"}),
    "case number half a character": line(f={"case_no": "\ud800"}),
    "field name half a character": line(f={"\ud800": "x"}),
    "week for a day": line(f={"received_on": "2026-W10-5"}),
    "day of year 9999": line(f={"received_on": "9999-12-31"}),
    "NUL in a text": line(f={"summary": "a\0b", "received_on": "2026-03-01"}),
    "id a number": line(id=5),
    "id half a character": line(id="\ud800"),
    "kind half a character": line(k="\ud800"),
    "kind a list": line(k=[]),
    "owner half a character": line(o="\ud800"),
    "writer half a character": line(v='{"\\ud800":1}'),
    "code of nowhere": line(f={"category": "x", "identity_status": "y", "received_on": "2026-03-01"}),
    "everything blank": line(),
    "a point of no case": line(k="allegation", f={"respondent": "甲"}),
    "a point whose case is long": line(k="allegation", f={"case": "x" * 5000, "rank_class": "county_rank"}),
    "a step of no case": line(k="step", f={"note": "x"}),
    "a handling without anything": line(k="handling"),
    "a handling of a case unknown": line(k="handling", f={"case": OTHER, "received_on": "2026-03-01"}),
    "a record of tomorrow": line(k="omen", f={"\ud800": "\ud800"}),
}
LINES = {
    "knows a list": '{"knows":[1]}',
    "knows numbers": '{"knows":{"a":1}}',
    "knows half a character": '{"knows":{"HALF":"HALF"}}',
    "receipt a list": '{"receipt":[]}',
    "receipt empty": '{"receipt":{}}',
    "receipt with counts in words": '{"receipt":{"desk":"a","digest":"b","at":"c","note":"d","number":1,'
    '"counts":[],"details":[]}}',
    "receipt with details of numbers": '{"receipt":{"desk":"a","digest":"b","at":"c","note":"d","number":1,'
    '"counts":{},"details":[5]}}',
    "unknown and deep": f'{{"omen":{DEEP}}}',
    "unknown and very deep": f'{{"omen":{"[" * 5000}{"]" * 5000}}}',
    "unknown with half a character": '{"omen":"HALF"}',
    "unknown NaN": '{"omen":NaN}',
    "unknown huge number": f'{{"omen":{"9" * 5000}}}',
    "a sort that is half a character": '{"HALF":1}',
    "witness a list": '{"witness":[1]}',
    "witness with a huge number": f'{{"witness":{{"QH00/A":[{2**80},"x"]}}}}',
    "witness with half a character": '{"witness":{"HALF":[1,"HALF"]}}',
    "unit a number": '{"unit":5}',
    "no object": "[1]",
    "two objects": '{"a":1},{"b":2}',
    "nothing": "",
}
HEADERS = {
    "number in words": {"number": "eins"},
    "number below zero": {"number": -1},
    "number huge": {"number": 2**70},
    "number a fraction": {"number": 1.5},
    "number far away": {"number": 2**61},
    "desk a number": {"desk": 5},
    "name nothing": {"name": None},
    "name blank": {"name": ""},
    "name half a character": {"name": "\ud800"},
    "name long": {"name": "长" * 30_000},
    "level of nowhere": {"level": "moon"},
    "level a list": {"level": []},
    "cases below zero": {"cases": -5},
    "journal in words": {"journal_seq": "x"},
    "made at noon": {"made_at": "noon"},
    "format of tomorrow": {"format": "2.0"},
    "format in words": {"format": "x"},
    "format nothing": {"format": None},
    "no office": {"office": "", "desk": "/A"},
}


@pytest.mark.parametrize("said", some(RECORDS.values()), ids=RECORDS)
def test_a_bad_record_is_told_and_ends_nothing(
    town: Office, county: Office, tmp_path: Path, said: dict[str, Any]
) -> None:
    two.report(town)
    raw = json.dumps({"record": said})
    endure(county, posting(two.post(town, "QH00", tmp_path), tmp_path / "bad.xlsx", raw), tmp_path / "b.xlsx")


@pytest.mark.parametrize("raw", some(LINES.values()), ids=LINES)
def test_a_bad_line_is_told_and_ends_nothing(town: Office, county: Office, tmp_path: Path, raw: str) -> None:
    two.report(town)
    raw = raw.replace("HALF", r"\ud800")
    endure(county, posting(two.post(town, "QH00", tmp_path), tmp_path / "bad.xlsx", raw), tmp_path / "b.xlsx")


@pytest.mark.parametrize("header", some(HEADERS.values()), ids=HEADERS)
def test_a_bad_header_is_told_and_ends_nothing(
    town: Office, county: Office, tmp_path: Path, header: dict[str, Any]
) -> None:
    two.report(town)
    path = two.post(town, "QH00", tmp_path)
    bad = posting(path, tmp_path / "bad.xlsx", header=header)
    endure(county, bad, tmp_path / "b.xlsx")


def test_a_record_that_comes_twice_is_looked_at_once(town: Office, county: Office, tmp_path: Path) -> None:
    case = two.report(town)
    path = two.post(town, "QH00", tmp_path)
    first = next(said for sort, said in open_truth(path).walk() if sort == "record" and said["id"] == case)
    twice = {**first, "f": {**first["f"], "summary": "第二遍"}}
    found = preview(county, posting(path, tmp_path / "twice.xlsx", json.dumps({"record": twice})))
    assert (found.counts["new"], found.counts["refused"]) == (3, 1)
    take(county, found)
    (row,) = county.db.execute_sql("SELECT summary FROM registration").fetchall()
    assert row == ("反映低保评定不公",)


@pytest.mark.thorough
def test_a_line_without_end_is_not_gathered() -> None:
    packed = zlib.compress(b'{"header":"' + b"x" * 40_000_000)
    with pytest.raises(Unavailable, match="不合常理"):
        Truth(packed)


CUTS: dict[str, Callable[[bytes], bytes]] = {
    "half": lambda data: data[: len(data) // 2],
    "without its last byte": lambda data: data[:-1],
    "one byte wrong": lambda data: (
        data[: len(data) // 3] + bytes([data[len(data) // 3] ^ 0xFF]) + data[len(data) // 3 + 1 :]
    ),
    "twice": lambda data: data + data,
    "nothing": lambda data: b"",
}


@pytest.mark.parametrize("cut", CUTS.values(), ids=CUTS)
def test_a_cut_file_is_explained(
    town: Office, county: Office, tmp_path: Path, cut: Callable[[bytes], bytes]
) -> None:
    two.report(town)
    path = two.post(town, "QH00", tmp_path)
    path.write_bytes(cut(path.read_bytes()))
    endure(county, path, tmp_path / "b.xlsx")
