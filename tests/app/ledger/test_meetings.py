"""The declarations of the lists: their columns exist, their first condition is one that an index answers."""

import pytest

from app.ledger.columns import column, columns
from app.ledger.figures import Compared, Count, During, Lit, Mean, Posts, Rate, Rows, Split
from app.ledger.meetings import NAMES, OF_COUNTY, meeting_list, names
from app.ledger.query import Condition
from app.records.catalogue import KINDS
from app.schema.codes import code_list
from app.schema.kinds import Choice

LISTS = [pytest.param(meeting_list(id, "accepted"), id=id) for id in names("county")]


@pytest.mark.parametrize("said", LISTS)
def test_a_list_belongs_to_a_kind_of_meeting_and_has_a_name(said) -> None:  # type: ignore[no-untyped-def]
    assert said.meeting in code_list("meeting_kind").by_id
    assert names("county")[said.id] == said.name
    assert len({section.title for section in said.sections}) == len(said.sections)


@pytest.mark.parametrize("said", LISTS)
def test_every_column_that_a_list_names_is_a_column_of_its_source(said) -> None:  # type: ignore[no-untyped-def]
    for section in said.sections:
        asks = [section.ask] if isinstance(section, Rows) else []
        if isinstance(section, Posts):
            asks = [section.came]
        for figure in () if isinstance(section, (Rows, Posts)) else section.figures:
            asks += [figure.part, figure.base] if isinstance(figure, Rate) else [figure.ask]
            if isinstance(figure, Mean):
                assert {figure.start, figure.end} <= columns("case").keys()
            if isinstance(figure, Count) and figure.sum_of:
                assert figure.sum_of in columns(figure.ask.source)
            if isinstance(section, Split):
                assert all(section.by in columns(each.source) for each in asks)
        if isinstance(section, Rows):
            assert {*section.columns, *(name for name, _ in section.sort)} <= columns(
                section.ask.source
            ).keys()
        for ask in asks:
            assert all(each.column in columns(ask.source) for each in ask.said)


@pytest.mark.parametrize("said", LISTS)
def test_codes_that_a_list_asks_for_exist(said) -> None:  # type: ignore[no-untyped-def]
    asked = [
        (ask.source, each)
        for section in said.sections if not isinstance(section, (Rows, Posts))
        for figure in section.figures
        for ask in ((figure.part, figure.base) if isinstance(figure, Rate) else (figure.ask,))
        for each in ask.said if isinstance(each, Condition)
    ]  # fmt: skip
    assert asked or said.id in OF_COUNTY
    for source, condition in asked:
        kind = column(source, condition.column).kind
        if type(kind) is Choice:
            assert set(condition.values) - {None} <= kind.codes.by_id.keys(), condition


@pytest.mark.parametrize("said", LISTS)
def test_the_first_condition_of_a_question_is_narrow(said) -> None:  # type: ignore[no-untyped-def]
    indexed = {field.id for kind in KINDS.values() for field in kind.columns() if field.indexed}
    narrow = indexed | {"case.light", "case.ended_on", "case.limit_on", "receipt.handed_on"}
    for section in said.sections:
        for figure in section.figures if isinstance(section, (Compared, Split)) else ():
            for ask in (figure.part, figure.base) if isinstance(figure, Rate) else (figure.ask,):
                first = ask.said[0]
                assert first.column in narrow
                assert isinstance(first, (During, Condition, Lit)) or first.column in (
                    "case.ended_on",
                    "order.issued_on",
                )


def test_what_looks_over_the_units_below_is_the_countys() -> None:
    assert names("township") == NAMES and names("county").keys() == NAMES.keys() | OF_COUNTY.keys()
