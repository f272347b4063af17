"""Files that cannot be taken, wholly or in part: forged, damaged, sent to somebody else, overtaken by time."""

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from app.actions.take import take
from app.errors import Conflict, NotAllowed, Unavailable
from app.exchange import posting
from app.exchange.receive import open_truth, preview
from app.exchange.truth import SHEET, Stated, TruthWriter
from app.store import journal, rows
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.exchange import two_offices as two
from tests.app.exchange.forging import book, forged


def test_unknown_fields_of_a_minor_format_are_kept_and_sent_back(
    town: Office, county: Office, tmp_path: Path
) -> None:
    case = two.report(town)
    path = two.post(town, "QH00", tmp_path)
    truth = open_truth(path)
    writer = TruthWriter()
    writer.add("header", {**vars(truth.header), "format": "1.7"})
    for sort, said in truth.walk():
        if sort == "record" and said["k"] == "registration":
            said = {
                **said,
                "f": {**said["f"], "mood_of_tomorrow": "晴", "handling_class": "code_of_tomorrow"},
            }
        writer.add(sort, said)
    writer.add("omen", {"crows": 3})
    chunks, digest, _ = writer.finish()
    two.receive(county, book(tmp_path / "newer.xlsx", chunks, digest))
    assert read_case(county, case).registration.extra == {"mood_of_tomorrow": "晴"}
    assert read_case(county, case).registration.text("handling_class") == "code_of_tomorrow"
    back = open_truth(two.post(county, "YX01", tmp_path))
    (home,) = [each for (each, *_) in back.versions() if each.kind == "registration"]
    assert (home.fields["mood_of_tomorrow"], home.fields["handling_class"]) == ("晴", "code_of_tomorrow")
    assert ("omen", {"crows": 3}) in list(back.walk())


def test_a_change_of_our_record_that_we_did_not_write_is_refused(
    town: Office, county: Office, tmp_path: Path
) -> None:
    case = two.report(town)
    two.receive(county, two.post(town, "QH00", tmp_path))
    mine = posting.stated("registration", rows.fetch(county.db, "registration", "id", [case])[0])
    lie = replace(mine, version={**mine.version, county.desk: 9}, fields={**mine.fields, "summary": "假的"})
    path = forged(two.post(county, "YX01", tmp_path), tmp_path / "lie.xlsx", ("record", lie.line()))
    found = preview(town, path)
    assert found.counts["refused"] == 1
    take(town, found)
    assert read_case(town, case).registration.summary == "反映低保评定不公"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("received_on", "2026-13-45"),
        ("received_on", 5),
        ("summary", 7),
        ("is_repeat", "yes"),
        ("summary", "长" * 20_001),
    ],
)
def test_a_record_with_a_wrong_value_is_refused_and_the_rest_taken(
    town: Office, county: Office, tmp_path: Path, field: str, value: Any
) -> None:
    two.report(town)
    bad = Stated(
        "registration", "00000000-0000-7000-8000-00000000000a", "YX01", {town.desk: 1}, None, {field: value}
    )
    path = forged(two.post(town, "QH00", tmp_path), tmp_path / "bad.xlsx", ("record", bad.line()))
    found = preview(county, path)
    assert (found.counts["refused"], found.counts["new"]) == (1, 3)
    take(county, found)
    assert len(rows.fetch_all(county.db, "registration")) == 1


def test_a_record_with_a_wild_id_or_kind_is_refused(town: Office, county: Office, tmp_path: Path) -> None:
    two.report(town)
    wild = [Stated(kind, id, "YX01", {town.desk: 1}, None, {})
            for kind, id in (("registration", "../x"), ("reporter", "00000000-0000-7000-8000-00000000000a"),
                             ("staff", "00000000-0000-7000-8000-00000000000b"))]  # fmt: skip
    path = forged(
        two.post(town, "QH00", tmp_path), tmp_path / "wild.xlsx", *(("record", each.line()) for each in wild)
    )
    found = preview(county, path)
    assert found.counts["refused"] == 3
    take(county, found)
    assert rows.fetch_all(county.db, "reporter") == []


@pytest.mark.thorough
def test_a_file_for_another_office_is_refused(town: Office, county: Office, tmp_path: Path) -> None:
    two.report(town)
    path = two.post(town, "QH00", tmp_path)
    with pytest.raises(NotAllowed, match="自己寄出"):
        take(town, preview(town, path))
    other = forged(path, tmp_path / "other.xlsx", receiver="QH77", receiver_name="别的县")
    assert "别的县" in str(preview(county, other).refusal)
    liar = forged(path, tmp_path / "liar.xlsx", office="YX02")
    assert "不一致" in str(preview(county, liar).refusal)


@pytest.mark.thorough
def test_two_files_of_one_number_are_not_both_taken(town: Office, county: Office, tmp_path: Path) -> None:
    two.report(town)
    path = two.post(town, "QH00", tmp_path)
    two.receive(county, path)
    fork = forged(path, tmp_path / "fork.xlsx", made_at="2026-03-07 10:00:00")
    assert "内容与这一份不同" in str(preview(county, fork).refusal)


@pytest.mark.thorough
def test_a_preview_that_time_has_passed_is_refused(town: Office, county: Office, tmp_path: Path) -> None:
    two.report(town)
    path = two.post(town, "QH00", tmp_path)
    found = preview(county, path)
    two.receive(county, path)
    before = journal.head(county.db)
    with pytest.raises(Conflict, match="重新预览"):
        take(county, found)
    assert journal.head(county.db) == before


@pytest.mark.thorough
def test_a_workbook_without_its_truth_is_explained(town: Office, tmp_path: Path) -> None:
    from openpyxl import Workbook, load_workbook

    two.report(town)
    path = two.post(town, "QH00", tmp_path)
    stripped = load_workbook(path)
    del stripped[SHEET]
    stripped.save(tmp_path / "stripped.xlsx")
    with pytest.raises(Unavailable, match="被删掉"):
        open_truth(tmp_path / "stripped.xlsx")
    Workbook().save(tmp_path / "foreign.xlsx")
    with pytest.raises(Unavailable, match="不是回音导出"):
        open_truth(tmp_path / "foreign.xlsx")


@pytest.mark.thorough
def test_a_truth_that_does_not_fit_its_digest_is_refused(town: Office, tmp_path: Path) -> None:
    two.report(town)
    truth = open_truth(two.post(town, "QH00", tmp_path))
    writer = TruthWriter()
    writer.add("header", vars(truth.header))
    chunks, _, _ = writer.finish()
    with pytest.raises(Unavailable, match="校验值不符"):
        open_truth(book(tmp_path / "bad.xlsx", chunks, "0" * 64))


@pytest.mark.thorough
def test_a_damaged_or_missing_sheet_is_told_and_the_records_are_taken(
    town: Office, county: Office, tmp_path: Path
) -> None:
    from zipfile import ZipFile

    from openpyxl import load_workbook

    two.report(town)
    path = two.post(town, "QH00", tmp_path)
    assert not [said for said in preview(county, path).warnings if "表" in said]
    with ZipFile(path) as package:
        at = package.getinfo("xl/worksheets/sheet2.xml").header_offset
    data = bytearray(path.read_bytes())
    data[at + 200] ^= 0xFF
    hurt = tmp_path / "hurt.xlsx"
    hurt.write_bytes(bytes(data))
    found = preview(county, hurt)
    assert any("“台账”表坏了" in said for said in found.warnings) and found.counts["new"] == 3
    without = load_workbook(path)
    del without["台账"]
    without.save(tmp_path / "without.xlsx")
    found = preview(county, tmp_path / "without.xlsx")
    assert any("少了“台账”表" in said for said in found.warnings)
    take(county, found)


@pytest.mark.thorough
def test_a_file_just_written_raises_no_doubt_whatever_lists_it_holds(
    town: Office, county: Office, tmp_path: Path
) -> None:
    case = two.report(town)
    first = preview(county, two.post(town, "QH00", tmp_path))
    assert not [said for said in first.warnings if "表" in said]
    from app.actions.catalogue import CASE_ACTIONS

    CASE_ACTIONS["accept"].do(town, case, {"registration.accepted_on": town.today})
    path = two.post(town, "QH00", tmp_path)
    assert not [said for said in preview(county, path).warnings if "表" in said]
