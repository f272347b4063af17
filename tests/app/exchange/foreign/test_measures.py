"""What was done about several persons becomes a record for each of them."""

import pytest

from app.exchange.foreign.lines import Line
from app.exchange.foreign.measures import TOLD, UNSURE, pieces
from tests.app.exchange.foreign.ledgers import HEAD, row, sheet, understood

PERSONS = (*HEAD, "党纪处分", "组织措施", "立案日期")


def line(names: str, party: str | None, organizational: str | None, filed: str | None = None) -> Line:
    return understood(sheet(PERSONS, [*row(1, 被反映人=names), party, organizational, filed])).lines[0]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("张三：党内警告；李四：严重警告", [("张三", "党内警告"), ("李四", "严重警告")]),
        ("党内警告\n严重警告", [("", "党内警告"), ("", "严重警告")]),
        ("李四:诫勉", [("李四", "诫勉")]),
        ("批评教育、诫勉", []),
    ],
)
def test_pieces_of_a_cell(cell: str, said: list[tuple[str, str]]) -> None:
    assert pieces(cell) == said


def test_each_piece_goes_to_the_person_it_names_and_what_is_for_all_to_all() -> None:
    found = line("张三、李四", "李四：严重警告；张三：警告", "李四：诫勉", "2024.3.9")
    of = {str(each["respondent"]): each for each in found.measures}
    assert set(of) == {"张三", "李四"} and of["张三"]["party_sanction"] != of["李四"]["party_sanction"]
    assert "organizational" not in of["张三"] and of["李四"]["organizational"]
    assert of["张三"]["filed_on"] == of["李四"]["filed_on"] is not None
    assert not any(key.startswith("measure.") for key in found.values)


def test_pieces_without_names_go_in_the_persons_order_and_are_told() -> None:
    found = line("张三、李四", "警告；严重警告", None)
    assert [each["respondent"] for each in found.measures] == ["张三", "李四"]
    assert [note.sentence for note in found.notes if note.kind == "doubt"] == [TOLD]
    assert found.kept["党纪处分"] == "警告；严重警告"


def test_several_measures_of_one_person_are_one_record() -> None:
    found = line("张三", None, "批评教育；诫勉")
    assert found.measures == [] and len(found.values["measure.organizational"]) == 2  # type: ignore[arg-type]


def test_whose_measure_it_is_is_never_guessed() -> None:
    found = line("张三、李四、王五", "警告；严重警告", None)
    assert found.measures == [] and "measure.party_sanction" not in found.values
    assert UNSURE in [note.sentence for note in found.notes] and found.kept["党纪处分"] == "警告；严重警告"


def test_a_measure_in_the_further_row_of_a_merged_matter_is_that_persons() -> None:
    first, second = [*row(1), "警告", None, None], [*row(1, 被反映人="李四"), "严重警告", None, None]
    merged = [(1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2), (1, 7, 2, 7)]
    table = sheet(PERSONS, first, [None if at in (0, 1, 2, 7) else each for at, each in enumerate(second)],
                  merged=merged)  # fmt: skip
    (found,) = understood(table).lines
    assert [each["respondent"] for each in found.measures] == ["张三", "李四"]
    assert found.measures[0]["party_sanction"] != found.measures[1]["party_sanction"]
