"""Whatever is wrong gets one Chinese sentence and the right exit code; nothing is written and no traceback shown."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli import cases
from tests.app.cli.conftest import CASE, Ended, Run, lines_of_journal
from tests.tiers import some

HAN = re.compile("[\u4e00-\u9fff]")


def one_sentence(ended: Ended, code: int) -> str:
    """The sentence on stderr, checked: one line, Chinese, no traceback, no Python names."""
    assert ended.code == code, ended
    assert ended.out == ""
    (line,) = ended.err.strip().splitlines()
    assert len(HAN.findall(line)) >= 5 and "Traceback" not in line and "Error" not in line
    assert line.rstrip("）").endswith(("。", "--help")), line
    return line


def with_value(name: str, value: Any) -> dict[str, Any]:
    return {**CASE, "registration": {**CASE["registration"], name: value}}


WRONG_REPORTS: dict[str, tuple[Any, str]] = {
    "date that does not exist": (with_value("received_on", "2026-02-30"), "收到日期：“2026-02-30”不是日期"),
    "date to come": (with_value("received_on", "2026-03-07"), "还没有到"),
    "word for a date": (with_value("received_on", "不知道"), "收到日期"),
    "unknown code": (with_value("intake_channel", "飞鸽"), "“飞鸽”不在“信访形式”里"),
    "code in a list": (with_value("campaign_tag", ["低保", "飞鸽"]), "飞鸽"),
    "list for one code": (with_value("intake_channel", ["letter"]), "只能写一个值"),
    "flag as word": (with_value("is_repeat", "也许"), "是否重复件"),
    "true for a text": (with_value("summary", True), "问题摘要"),
    "object for a text": (with_value("summary", {"a": 1}), "问题摘要"),
    "blank that must be filled": (with_value("summary", "  "), "请填写“问题摘要”"),
    "nothing that must be filled": (with_value("received_on", None), "请填写“收到日期”"),
    "unknown field": (with_value("colour", "red"), "登记里没有“colour”这个栏目"),
    "nearly a field": (with_value("source", "self"), "可能是 intake_source（信访来源）"),
    "field that the program keeps": (with_value("case_no", "云信〔2026〕9号"), "由程序维护"),
    "reporter of an anonymous letter": (with_value("identity_status", "anonymous"), "匿名件不登记反映人信息"),
    "telephone": ({**CASE, "reporter": {"phone": "打不通"}}, "反映人电话"),
    "identity number": ({**CASE, "reporter": {"id_number": "110101199003070000"}}, "校验位"),
    "allegations as object": ({**CASE, "allegations": {}}, "要写成列表"),
    "allegation as text": ({**CASE, "allegations": ["曾小明"]}, "“allegations”里要写成"),
    "registration as list": ({"registration": []}, "“registration”里要写成"),
    "unknown part": ({**CASE, "repoter": {}}, "不认识“repoter”"),
    "number": (7, "每一件要写成"),
    "empty list": ([], "一件也没有"),
    "second of a list": ([CASE, 7], "第 2 件"),
    "very long text": (with_value("summary", "长" * 20_001), "太长"),
}


@pytest.mark.parametrize("name", some(WRONG_REPORTS))
def test_a_wrong_report_is_refused_in_one_sentence_and_not_written(
    register: Callable[..., Ended], township: Path, name: str
) -> None:
    said, part = WRONG_REPORTS[name]
    before = lines_of_journal(township)
    assert part in one_sentence(register(said), 1)
    assert lines_of_journal(township) == before


@pytest.mark.parametrize(
    ("content", "part"),
    [(b"", "里什么也没有"), (b"{", "第 1 行"), (b'{"registration": {"summary": "\xff"}}', "不是 UTF-8"), (b"\x00", "JSON"),
     (b"[" * 100_000, "JSON")],
    ids=["empty", "cut", "not UTF-8", "binary", "deep"],
)  # fmt: skip
def test_a_file_that_is_no_json_is_refused(
    run: Run, township: Path, tmp_path: Path, content: bytes, part: str
) -> None:
    file = tmp_path / "broken.json"
    file.write_bytes(content)
    assert part in one_sentence(run("register", "--json", file), 1)


WRONG_COMMANDS: dict[str, tuple[tuple[str, ...], str]] = {
    "missing file": (("register", "--json", "没有.json"), "找不到“没有.json”"),
    "folder as file": (("register", "--json", "."), "是一个文件夹"),
    "unknown case": (("explain", "云信〔2026〕99号"), "没有编号为“云信〔2026〕99号”的案件"),
    "unknown case to act on": (("act", "x", "accept"), "没有编号为“x”"),
    "unknown action": (("act", "x", "fly"), "没有“fly”这个操作"),
    "unknown status": (("list", "--status", "pink"), "没有“pink”这种状态"),
    "limit below zero": (("list", "--limit", "-1"), "0 以上的整数"),
    "workbook that is missing": (("inspect", "没有.xlsx"), "找不到文件“没有.xlsx”"),
    "folder for a workbook": (("take", "."), "没有文件"),
    "unknown office": (("export", "--to", "ZZ99", "-o", "a.xlsx"), "ZZ99"),
    "folder that is missing": (("export", "--to", "QH00", "-o", "没有/a.xlsx"), "没有“没有”这个文件夹"),
    "other ending": (("export", "--to", "QH00", "-o", "a.doc"), ".xlsx 结尾"),
    "nothing to redo": (("redo",), "没有可以重做的操作"),
    "nothing to undo": (("undo",), "没有可以撤销的操作"),
    "nothing held": (("decide", "x", "--keep", "ours"), "没有待定的版本"),
    "nothing said to decide": (("decide", "x"), "两样写一样"),
    "nothing proposed": (("accept", "x"), "不归本单位答复"),
    "refused without a reason": (("refuse", "x", "--reason", " "), "理由"),
    "unknown case to propose for": (("propose", "x", "incident_place=柳林村"), "没有编号为“x”"),
    "period": (("stats", "--from", "去年"), "--from 后面的“去年”不是日期"),
    "period of the journal": (("journal", "--from", "去年"), "--from 后面的“去年”不是日期"),
    "period of a form": (("fill", "L6", "-o", "a.xlsx", "--to", "去年"), "--to 后面的“去年”不是日期"),
    "period backwards": (("stats", "--from", "2026-03-02", "--to", "2026-03-01"), "对调"),
    "unit of unknown kind": (("add-unit", "X1", "--name", "某地", "--kind", "国家"), "单位类型"),
    "unit whose code is taken": (
        ("add-unit", "QH00", "--name", "某地", "--kind", "county"),
        "已经有单位在用",
    ),
    "office where one is": (
        ("init", "云溪", "--office", "A", "--name", "B", "--level", "county"),
        "已经有一个单位的数据",
    ),
}


@pytest.mark.parametrize("name", some(WRONG_COMMANDS))
def test_what_cannot_be_done_is_said_in_one_sentence(
    run: Run, township: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = lines_of_journal(township)
    arguments, part = WRONG_COMMANDS[name]
    assert part in one_sentence(run(*arguments), 1)
    assert lines_of_journal(township) == before


WRONG_USAGE: dict[str, tuple[tuple[str, ...], str]] = {
    "unknown command": (("fly",), "没有“fly”这个命令"),
    "no command": ((), "还缺少：命令。"),
    "an empty word": (("find-reporter", ""), "多写了空的参数"),
    "missing option": (("export", "-o", "a.xlsx"), "还缺少：--to"),
    "missing value": (("list", "--status"), "后面要写一个值"),
    "unknown option": (("list", "--colour", "red"), "不认识的参数：--colour"),
    "unknown level": (("init", "x", "--office", "A", "--name", "B", "--level", "city"), "不能写“city”"),
    "limit in words": (("list", "--limit", "三"), "要写整数"),
    "one option too many": (("undo", "everything"), "不认识的参数：everything"),
}


@pytest.mark.parametrize("name", WRONG_USAGE)
@pytest.mark.thorough
def test_wrong_usage_ends_with_2(run: Run, name: str) -> None:
    arguments, part = WRONG_USAGE[name]
    assert part in one_sentence(run(*arguments, today=None), 2)


def test_a_folder_without_data_is_said_and_not_made(run: Run, data_folder: Path) -> None:
    assert "里没有回音的数据" in one_sentence(run("list"), 1)
    assert not data_folder.exists()


def test_a_file_that_is_no_ledger_is_said(run: Run, data_folder: Path) -> None:
    data_folder.mkdir()
    (data_folder / "ledger.db").write_bytes(b"not a database" * 1000)
    one_sentence(run("list"), 1)


def test_a_day_that_is_none_is_said(run: Run, township: Path) -> None:
    assert "“3.6”不是日期" in one_sentence(run("list", today="3.6"), 1)


def test_a_day_before_the_last_entry_is_refused(run: Run, township: Path) -> None:
    assert "不能早于最后一次记录" in one_sentence(run("list", today="2026-03-05"), 1)


def test_a_day_before_the_last_entry_can_be_said_to_be_right(run: Run, township: Path) -> None:
    assert "--date-is-right" in one_sentence(run("list", today="2026-03-05"), 1)
    assert run("list", "--date-is-right", today="2026-03-05").code == 0


def test_a_doubtful_clock_asks_for_the_day_and_today_answers(run: Run, township: Path) -> None:
    asked = one_sentence(run("list", today=None), 1)
    assert "核对今天的日期" in asked and "--today" in asked
    assert run("list", today="2026-03-06").code == 0


def test_a_bug_of_ours_is_one_sentence_and_a_report_without_content(
    run: Run, township: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def broken(*_: object) -> None:
        raise ValueError("李长顺 13800000101")

    monkeypatch.setattr(cases, "ids", broken)
    line = one_sentence(run("list"), 1)
    (report,) = tmp_path.glob("huiyin-report-*.txt")
    text = report.read_text("utf-8")
    assert str(report) in line
    assert "ValueError" in text and "app/cli/cases.py" in text
    assert "李长顺" not in text and "13800000101" not in text


def test_an_action_says_which_field_it_wants(register: Callable[..., Ended], run: Run) -> None:
    register()
    wrong = run("act", "云信〔2026〕1号", "accept", "--set", "受理日期=0001-01-01")
    assert one_sentence(wrong, 1).startswith(
        "受理日期（--set registration.accepted_on=…）：“0001-01-01”不是日期"
    )
    run("act", "云信〔2026〕1号", "accept")
    assert "handling.handler" in one_sentence(run("act", "云信〔2026〕1号", "hand_over"), 1)
    assert "里没有“registration.summary”" in one_sentence(
        run("act", "云信〔2026〕1号", "hand_over", "--set", "registration.summary=别的"), 1
    )
    assert "要写成 栏目=值" in one_sentence(run("edit", "云信〔2026〕1号", "--set", "柳树村"), 1)
    assert "没有“colour”这个栏目" in one_sentence(run("edit", "云信〔2026〕1号", "--set", "colour=red"), 1)
    assert "有好几栏" in one_sentence(run("edit", "云信〔2026〕1号", "--set", "remark=x"), 1)
    assert "由程序维护" in one_sentence(run("edit", "云信〔2026〕1号", "--set", "case_no=1"), 1)


@pytest.mark.thorough
def test_json_is_never_mixed_with_words(register: Callable[..., Ended], run: Run) -> None:
    register()
    for command in (
        ("list",),
        ("units",),
        ("stats",),
        ("verify",),
        ("held",),
        ("conflicts",),
        ("proposals",),
        ("explain", "云信〔2026〕1号"),
    ):
        ended = run(*command, "--json")
        assert ended.code == 0 and ended.err == ""
        json.loads(ended.out)


def test_usage_is_said_once(run: Run) -> None:
    assert run("list", "--help", today=None).out.startswith("用法：huiyin list ")
    assert run("explain", today=None).err == "还缺少：案件。用法见 huiyin explain --help\n"
