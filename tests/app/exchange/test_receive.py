"""Taking a file: previewed, in one transaction, undone whole; files that cannot be taken are explained."""

import json
import zlib
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from app.actions.allegations import add_allegation
from app.actions.decide import decide, held
from app.actions.edit import edit_cases
from app.actions.take import take
from app.actions.undo import undo
from app.errors import Conflict, NotAllowed, Refused, Unavailable
from app.exchange import posting
from app.exchange.read_xlsx import read_book
from app.exchange.receive import open_truth, preview
from app.exchange.sheets import Book, FreeSheet, Line, RawSheet
from app.exchange.truth import SHEET, Header, Stated, TruthWriter
from app.exchange.write_xlsx import write_book
from app.records.registration import Registration
from app.records.version import encode
from app.store import journal, peers, rows, shelf
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.exchange import two_offices as two
from tests.tiers import some


def forged(path: Path, target: Path, *more: tuple[str, Any], **header: Any) -> Path:
    """The posting at `path`, with changed header values and further lines, whole and well-formed."""
    truth = open_truth(path)
    writer = TruthWriter()
    writer.add("header", {**vars(truth.header), **header})
    for sort, said in (*truth.walk(), *more):
        writer.add(sort, said)
    chunks, digest, _ = writer.finish()
    return book(target, chunks, digest)


def book(target: Path, chunks: list[str], digest: str) -> Path:
    with target.open("wb") as file:
        write_book(
            Book(
                [FreeSheet("说明", [Line("伪造", "title")]), RawSheet(SHEET, chunks)],
                {"huiyin_digest": digest},
            ),
            file,
        )
    return target


def test_a_township_report_reaches_the_county_and_an_assignment_comes_back(
    town: Office, county: Office, tmp_path: Path
) -> None:
    case = two.report(town)
    two.receive(county, two.post(town, "QH00", tmp_path))
    assert read_case(county, case).registration == read_case(town, case).registration
    two.act(county, "assign", case)
    two.receive(town, two.post(county, "YX01", tmp_path))
    file = read_case(town, case)
    assert file.supervision is not None and file.supervision.owner == "QH00"
    two.act(town, "sign_receipt", case)
    two.receive(county, two.post(town, "QH00", tmp_path))
    assert two.versions(town, {case}) == two.versions(county, {case})


def test_the_reporter_and_the_stub_stay_at_home(town: Office, county: Office, tmp_path: Path) -> None:
    from app.actions.escalate import register_stub
    from app.actions.register import Entry, register

    register_stub(town, two.TODAY, "letter", handed_to="县纪委密收件人")
    register(town, Entry(
        {"received_on": two.TODAY, "intake_channel": "letter", "intake_source": "self", "identity_status": "real_name",
         "category": "misconduct_report", "summary": "反映修路款"},
        reporter={"name": "隐名某", "phone": "13912345678", "address": "柳树村九组"},
    ))  # fmt: skip
    path = two.post(town, "QH00", tmp_path)
    text = "".join(str(cell) for sheet in read_book(path).sheets.values() for row in sheet for cell in row)
    truth = "".join(json.dumps(line, ensure_ascii=False) for line in open_truth(path).walk())
    for secret in ("隐名某", "13912345678", "柳树村九组", "县纪委密收件人", "sealed"):
        assert secret not in text + truth
    assert "反映修路款" in text


@pytest.mark.thorough
def test_a_respondent_above_our_level_is_pointed_at_and_taken(
    town: Office, county: Office, tmp_path: Path
) -> None:
    case = two.report(town)
    add_allegation(
        town, case, {"respondent": "孙某某", "rank_class": "county_rank"}, own_level_confirmed=True
    )
    found = two.receive(county, two.post(town, "QH00", tmp_path))
    number = read_case(town, case).title
    assert [line for line in found.warnings if f"归上级管：{number}。" in line and "有 1 件" in line]
    assert [point.rank_class for point in read_case(county, case).allegations] == [
        "village_secretary", "county_rank",
    ]  # fmt: skip
    again = preview(county, two.post(town, "QH00", tmp_path))
    assert not [line for line in again.warnings if "归上级管" in line]


def test_preview_writes_nothing(town: Office, county: Office, tmp_path: Path) -> None:
    two.report(town)
    path = two.post(town, "QH00", tmp_path)
    before = journal.head(county.db)
    found = preview(county, path)
    assert found.counts["new"] == 3
    assert found.new_office
    assert journal.head(county.db) == before
    assert rows.fetch_all(county.db, "registration") == []


def test_the_same_file_twice_changes_nothing(town: Office, county: Office, tmp_path: Path) -> None:
    two.report(town)
    path = two.post(town, "QH00", tmp_path)
    two.receive(county, path)
    before = journal.head(county.db)
    again = preview(county, path)
    assert again.already
    assert set(again.counts) == {"same"}
    with pytest.raises(NotAllowed, match="已经收过"):
        take(county, again)
    assert journal.head(county.db) == before


@pytest.mark.thorough
def test_an_older_file_brings_no_old_version_back(town: Office, county: Office, tmp_path: Path) -> None:
    case = two.report(town, summary="旧的")
    first = two.post(town, "QH00", tmp_path)
    edit_cases(town, [case], {"registration.summary": "新的"})
    two.receive(county, two.post(town, "QH00", tmp_path))
    late = preview(county, first)
    assert any("较早" in warning for warning in late.warnings)
    take(county, late)
    assert read_case(county, case).registration.summary == "新的"


def test_a_lost_file_heals_itself(town: Office, county: Office, tmp_path: Path) -> None:
    case = two.report(town)
    two.receive(county, two.post(town, "QH00", tmp_path))
    edit_cases(town, [case], {"registration.summary": "改过的"})
    two.post(town, "QH00", tmp_path).unlink()
    found = preview(county, two.post(town, "QH00", tmp_path))
    assert any("缺第 2 号" in warning for warning in found.warnings)
    take(county, found)
    assert read_case(county, case).registration.summary == "改过的"


def test_a_taken_file_is_undone_as_one_and_can_be_taken_again(
    town: Office, county: Office, tmp_path: Path
) -> None:
    cases = [two.report(town), two.report(town)]
    path = two.post(town, "QH00", tmp_path)
    two.receive(county, path)
    undo(county)
    assert rows.fetch_all(county.db, "registration") == []
    assert county.db.execute_sql("SELECT count(*) FROM case_row").fetchone() == (0,)
    take(county, preview(county, path, again=True))
    assert {row["id"] for row in rows.fetch_all(county.db, "registration")} == set(cases)


@pytest.mark.thorough
def test_a_taking_whose_receipt_is_on_its_way_is_undone_and_the_next_receipt_says_so(
    town: Office, county: Office, tmp_path: Path
) -> None:
    two.report(town)
    two.receive(county, two.post(town, "QH00", tmp_path))
    first = two.post(county, "YX01", tmp_path)
    undo(county)
    assert county.find(Registration) == []
    for path in (first, two.post(county, "YX01", tmp_path)):
        two.receive(town, path)
    assert "撤销" in json.loads(peers.sent(town.db)[0]["answered"])["note"]


@pytest.mark.thorough
def test_the_receipt_comes_home(town: Office, county: Office, tmp_path: Path) -> None:
    two.report(town)
    two.receive(county, two.post(town, "QH00", tmp_path))
    assert peers.sent(town.db)[0]["answered"] is None
    back = two.post(county, "YX01", tmp_path)
    assert "回执" in read_book(back).sheets
    two.receive(town, back)
    answer = json.loads(peers.sent(town.db)[0]["answered"])
    assert answer["counts"]["new"] == 3
    assert "回执" not in read_book(two.post(county, "YX01", tmp_path)).sheets


@pytest.mark.thorough
def test_a_receipt_of_another_office_answers_nothing(town: Office, county: Office, tmp_path: Path) -> None:
    two.report(town)
    two.post(town, "QH00", tmp_path)
    (sent,) = peers.sent(town.db)
    with town.writing("收取 白石镇纪委 第 1 号", action="take", undoable=False):
        peers.note_answer(town.db, "YX02", sent["digest"], "{}")
        assert peers.sent(town.db)[0]["answered"] is None
        peers.note_answer(town.db, "QH00", sent["digest"], "{}")
    assert peers.sent(town.db)[0]["answered"] == "{}"


@pytest.mark.thorough
def test_known_and_archived_cases_are_not_sent_again(town: Office, county: Office, tmp_path: Path) -> None:
    done, running = two.report(town), two.report(town)
    for action, more in (
        ("accept", {}), ("hand_over", {"handling__handler": "张岩"}),
        ("close", {"handling__finding": "substantiated", "handling__result": "已退还"}),
        ("archive", {"handling__no_feedback_reason": "unreachable"}),
    ):  # fmt: skip
        two.act(town, action, done, **more)
    two.receive(county, two.post(town, "QH00", tmp_path))
    two.receive(town, two.post(county, "YX01", tmp_path))
    truth = open_truth(two.post(town, "QH00", tmp_path))
    assert {versions[0].id for versions in truth.versions() if versions[0].kind == "registration"} == {
        running
    }
    assert any(sort == "knows" and done in said for sort, said in truth.walk())


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


@pytest.mark.parametrize("keep", some(["theirs", "ours"]))
def test_a_record_written_on_two_desks_is_held_and_decided(
    town: Office, county: Office, tmp_path: Path, keep: str
) -> None:
    case = two.report(town)
    second = two.copied(town, tmp_path / "copy")
    edit_cases(town, [case], {"registration.summary": "甲写的"})
    edit_cases(second, [case], {"registration.summary": "乙写的"})
    two.receive(county, two.post(town, "QH00", tmp_path))
    two.receive(county, two.post(second, "QH00", tmp_path))
    second.close()
    (waiting,) = held(county)
    assert {waiting.differences()[0].old, waiting.differences()[0].new} == {"甲写的", "乙写的"}
    decide(county, case, "theirs")
    assert read_case(county, case).registration.summary == "乙写的"
    assert len(held(county)) == 1, "only the owner ends the matter"
    two.receive(town, two.post(county, "YX01", tmp_path))
    assert [one.id for one in held(town)] == [case]
    decide(town, case, keep)
    assert held(town) == []
    two.receive(county, two.post(town, "QH00", tmp_path))
    assert held(county) == []
    wanted = {"ours": "甲写的", "theirs": "乙写的"}[keep]
    assert (
        read_case(town, case).registration.summary == wanted == read_case(county, case).registration.summary
    )


@pytest.mark.thorough
def test_a_decision_can_be_undone(town: Office, county: Office, tmp_path: Path) -> None:
    case = two.report(town)
    second = two.copied(town, tmp_path / "copy")
    edit_cases(second, [case], {"registration.summary": "乙写的"})
    two.receive(county, two.post(second, "QH00", tmp_path))
    second.close()
    found = two.receive(town, two.post(county, "YX01", tmp_path))
    assert found.counts["held"] == 1
    decide(town, case, "theirs")
    undo(town)
    assert read_case(town, case).registration.summary == "反映低保评定不公"
    assert [one.id for one in held(town)] == [case]
    with pytest.raises(Refused, match="请选择"):
        decide(town, case, "both")


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


def test_known_versions_are_written_as_one_comparable_text() -> None:
    one = Stated("step", "a", "YX01", {"YX01/B": 1, "YX01/A": 2}, None, {})
    assert posting.known_text(one) == encode({"YX01/A": 2, "YX01/B": 1})


@pytest.mark.thorough
def test_numbers_run_per_receiver_and_desk(town: Office, tmp_path: Path) -> None:
    numbers = [open_truth(two.post(town, "QH00", tmp_path)).header for _ in range(2)]
    assert [header.number for header in numbers] == [1, 2]
    assert numbers[1].previous == peers.sent(town.db)[1]["digest"]
    assert isinstance(numbers[0], Header)
    second = two.copied(town, tmp_path / "copy")
    assert open_truth(two.post(second, "QH00", tmp_path)).header.number == 1
    second.close()


@pytest.mark.thorough
def test_a_file_that_cannot_be_written_uses_up_no_number(town: Office, tmp_path: Path) -> None:
    from app.actions.send import send

    with pytest.raises(Unavailable, match="没有写成。找不到“"):
        send(town, "QH00", tmp_path / "no such folder" / "x.xlsx")
    assert open_truth(two.post(town, "QH00", tmp_path)).header.number == 1
    assert list(tmp_path.glob("**/*.part")) == []
    with pytest.raises(NotAllowed, match="单位名录"):
        send(town, "XX99", tmp_path)


@pytest.mark.thorough
def test_the_taken_file_is_remembered_with_its_counts(town: Office, county: Office, tmp_path: Path) -> None:
    two.report(town)
    two.receive(county, two.post(town, "QH00", tmp_path))
    (said,) = shelf.values(county.db, "taken").values()
    assert (said["number"], said["counts"], said["cases"]) == (1, {"new": 3}, 1)
    kept = county.db.execute_sql("SELECT body FROM payload").fetchone()[0]
    assert zlib.decompress(kept).startswith(b'{"header"')


@pytest.mark.thorough
def test_two_desks_that_drew_from_one_block_are_told_and_part(
    town: Office, county: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.store.desk.BLOCKS", [0])  # the lot falls on the block of the twin
    twin = two.copied(town, tmp_path / "twin")
    monkeypatch.undo()
    first, second = two.report(town), two.report(twin)
    numbers = [office.get(Registration, case).case_no for office, case in ((town, first), (twin, second))]
    assert numbers[0] == numbers[1]
    two.receive(county, two.post(twin, "QH00", tmp_path))
    two.act(county, "assign", second, supervision__handling_unit="云溪镇纪委")
    found = two.receive(town, two.post(county, "YX01", tmp_path))
    assert found.shared_block and any("改号" in each for each in found.warnings)
    case = two.report(town)
    assert str(town.get(Registration, case).case_no).endswith("001号")
    twin.close()


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
