"""A paper as plain lines, and the room that its cells keep."""

from app.documents.paper import CUT, Cell, Paper, Role, Signature, Table, Text, lines_of


def test_a_paper_is_read_as_lines_with_the_part_to_cut_off_last() -> None:
    blocks = (Text("第一段", Role.FLUSH), Table(((Cell("日期", 4, is_label=True), Cell("一\n二", 20, foot="签名：____")),)),
              Signature("承办人", "王敏", "2026年3月9日"))  # fmt: skip
    paper = Paper("x", "标题", "编号：1", blocks, "保密联", (Text("联"),))
    assert list(lines_of(paper)) == [
        "标题", "编号：1", "第一段", "| 日期 | 一⏎二 / 签名：____ |", "承办人：王敏　2026年3月9日",
        f"- - - {CUT} - - -", "保密联", "联",
    ]  # fmt: skip


def test_a_foot_stands_below_the_room_that_a_cell_keeps() -> None:
    assert Cell("一", 20, lines=3).spare == 2
    assert Cell("一\n二\n三\n四", 20, lines=3).spare == 0
    assert Cell("字" * 100, 20, lines=3).spare == 0
