"""Cells that hold the values of several fields or persons."""

import pytest

from app.exchange.foreign.several import aligned, name_and_phone, name_unit_post, persons, unit_and_post


@pytest.mark.parametrize(
    "cell, names",
    [("张三、李四", ["张三", "李四"]), ("张三,李四；王五", ["张三", "李四", "王五"]), ("张三 李四", ["张三", "李四"]),
     ("张三\n李四", ["张三", "李四"]), ("柳树村合作社", ["柳树村合作社"]), ("张三", ["张三"])],
)  # fmt: skip
def test_names_in_a_cell(cell: str, names: list[str]) -> None:
    assert persons(cell) == (names, "")


@pytest.mark.parametrize(
    "cell, names",
    [("张三等3人", ["张三"]), ("张三、李四等人", ["张三", "李四"]), ("张三等三名干部", ["张三"])],
)
def test_and_others_is_told(cell: str, names: list[str]) -> None:
    found, told = persons(cell)
    assert found == names and "其余请补" in told


@pytest.mark.parametrize(
    "cell, parts",
    [("石桥村党支部书记", ("石桥村", "党支部书记")), ("石桥村 会计", ("石桥村", "会计")), ("镇农业站站长", ("镇农业站", "站长")),
     ("石桥村村委会副主任", ("石桥村", "村委会副主任")), ("石桥村民委员会", ("石桥村民委员会", "")),
     ("原石桥村支部书记", ("原石桥村", "支部书记")),
     ("县农业局科员", ("县农业局", "科员"))],
)  # fmt: skip
def test_unit_and_post(cell: str, parts: tuple[str, str]) -> None:
    assert unit_and_post(cell) == parts


def test_what_cannot_be_told_apart_is_left_whole() -> None:
    assert unit_and_post("在家务农多年") is None
    assert name_unit_post("某某说不清") is None


@pytest.mark.parametrize(
    "cell, parts",
    [("罗大海 13800000001", ("罗大海", "13800000001")), ("罗大海（电话：0745-1234567）", ("罗大海", "0745-1234567")),
     ("罗大海", ("罗大海", "")), ("13800000001", ("", "13800000001"))],
)  # fmt: skip
def test_name_and_telephone(cell: str, parts: tuple[str, str]) -> None:
    assert name_and_phone(cell) == parts


@pytest.mark.parametrize(
    "cell", ["张三（石桥村党支部书记）", "张三，石桥村党支部书记", "石桥村党支部书记张三"]
)
def test_name_unit_and_post(cell: str) -> None:
    assert name_unit_post(cell) == ("张三", "石桥村", "党支部书记")


def test_values_fit_the_persons_or_are_for_all() -> None:
    assert aligned(["a", "b"], 2) == ["a", "b"]
    assert aligned(["a"], 3) == ["a", "a", "a"]
    assert aligned(["a", "b"], 3) is None
