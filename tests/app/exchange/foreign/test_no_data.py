"""Rows below a header that are none of data."""

import pytest

from app.exchange.foreign.no_data import why_no_data
from app.exchange.read_xlsx import Value

OWN = {0: "序号", 1: "编号", 2: "收到日期", 3: "问题摘要"}
LEAF = [set(OWN.values())]


@pytest.mark.parametrize(
    ("cells", "said"),
    (
        (["合 计", None, 5], "合计、小计行"),
        (["填表人：周敏", "审核人：吴刚"], "表下的签字、说明行"),
        (list(OWN.values()), "重复的表头"),
        ([1, 2, 3, 4], "列号行（1、2、3…）"),
        (["以上共五件"], "只有一格有内容，像是标题或说明"),
        ([7], "只有序号的空行"),
        ([1, "安信〔2024〕1号", "2024-03-05", "反映一件事"], ""),
    ),
)
def test_a_row_says_why_it_is_no_data(cells: list[Value], said: str) -> None:
    assert why_no_data(cells, [each for each in cells if each is not None], OWN, LEAF) == said
