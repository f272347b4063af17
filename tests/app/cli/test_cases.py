"""register, list, explain, act, edit."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.actions.catalogue import CASE_ACTIONS
from app.cli.main import main
from app.ledger.columns import CASE as CASE_SOURCE
from app.ledger.columns import columns
from app.records.catalogue import KINDS
from app.store.office import Office
from tests.app.cli.conftest import CASE, TODAY, Ended, Run, lines_of_journal
from tests.tiers import some

Register = Callable[..., Ended]


def test_a_registered_report_is_listed_with_values_by_full_field_id(register: Register, run: Run) -> None:
    made = register().said
    assert made["cases"] == [{"id": made["cases"][0]["id"], "case_no": "云信〔2026〕1号", "warnings": []}]
    (row,) = run("list", "--json").said
    assert row["id"] == made["cases"][0]["id"]
    assert row["registration.received_on"] == "2026-03-02"
    assert row["registration.intake_channel"] == "letter"
    assert row["registration.case_no"] == "云信〔2026〕1号"
    assert row["case.light"] == "running" and row["case.colour"] == "blue"
    assert row["case.respondents"] == "曾小明"
    assert row["handling.closed_on"] is None


def test_every_column_of_a_case_is_in_a_listed_row(register: Register, run: Run) -> None:
    register()
    (row,) = run("list", "--json").said
    assert set(columns(CASE_SOURCE)) <= set(row)


def test_no_field_of_the_reporter_is_in_a_listed_row(register: Register, run: Run) -> None:
    register()
    listed = run("list", "--json").out
    assert "李长顺" not in listed and "13800000101" not in listed
    assert not [column.id for column in KINDS["reporter"].columns() if column.id in listed]


def test_the_file_may_name_fields_by_id_or_label_and_codes_by_label_or_alias(
    register: Register, run: Run
) -> None:
    said = {
        "registration": {"registration.received_on": "2026-03-02", "信访形式": "书信", "intake_source": "自收",
                         "identity_status": "匿名", "category": "检控类", "summary": "反映……",
                         "campaign_tag": ["低保", "farm_subsidy"], "is_repeat": True},
    }  # fmt: skip
    assert register(said).code == 0
    (row,) = run("list", "--json").said
    assert row["registration.intake_channel"] == "letter"
    assert row["registration.category"] == "misconduct_report"
    assert row["registration.campaign_tag"] == ["subsistence", "farm_subsidy"]
    assert row["registration.is_repeat"] is True


def test_a_listed_row_can_be_registered_again_by_its_field_ids(register: Register, run: Run) -> None:
    register()
    (row,) = run("list", "--json").said
    kept = {
        name: value
        for name, value in row.items()
        if name.startswith("registration.") and name != "registration.case_no"
    }
    assert register(kept).code == 0
    first, second = run("list", "--json").said
    assert {**first, **kept} == first and second["registration.summary"] == first["registration.summary"]


def test_a_list_registers_many(register: Register, run: Run) -> None:
    assert [each["case_no"] for each in register([CASE, CASE, CASE]).said["cases"]] == [
        f"云信〔2026〕{number}号" for number in (1, 2, 3)
    ]


def test_of_a_list_with_one_bad_report_none_is_registered(
    register: Register, run: Run, township: Path
) -> None:
    before = lines_of_journal(township)
    anonymous = {**CASE, "registration": {**CASE["registration"], "identity_status": "anonymous"}}
    ended = register([CASE, anonymous, CASE])
    assert ended.code == 1 and "第 2 件" in ended.err and "匿名件不登记反映人信息" in ended.err
    assert run("list", "--json").said == [] and lines_of_journal(township) == before
    assert register().said["cases"][0]["case_no"] == "云信〔2026〕1号"


def test_a_report_can_come_from_standard_input(
    township: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(CASE)))
    assert run("register", "--json", "-").said["cases"][0]["case_no"] == "云信〔2026〕1号"


@pytest.mark.thorough
def test_the_list_is_filtered_by_colour_status_word_and_text(register: Register, run: Run) -> None:
    late = {**CASE, "registration": {**CASE["registration"], "received_on": "2026-01-05"}}
    register([CASE, late])
    numbers = {
        asked: [row["registration.case_no"] for row in run("list", "--status", asked, "--json").said]
        for asked in ("red", "overdue", "已逾期", "红", "红色", "红灯", "逾期", "blue", "gray", "grey")
    }
    for word in ("red", "overdue", "已逾期", "红", "红色", "红灯", "逾期"):
        assert numbers[word] == ["云信〔2026〕2号"], word
    assert numbers["blue"] == ["云信〔2026〕1号"] and numbers["gray"] == numbers["grey"] == []
    assert len(run("list", "--text", "zxm", "--json").said) == 2
    assert len(run("list", "--text", "zxm", "--limit", "1", "--json").said) == 1
    assert run("list", "--text", "没有的字", "--json").said == []
    assert "云信〔2026〕2号" in run("list", "--status", "red").out


def test_a_light_is_explained_in_words_and_for_machines(register: Register, run: Run) -> None:
    register()
    told = run("explain", "云信〔2026〕1号", "--json").said
    assert told["light"] == "running" and told["colour"] == "blue" and told["stage"] == "registered"
    (duty,) = told["obligations"]
    assert duty["rule"] == "T03" and duty["due_on"] == "2026-03-23" and duty["done_on"] is None
    assert (
        duty["sentence"] in run("explain", told["id"]).out.replace("\n", "") or "受理告知" in duty["sentence"]
    )
    assert "accept" in told["allowed"]


@pytest.mark.thorough
def test_a_case_is_worked_on_with_act_until_it_is_archived(register: Register, run: Run) -> None:
    register()
    case = "云信〔2026〕1号"
    for action, *settings in (
        ("accept",), ("tell_acceptance", "acceptance_told_on=3.5"), ("移交承办人", "handler=李青云"),
        ("dispose", "disposition=初核"), ("close", "finding=属实", "result=已查清", "loss_recovered=0.42"),
        ("feed_back",), ("archive",),
    ):  # fmt: skip
        arguments = [part for each in settings for part in ("--set", each)]
        ended = run("act", case, action, *arguments, "--json")
        assert ended.code == 0, ended.err
    assert ended.said["stage"] == "archived"
    (row,) = run("list", "--json").said
    assert row["handling.handler"] == "李青云" and row["handling.loss_recovered"] == 0.42
    assert row["handling.disposition"] == "preliminary_verification"
    assert row["registration.acceptance_told_on"] == "2026-03-05"


@pytest.mark.parametrize("action", some(CASE_ACTIONS))
def test_every_action_is_known_to_the_command_line(register: Register, run: Run, action: str) -> None:
    register()
    ended = run("act", "云信〔2026〕1号", action)
    assert "没有“" + action not in ended.err
    assert ended.code == 0 or len(ended.err.strip().splitlines()) == 1


@pytest.mark.thorough
def test_an_edit_changes_fields_and_blank_clears_them(register: Register, run: Run) -> None:
    register()
    case = "云信〔2026〕1号"
    assert (
        run("edit", case, "--set", "incident_place=柳树村", "--set", "registration.category=申诉").code == 0
    )
    (row,) = run("list", "--json").said
    assert (row["registration.incident_place"], row["registration.category"]) == ("柳树村", "appeal")
    assert run("edit", case, "--set", "incident_place=", "--json").said["change"] is not None
    assert run("list", "--json").said[0]["registration.incident_place"] is None
    assert run("edit", case, "--set", "incident_place=", "--json").said["change"] is None


def test_who_works_is_written_down(township: Path, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "entry.json"
    file.write_text(json.dumps(CASE), "utf-8")
    assert run("register", "--json", file, "--person", "王敏").code == 0
    assert run("list", "--json").said[0]["registration.registrar"] == "王敏"


def test_the_folder_may_be_named_before_or_after_the_command(
    register: Register, township: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    register()
    monkeypatch.delenv("HUIYIN_DIR")
    capsys.readouterr()
    for arguments in (["--dir", str(township), "list"], ["list", "--dir", str(township)]):
        assert main([*arguments, "--today", TODAY]) == 0
        assert "共 1 件" in capsys.readouterr().out


def test_an_office_is_closed_when_the_command_is_done(register: Register, run: Run, township: Path) -> None:
    register()
    office = Office.open(township)
    office.close()
    assert run("list").code == 0


def test_a_rank_above_us_is_registered_only_with_own_level_said(
    register: Register, run: Run, township: Path, tmp_path: Path
) -> None:
    above = {**CASE, "allegations": [{"respondent": "孙某某", "rank_class": "乡科级正职"}]}
    file = tmp_path / "above.json"
    file.write_text(json.dumps([CASE, above]), "utf-8")
    refused = run("register", "--json", file)
    assert refused.code == 1 and refused.err.startswith("第 2 件 被反映人职级是“乡科级正职”")
    assert "escalate" in refused.err and "--own-level" in refused.err
    assert len(run("register", "--json", file, "--own-level").said["cases"]) == 2
    file.write_text(json.dumps({**above, "own_level_confirmed": True}), "utf-8")
    number = run("register", "--json", file).said["cases"][0]["case_no"]
    file.write_text(json.dumps({**above, "own_level_confirmed": "是"}), "utf-8")
    assert "true 或 false" in run("register", "--json", file).err
    post = ("edit", number, "--set", "allegation.position=副镇长")
    assert run(*post).code == 1
    assert run(*post, "--own-level").code == 0


def test_a_stub_is_kept_without_any_content(run: Run, township: Path) -> None:
    made = run("escalate", "--received-on", "3.2", "--channel", "来信", "--json")
    assert made.said["stub_no"] == "云报〔2026〕1号"
    assert (
        run("escalate", "--received-on", "3.2", "--channel", "letter").out
        == "登记报上级件 云报〔2026〕2号。\n"
    )
    assert run("escalate", "--channel", "letter").code == 2
    assert run("escalate", "--received-on", "春天", "--channel", "letter").code == 1


@pytest.mark.thorough
def test_a_case_is_named_as_people_write_it(register: Register, run: Run) -> None:
    register(CASE)
    for number in ("云信[2026]1号", "云信（2026）1", "1"):
        assert run("explain", number).out.startswith("云信〔2026〕1号")


def test_m23_fewer_persons_than_batches_are_written_and_told(register: Register) -> None:
    visit = {"visit_kind": "window", "batches": 3, "persons": 2}
    said = {**CASE, "registration": {**CASE["registration"], "intake_channel": "visit"}, "visit": visit}
    made = register(said)
    assert (made.code, made.said["cases"][0]["warnings"]) == (0, ["接访 3 批次只有 2 人次，请核对。"])
    assert made.err == "云信〔2026〕1号 接访 3 批次只有 2 人次，请核对。\n"


@pytest.mark.thorough
def test_odd_days_are_written_and_told(register: Register, run: Run) -> None:
    odd = {**CASE["registration"], "received_on": "1900-01-01", "registered_on": "1899-12-31"}
    assert register({**CASE, "registration": odd}).code == 1  # no day that a ledger could hold
    made = register([CASE, {**CASE, "registration": {**odd, "registered_on": "2026-03-01"}}])
    plain, warned = made.said["cases"]
    assert plain["warnings"] == [] and ["1900-01-01" in each for each in warned["warnings"]] == [True]
    assert made.err == f"云信〔2026〕2号 {warned['warnings'][0]}\n"
    late = run("edit", "1", "--set", "registration.registered_on=2026-03-01", "--json")
    assert [("早于收到日期" in each) for each in late.said["warnings"]] == [True]
    done = run("act", "1", "accept", "--set", "registration.accepted_on=2026-02-01")
    assert done.code == 0 and "受理日期 2026-02-01 早于" in done.err
