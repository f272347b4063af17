"""papers and paper on the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from app.documents.template import names
from tests.app.cli.conftest import Ended, Run


def number(registered: Ended) -> str:
    return str(registered.said["cases"][0]["case_no"])


def test_the_papers_of_a_case_are_listed_those_that_are_ready_first(
    register: Callable[..., Ended], run: Run
) -> None:
    case = number(register())
    said = run("papers", case, "--json").said
    assert said["papers"][0]["name"] == "registration_sheet"
    assert {each["name"] for each in said["papers"]} == set(names())
    assert all(each["ready"] is (each["reason"] is None) for each in said["papers"])
    assert "还没有受理" in run("papers", case).out


@pytest.mark.thorough
def test_a_paper_is_saved_and_never_over_another_file_unasked(
    register: Callable[..., Ended], run: Run, tmp_path: Path
) -> None:
    case, file = number(register()), tmp_path / "表.docx"
    assert run("paper", case, "登记表", "-o", tmp_path / "别名").code == 1
    ended = run("paper", case, "registration_sheet", "-o", tmp_path / "表", "--json")
    assert ended.said["file"] == str(file) and not ended.said["names_reporter"]
    assert "李长顺" not in text(file)
    assert "没有覆盖" in run("paper", case, "registration_sheet", "-o", file).err
    assert "已存为" in run("paper", case, "阅办单", "-o", file, "--replace").out
    actions = [line["action"] for line in run("journal", "--json", "--case", case).said["lines"]]
    assert actions == ["save_paper", "save_paper", "register"]


def test_the_reporter_stands_in_it_for_a_reason_that_is_journalled(
    register: Callable[..., Ended], run: Run, tmp_path: Path
) -> None:
    case, file = number(register()), tmp_path / "a.docx"
    refused = run("paper", case, "registration_sheet", "-o", file, "--reveal", "好奇")
    assert refused.code == 1 and "理由" in refused.err and not file.exists()
    said = run("paper", case, "registration_sheet", "-o", file, "--reveal", "other：当面核对", "--json").said
    assert said["names_reporter"] and "李长顺" in text(file)
    labels = [line["label"] for line in run("journal", "--json").said["lines"]]
    assert any("其他：当面核对" in label for label in labels) and any(
        "含反映人信息" in label for label in labels
    )


def test_what_is_not_ready_or_unknown_is_refused_in_a_sentence(
    register: Callable[..., Ended], run: Run, tmp_path: Path
) -> None:
    case = number(register())
    assert "还没有承办" in run("paper", case, "办结报告", "-o", tmp_path / "a.docx").err
    assert "没有“菜单”这种文书" in run("paper", case, "菜单", "-o", tmp_path / "a.docx").err
    assert "没有编号" in run("papers", "云信〔2026〕99号").err
    assert list(tmp_path.glob("*.docx")) == []


def text(file: Path) -> str:
    """Every word of the tables of a .docx."""
    return "".join(
        cell.text for table in Document(str(file)).tables for row in table.rows for cell in row.cells
    )
