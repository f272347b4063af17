"""What an item and a standing say, whatever group they belong to."""

from app.exchange.issued.group import Item, Standing
from app.store.office import Office


def test_nothing_that_overrides_the_law_or_our_own_word_is_ticked_by_itself() -> None:
    plain = Item("rules", "T03", "T03", "15", "10", {})
    assert plain.ticked and plain.id == "rules/T03"
    for said in ({"own": True}, {"warning": "更长"}, {"refusal": "不认识"}):
        assert not Item("rules", "T03", "T03", "15", "10", {}, **said).ticked  # type: ignore[arg-type]


def test_a_value_is_our_own_when_neither_program_nor_county_said_it() -> None:
    here = Standing(lambda key: None, taken={"rules/T03": 10})
    assert [here.is_own("rules/T03", present, 15) for present in (15, 10, 12)] == [False, False, True]


def test_an_office_stands_with_its_settings_and_its_directory(town: Office) -> None:
    here = Standing.of(town)
    assert (
        here.setting("preset") == "default"
        and here.here == "YX01"
        and here.units["QH00"]["unit_kind"] == "county"
    )
