"""A split has a line for every value and a total; a matter that two units handle is one in the total."""

from app.actions.edit import edit_cases
from app.actions.families import judge
from app.ledger.meeting_sheet import meeting_sheet
from app.rules.stat_periods import containing
from app.store.office import Office
from tests.app.store.offices import reported


def test_a_matter_in_two_units_is_one_for_each_and_one_in_all(office: Office) -> None:
    main, again = (reported(office, received_on=office.today) for _ in range(2))
    judge(office, again, main)
    for case, unit in ((main, "云溪镇纪委"), (again, "第一片区")):
        edit_cases(office, [case], {"handling.unit": unit, "handling.handler": "李岚"})
    sheet = meeting_sheet(office, "weekly", containing("week", office.today))
    (split,) = [each for each in sheet.tables if each.title == "各单位"]
    at = [head.label for head in split.heads].index("期末在办(件)")
    shown = {line.cells[0].text: line.cells[at].text for line in split.lines}
    assert shown == {"云溪镇纪委": "1", "第一片区": "1", "合计": "1"}
    assert [line.total for line in split.lines] == [False, False, True]
    assert "合计只算一件" in split.note


def test_repeats_without_a_main_item_are_told(office: Office) -> None:
    reported(office, is_repeat=True, received_on=office.today)
    said = " ".join(meeting_sheet(office, "weekly", containing("week", office.today)).remarks)
    assert "1 件次标了重复，还没有认定主件" in said
