"""Which code a word of a foreign sheet means."""

from app.exchange.foreign.words_read import find_code
from app.schema.codes import code_list, in_force


def test_a_word_that_the_county_added_meanwhile_is_known_at_once_and_forgotten_with_it() -> None:
    assert find_code(code_list("disposition"), "转信访员核实件") is None
    in_force("QH00", {"disposition": {"talk": {"aliases": ["转信访员核实"]}}})
    try:
        assert find_code(code_list("disposition"), "转信访员核实件") == ("talk", "")
    finally:
        in_force("QH00", {})
    assert find_code(code_list("disposition"), "转信访员核实件") is None
