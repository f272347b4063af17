"""export, inspect, take, held, decide between a township and a county."""

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from app.exchange import encryption
from tests.app.cli.conftest import Ended, Run, lines_of_journal

Register = Callable[..., Ended]


@pytest.fixture
def posting(register: Register, run: Run, tmp_path: Path) -> Path:
    """The township's first workbook for the county."""
    register()
    file = tmp_path / "上报.xlsx"
    assert run("export", "--to", "QH00", "-o", file).code == 0
    return file


def test_an_export_says_where_the_file_is_and_how_much_is_in_it(
    register: Register, run: Run, tmp_path: Path
) -> None:
    register()
    said = run("export", "--to", "清河县纪委监委信访室", "-o", tmp_path, "--json").said
    assert Path(said["file"]).is_file() and Path(said["file"]).parent == tmp_path
    assert (said["to"], said["number"], said["cases"]) == ("QH00", 1, 1)


def test_inspecting_says_what_taking_would_do_and_writes_nothing(
    posting: Path, county: Path, run: Run
) -> None:
    before = lines_of_journal(county)
    said = run("inspect", posting, "--dir", county, "--json").said
    assert said["from"]["office"] == "YX01" and said["new_office"] is True and said["cases"] == 1
    assert said["counts"]["new"] == 3 and said["refusal"] is None
    assert lines_of_journal(county) == before
    assert run("list", "--dir", county, "--json").said == []
    assert "第一次收到“云溪镇纪委”" in run("inspect", posting, "--dir", county).out


def test_taking_needs_a_yes(posting: Path, county: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Keyboard:
        said = "n\n"

        def isatty(self) -> bool:
            return True

        def readline(self) -> str:
            return self.said

    monkeypatch.setattr("sys.stdin", Keyboard())
    before = lines_of_journal(county)
    refused = run("take", posting, "--dir", county)
    assert refused.code == 1 and "没有收取" in refused.err and lines_of_journal(county) == before
    Keyboard.said = "y\n"
    assert run("take", posting, "--dir", county).code == 0
    assert len(run("list", "--dir", county, "--json").said) == 1


def test_without_a_terminal_taking_asks_for_the_option(
    posting: Path, county: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    ended = run("take", posting, "--dir", county)
    assert ended.code == 1 and "--yes" in ended.err


def test_a_file_is_taken_once_and_repeated_changes_nothing(posting: Path, county: Path, run: Run) -> None:
    first = run("take", posting, "--dir", county, "--yes", "--json").said
    assert first["taken"] is True and first["counts"]["new"] == 3
    assert [unit["code"] for unit in run("units", "--dir", county, "--json").said] == ["QH00", "YX01"]
    before = lines_of_journal(county)
    again = run("take", posting, "--dir", county, "--yes", "--json")
    assert again.code == 0 and again.said["taken"] is False and again.said["already_taken"] is True
    assert lines_of_journal(county) == before


@pytest.mark.thorough
def test_an_undone_take_can_be_taken_again(posting: Path, county: Path, run: Run) -> None:
    run("take", posting, "--dir", county, "--yes")
    assert run("undo", "--dir", county).code == 0
    assert run("list", "--dir", county, "--json").said == []
    told = run("take", posting, "--dir", county, "--yes").out
    assert "条收取后又撤销过，不收；要重新收取就用 take 加 --again。" in told and "再收一次" not in told
    told = run("take", posting, "--dir", county, "--yes", "--again").out
    assert "新收" in told and "里面还有没收下的" in told and "再收一次不会改变什么" not in told
    assert "再收一次不会改变什么" in run("take", posting, "--dir", county, "--yes").out
    assert len(run("list", "--dir", county, "--json").said) == 1


def test_a_file_taken_earlier_is_taken_back_by_its_number(
    posting: Path, county: Path, register: Register, run: Run
) -> None:
    assert run("take", posting, "--dir", county, "--yes").code == 0
    run("add-unit", "YX09", "--name", "河东镇纪委", "--kind", "township", "--dir", county)
    assert "没有收过这一份" in run("undo", "--taken", "YX01#2", "--dir", county).err
    assert "撤销：收取 云溪镇纪委 第 1 号" in run("undo", "--taken", "YX01#1", "--dir", county).out
    assert run("list", "--dir", county, "--json").said == []
    assert "YX09" in run("units", "--dir", county).out


def test_the_whole_round_of_an_assignment(
    posting: Path, county: Path, township: Path, run: Run, tmp_path: Path
) -> None:
    case, back = "云信〔2026〕1号", tmp_path / "交办.xlsx"
    run("take", posting, "--dir", county, "--yes")
    assigned = run("act", case, "assign", "--set", "due_on=2026-04-30", "--dir", county)
    assert assigned.code == 0, assigned.err
    assert run("export", "--to", "YX01", "-o", back, "--dir", county).code == 0
    assert run("take", back, "--yes").code == 0
    assert run("act", case, "sign_receipt", "--set", "handler=李青云").code == 0
    (row,) = run("list", "--json").said
    assert row["supervision.due_on"] == "2026-04-30" and row["handling.handler"] == "李青云"


@pytest.mark.thorough
def test_a_file_for_another_office_is_refused(posting: Path, run: Run, tmp_path: Path) -> None:
    other = tmp_path / "别处"
    run("init", other, "--office", "BX00", "--name", "北县", "--level", "county")
    ended = run("take", posting, "--yes", "--dir", other)
    assert ended.code == 1 and "不是寄给本单位的" in ended.err
    assert run("inspect", posting, "--dir", other).code == 1


def test_each_kind_of_wrong_file_ends_with_1_and_a_sentence_of_its_own(
    township: Path, run: Run, tmp_path: Path
) -> None:
    wrong = {
        "no workbook": b"\x01\x02\x03" * 99,
        "text": b"hello",
        "nothing": b"",
        "truncated workbook": (whole := book([["苹果", "价格"], [1, 2]]))[: len(whole) // 2],
        "blank workbook": book([]),
        "workbook of another program": whole,
    }
    before = lines_of_journal(township)
    said = []
    for content in wrong.values():
        file = tmp_path / "来的文件.xlsx"
        file.write_bytes(content)
        ends = [
            run(*command)
            for command in (("inspect", file), ("inspect", file, "--json"), ("take", file, "--yes"))
        ]
        assert {each.code for each in ends} == {1} and {each.out for each in ends} == {""}
        (sentence,) = {each.err for each in ends}
        assert sentence.count("\n") == 1
        said.append(sentence)
    assert len(set(said)) == len(wrong)
    assert lines_of_journal(township) == before


def book(rows: list[list[object]]) -> bytes:
    """A workbook that knows nothing of us."""
    made = openpyxl.Workbook()
    for each in rows:
        made.active.append(each)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


@pytest.mark.thorough
def test_a_truncated_posting_is_one_sentence(posting: Path, county: Path, run: Run) -> None:
    posting.write_bytes(posting.read_bytes()[:-2000])
    before = lines_of_journal(county)
    ended = run("take", posting, "--yes", "--dir", county)
    assert ended.code == 1 and len(ended.err.strip().splitlines()) == 1
    assert lines_of_journal(county) == before


@pytest.mark.thorough
def test_a_record_written_on_two_desks_is_held_and_decided(
    posting: Path, county: Path, township: Path, run: Run, tmp_path: Path
) -> None:
    from app.store.opening import copy_store

    twin, back, case = tmp_path / "另一台", tmp_path / "b.xlsx", "云信〔2026〕1号"
    copy_store(township, twin)
    for folder, place, file in ((township, "柳树村", tmp_path / "a.xlsx"), (twin, "石桥村", back)):
        assert run("edit", case, "--set", f"incident_place={place}", "--dir", folder).code == 0
        assert run("export", "--to", "QH00", "-o", file, "--dir", folder).code == 0
        taken = run("take", file, "--yes", "--dir", county, "--json")
        assert taken.code == 0, taken.err
    (one,) = run("held", "--dir", county, "--json").said
    assert one["kind"] == "registration" and one["others"][0][0]["field"] == "问题属地"
    assert case in run("held", "--dir", county).out
    assert run("decide", one["id"], "--keep", "theirs", "--dir", county, "--json").said["keep"] == "theirs"


@pytest.mark.thorough
def test_what_two_desks_wrote_is_listed_field_by_field_and_decided_by_the_owner(
    posting: Path, county: Path, township: Path, run: Run, tmp_path: Path
) -> None:
    from app.store.opening import copy_store

    twin, home, case = tmp_path / "另一台", tmp_path / "回.xlsx", "云信〔2026〕1号"
    assert run("take", posting, "--yes", "--dir", county).code == 0
    copy_store(township, twin)
    for folder, place, who in ((township, "柳树村", "王敏"), (twin, "石桥村", "李岚")):
        file = tmp_path / f"{who}.xlsx"
        assert (
            run("edit", case, "--set", f"incident_place={place}", "--person", who, "--dir", folder).code == 0
        )
        assert run("export", "--to", "QH00", "-o", file, "--dir", folder).code == 0
        assert run("take", file, "--yes", "--dir", county).code == 0
    assert run("export", "--to", "YX01", "-o", home, "--dir", county).code == 0
    assert run("take", home, "--yes").code == 0
    (one,) = run("conflicts", "--json").said
    ((said,),) = [each["fields"] for each in one["others"]]
    assert (said["label"], said["base"], said["ours"], said["theirs"]) == ("问题属地", "", "柳树村", "石桥村")
    assert (one["ours"]["person"], one["others"][0]["person"], said["torn"]) == ("王敏", "李岚", True)
    assert "要定 问题属地：原来 (空)，本方 柳树村，对方 石桥村" in run("conflicts").out
    assert run("decide", one["id"]).code == 1
    assert "两边都改过" in run("decide", one["id"], "--keep", "joined").err
    assert run("decide", one["id"], "--set", "问题属地=theirs").code == 0
    assert run("conflicts", "--json").said == []
    assert run("undo").code == 0
    assert run("decide", one["id"], "--set", "incident_place=柳林村", "--json").code == 0
    assert "柳林村" in run("list", "--json").out or run("conflicts", "--json").said == []


@pytest.mark.thorough
def test_a_correction_is_proposed_listed_accepted_and_refused(
    posting: Path, county: Path, run: Run, tmp_path: Path
) -> None:
    case = "云信〔2026〕1号"
    assert run("take", posting, "--yes", "--dir", county).code == 0
    for place in ("柳林村", "杨林村"):
        told = run("propose", case, f"incident_place={place}", "--note", "与来信不符", "--dir", county)
        assert told.code == 0, told.err
    assert "已经提过" in run("propose", case, "incident_place=柳林村", "--dir", county).err
    assert run("export", "--to", "YX01", "-o", tmp_path / "回.xlsx", "--dir", county).code == 0
    assert run("take", tmp_path / "回.xlsx", "--yes").code == 0
    asked = {each["new"]: each for each in run("proposals", "--json").said}
    assert asked.keys() == {"柳林村", "杨林村"} and all(each["ours"] for each in asked.values())
    assert "请本单位答复" in run("proposals").out
    assert run("accept", asked["柳林村"]["key"]).code == 0
    assert "后来改过了" in run("accept", asked["杨林村"]["key"]).err
    assert run("refuse", asked["杨林村"]["key"], "--reason", "以来信为准", "--json").code == 0
    assert run("export", "--to", "QH00", "-o", tmp_path / "报.xlsx").code == 0
    assert run("take", tmp_path / "报.xlsx", "--yes", "--dir", county).code == 0
    told = {
        each["new"]: (each["state"], each["reason"])
        for each in run("proposals", "--dir", county, "--json").said
    }
    assert told == {"柳林村": ("accepted", ""), "杨林村": ("refused", "以来信为准")}


@pytest.mark.usefixtures("encrypted")
@pytest.mark.thorough
def test_a_password_is_made_told_typed_once_and_remembered(
    register: Register, county: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register()
    file = tmp_path / "上报.xlsx"
    told = run("export", "--to", "QH00", "-o", file)
    assert told.code == 0 and "units password QH00" in told.out
    word = run("units", "password", "QH00", "--json").said["password"]["password"]
    assert len(word) == 20
    refused = run("inspect", file, "--dir", county)
    assert refused.code == 1 and "加了口令" in refused.err
    monkeypatch.setenv("HUIYIN_WORKBOOK_PASSWORD", "1111")
    assert "口令不对" in run("take", file, "--yes", "--dir", county).err
    monkeypatch.delenv("HUIYIN_WORKBOOK_PASSWORD")
    paper = tmp_path / "口令.txt"
    paper.write_text(word + "\n", "utf-8")
    assert run("take", file, "--yes", "--dir", county, "--workbook-password-file", paper).code == 0
    assert run("inspect", file, "--dir", county).code == 0
    assert run("units", "password", "YX01", "--dir", county, "--json").said["password"]["password"] == word
    back = run("export", "--to", "YX01", "-o", tmp_path / "下发.xlsx", "--dir", county, "--json").said
    assert back["encrypted"] is True and back["new_password"] is False
    derived: list[object] = []
    opens = encryption.opens
    monkeypatch.setattr(
        encryption, "opens", lambda *given, **said: derived.append(1) or opens(*given, **said)
    )
    assert run("inspect", tmp_path / "下发.xlsx").code == 0
    assert len(derived) == 1


@pytest.mark.usefixtures("encrypted")
@pytest.mark.thorough
def test_a_pair_gets_a_new_password_or_none_on_the_command_line(
    township: Path, run: Run, tmp_path: Path
) -> None:
    first = run("units", "password", "QH00", "--new", "--json").said["password"]["password"]
    second = run("units", "password", "QH00", "--new", "--json").said
    assert second["password"]["password"] != first and second["kept"] == 2
    assert "谁捡到谁就能看到" in run("units", "password", "QH00", "--in-clear").out
    assert run("export", "--to", "QH00", "-o", tmp_path, "--json").said["encrypted"] is False
    assert run("units", "password", "QH00", "--encrypted", "--json").said["encrypted"] is True
    assert "没有代码为" in run("units", "password", "NO99").err
    assert "请写明单位代码" in run("units", "password").err
