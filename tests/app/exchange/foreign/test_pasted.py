"""Rows from the clipboard: both forms, with a header and without one."""

import pytest

from app.errors import Unavailable
from app.exchange.foreign.pasted import pasted


def test_rows_with_a_header_are_taken_as_they_are() -> None:
    text = "信访编号\t收件时间\t被反映人\t问题摘要\n安塘信〔2024〕1号\t2024.3.5\t张三\t反映一件事\n"
    source, told = pasted("", text, ["编号"])
    assert told == "" and source.sheets[0].rows[0][0] == "信访编号"


def test_rows_without_a_header_get_the_columns_of_the_ledger() -> None:
    source, told = pasted("", "2024.3.5\t张三\t又一格\n2024.3.6\t李四\t\n", ["收到日期", "被反映人"])
    assert source.sheets[0].rows[0] == ["收到日期", "被反映人", "第 3 列"]
    assert "从“收到日期”起" in told and "第 2 步" in told


def test_the_table_form_goes_before_the_lines() -> None:
    html = (
        "<html><table><tr><td>编号</td><td>问题摘要</td></tr><tr><td>1号</td><td>a</td></tr></table></html>"
    )
    source, _ = pasted(html, "x\ty\n", [])
    assert source.sheets[0].rows == [["编号", "问题摘要"], ["1号", "a"]]


@pytest.mark.parametrize(
    ("html", "text"), [("", ""), ("", "一句话"), ("<p>一句话</p>", "一句话"), ("", "\t\n\t")]
)
def test_a_clipboard_without_a_table_is_explained(html: str, text: str) -> None:
    with pytest.raises(Unavailable, match="剪贴板里没有表格"):
        pasted(html, text, ["编号"])
