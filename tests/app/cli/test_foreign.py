"""inspect and take of somebody else's ledger on the command line."""

from pathlib import Path

import pytest

from tests.app.cli.conftest import Run
from tests.app.exchange.foreign.ledgers import HEAD, row, workbook
from tests.app.exchange.foreign.test_fill import blank
from tests.app.exchange.foreign.test_locked import PROTECTED, WORD


def test_inspect_tells_mapping_repairs_rows_and_counts_that_agree(
    township: Path, run: Run, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "a.xlsx", [("台账",), HEAD, row(1), row(2, 问题摘要=None), ("合计",)])
    said = run("inspect", path, "--json").said
    assert (said["kind"], said["sheet"], said["header_rows"]) == ("foreign", "台账", [2])
    assert said["mapping"][2] == {"column": 3, "header": "收件时间", "field": ["registration.received_on"],
                                  "by": "alias", "certainty": 100}  # fmt: skip
    assert {
        "row": 3,
        "column": 3,
        "kind": "repair",
        "text": "2024.3.5",
        "said": "“2024.3.5”记为 2024-03-05",
    } in said["repairs"]
    assert [(each["row"], each["result"]) for each in said["rows"]] == [(3, "new"), (4, "refused")]
    counts = said["counts"]
    assert (
        counts["read"] == sum(counts[name] for name in ("new", "same", "changed", "refused", "skipped")) == 3
    )
    assert run("list", "--json").said == []


def test_take_takes_what_is_good_and_gives_the_rest_back(township: Path, run: Run, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEAD, row(1), row(2, 问题摘要=None)])
    assert "加 --yes" in run("take", path).err
    done = run("take", path, "--yes", "--return", tmp_path / "back.xlsx")
    assert done.code == 0 and "新增 1" in done.out and (tmp_path / "back.xlsx").exists()
    assert [each["registration.case_no"] for each in run("list", "--json").said] == ["安塘信〔2024〕1号"]
    assert "没有可收的新内容" in run("take", path, "--yes").err
    assert run("undo").code == 0 and run("list", "--json").said == []


def test_all_or_nothing_takes_nothing(township: Path, run: Run, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEAD, row(1), row(2, 问题摘要=None)])
    refused = run("take", path, "--yes", "--all-or-nothing")
    assert refused.code == 1 and "1 行不能收" in refused.err
    assert run("list", "--json").said == []


def test_a_column_and_the_rows_of_ones_own_level_are_said(township: Path, run: Run, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEAD, row(1, 单位及职务="安塘镇镇长", 备注="再看")])
    assert "可能归上级管" in run("inspect", path).out
    said = run("inspect", path, "--own-level", "2", "--map", "J=handling.remark", "--json").said
    assert said["rows"][0]["result"] == "new" and said["rows"][0]["values"]["handling.remark"] == "再看"
    assert said["mapping"][9]["by"] == "person"


def test_wrong_wishes_and_what_is_no_ledger_are_told(township: Path, run: Run, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEAD, row(1)])
    assert "应写成 列=字段" in run("inspect", path, "--map", "3=x").err
    assert "没有“no.field”这个字段" in run("inspect", path, "--map", "A=no.field").err
    assert "应写行号" in run("inspect", path, "--own-level", "第一行").err
    (tmp_path / "b.csv").write_text("你好,世界\n1,2\n", "utf-8")
    assert "没有找到台账的表头" in run("inspect", tmp_path / "b.csv").err
    assert "找不到文件" in run("inspect", tmp_path / "gone.xlsx").err


def test_a_protected_ledger_is_opened_with_the_password_given(
    township: Path, run: Run, tmp_path: Path
) -> None:
    old = PROTECTED / "old.xls"
    assert "加了打开密码" in run("inspect", old).err
    (tmp_path / "word").write_text("nope\n")
    assert "密码不对" in run("inspect", old, "--workbook-password-file", tmp_path / "word").err
    (tmp_path / "word").write_text(f"{WORD}\n")
    said = run("inspect", old, "--workbook-password-file", tmp_path / "word", "--json").said
    assert said["counts"]["read"] == 3


def test_a_header_is_pointed_at(township: Path, run: Run, tmp_path: Path) -> None:
    odd = ["件号码", "日子", "名头", "事体"]
    path = workbook(tmp_path / "a.xlsx", [["本子"], odd, ["桥1号来件", "2026.2.3", "张三", "反映修路款"]])
    assert "请指出表头在哪一行" in run("inspect", path).err
    said = run("inspect", path, "--header", "2", "--map", "A=registration.case_no", "--json").said
    assert said["header_rows"] == [2] and [each["header"] for each in said["mapping"]] == odd
    assert run("inspect", path, "--header", "台账!2-3", "--json").said["header_rows"] == [2, 3]
    assert "应写表头的行号" in run("inspect", path, "--header", "9").err
    assert "没有叫“别的”的表" in run("inspect", path, "--header", "别的!2").err


@pytest.mark.thorough
def test_a_form_is_filled_kept_and_filled_again_by_its_name(township: Path, run: Run, tmp_path: Path) -> None:
    run("take", workbook(tmp_path / "a.xlsx", [HEAD, row(1), row(2, 收件时间="2024.4.9")]), "--yes")
    (tmp_path / "form.xlsx").write_bytes(blank())
    said = run(
        "fill",
        tmp_path / "form.xlsx",
        "-o",
        tmp_path / "b.xlsx",
        "--keep",
        "季报",
        "--period",
        "每季度",
        "--json",
    ).said
    assert (said["rows"], said["blank"]) == (2, [])
    again = run("fill", "季报", "-o", tmp_path / "c.xlsx", "--from", "2024-04-01", "--to", "2024-06-30")
    assert "已填 1 件" in again.out
    assert "没有覆盖" in run("fill", "季报", "-o", tmp_path / "c.xlsx").err
    assert "不是日期" in run("fill", "季报", "-o", tmp_path / "d.xlsx", "--from", "四月").err
    assert "找不到“没有的表”" in run("fill", "没有的表", "-o", tmp_path / "d.xlsx").err


@pytest.mark.thorough
def test_a_ready_form_is_filled_by_its_number_and_saved_blank(
    township: Path, run: Run, tmp_path: Path
) -> None:
    run("take", workbook(tmp_path / "a.xlsx", [HEAD, row(1)]), "--yes")
    said = run("fill", "L6", "-o", tmp_path / "b.xlsx", "--json").said
    assert said["rows"] == 1 and {each["by"] for each in said["mapping"]} == {"ready"}
    assert "空白表已存为" in run("fill", "L4", "-o", tmp_path / "c.xlsx", "--blank").out
    assert (tmp_path / "c.xlsx").read_bytes().startswith(b"PK")


def test_whose_ledger_it_is_is_said(township: Path, run: Run, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEAD, row(1)])
    assert "单位目录里没有“XX99”" in run("inspect", path, "--whose", "XX99").err


@pytest.mark.thorough
def test_what_the_county_would_send_back_is_said(township: Path, run: Run, tmp_path: Path) -> None:
    run("take", workbook(tmp_path / "a.xlsx", [HEAD, row(1, 问题摘要="反映" * 30)]), "--yes")
    form = workbook(tmp_path / "f.xlsx", [["序号", "信访编号", "被反映人", "问题摘要（50字以内）"]])
    said = run("fill", form, "-o", tmp_path / "1.xlsx", "--json").said
    (doubt,) = said["doubts"]
    assert (doubt["row"], doubt["wrong"]) == (2, False) and doubt["sentence"].startswith("有 60 字")
    assert "要确认：第 2 行 安塘信〔2024〕1号" in run("fill", form, "-o", tmp_path / "2.xlsx").out


@pytest.mark.thorough
def test_a_new_row_that_may_repeat_a_known_matter_is_said(township: Path, run: Run, tmp_path: Path) -> None:
    run("take", workbook(tmp_path / "a.xlsx", [HEAD, row(1, 问题摘要="反映石桥村低保评定不公")]), "--yes")
    again = row(2, 问题摘要="反映石桥村低保评定不公平")
    path = workbook(tmp_path / "b.xlsx", [HEAD, again, row(3, 被反映人="钱大江", 问题摘要="反映私占鱼塘")])
    first, second = run("inspect", path, "--json").said["rows"]
    assert (first["result"], first["possible_repeat"]["case_no"]) == ("possible_repeat", "安塘信〔2024〕1号")
    assert second["possible_repeat"] is None
    assert "第 2 行可能与 安塘信〔2024〕1号 重复" in run("inspect", path).out
