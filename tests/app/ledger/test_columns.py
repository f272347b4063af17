"""What a ledger can show is what is declared, less what is sensitive, and each value is read in its own words."""

import pytest

from app.ledger.columns import CASE, belongs_to_case, column, columns, hidden, searched
from app.records.catalogue import BANDS, KINDS
from app.records.matters import Allegation
from app.schema.kinds import Link


@pytest.mark.parametrize("source", [CASE, *KINDS])
def test_every_declared_field_is_a_column_unless_sensitive_or_a_link(source: str) -> None:
    records = [*BANDS, Allegation] if source == CASE else [KINDS[source]]
    declared = {each.id for record in records for each in record.columns()}
    kept_back = {
        each.id
        for record in records
        for each in record.columns()
        if each.sensitive or isinstance(each.kind, Link)
    }
    assert declared - kept_back <= set(columns(source))
    assert not kept_back & set(columns(source))


@pytest.mark.parametrize("source", KINDS)
def test_no_search_looks_through_what_identifies_a_reporter(source: str) -> None:
    assert not [name for name in searched(source) if KINDS[source].column(name).sensitive]


def test_a_search_looks_through_names() -> None:
    assert "name" in searched("staff")
    assert "name" not in searched("reporter")


def test_codes_of_computed_columns_are_read_in_words() -> None:
    assert column(CASE, "case.stage").text("registered") == "已登记"
    assert column(CASE, "case.light").text("overdue") == "逾期"
    assert column(CASE, "case.due_rule").text("T02") == "接收上级转办"
    assert column(CASE, "registration.intake_channel").text("letter") == "来信"
    assert column(CASE, "registration.is_repeat").text(0) == "否"
    assert column(CASE, "handling.loss_recovered").text(2_350_000) == "2.35"
    assert column(CASE, "registration.summary").text(None) == ""


def test_lists_of_a_case_show_its_number() -> None:
    assert belongs_to_case("allegation")
    assert not belongs_to_case("staff")
    assert not belongs_to_case(CASE)
    assert next(iter(columns("allegation").values())).label == "信访编号"


def test_what_a_screen_asks_beside_the_columns_is_no_column() -> None:
    assert not set(hidden(CASE)) & set(columns(CASE))
    assert set(hidden(CASE)) == {
        "row.id",
        "row.registration",
        "row.handling",
        "row.supervision",
        "row.allegation",
    }
    assert set(hidden("staff")) == {"row.id", "row.staff"}


def test_an_unknown_column_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        column(CASE, "reporter.name")
