"""Tellings of one proposal meet in any order with one result; a step taken back is a later state."""

import json
from itertools import permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.store.proposing import ACCEPTED, OPEN, REFUSED, WITHDRAWN, key_of, met, stepped_back, token

by = st.dictionaries(
    st.sampled_from(["YX01", "QH00", "YX02"]),
    st.tuples(st.sampled_from("123"), st.sampled_from("ab")).map(list),
    min_size=1,
)


def telling(by: dict[str, list[str]], turn: int, state: str, reason: str) -> dict[str, Any]:
    answer = {"reason": reason} if state in (ACCEPTED, REFUSED) else None
    return {"field": "summary", "by": by, "turn": turn, "state": state, "answer": answer}


tellings = st.builds(
    telling,
    by,
    st.integers(1, 3),
    st.sampled_from([OPEN, ACCEPTED, REFUSED, WITHDRAWN]),
    st.sampled_from("xy"),
)


@given(st.lists(tellings, min_size=1, max_size=4))
def test_the_order_in_which_tellings_meet_does_not_matter(said: list[dict[str, Any]]) -> None:
    ends = set()
    for order in permutations(said):
        now: dict[str, Any] | None = None
        for each in (*order, order[0]):
            now = met(now, each)
        assert now is not None
        ends.add(token(now))
    assert len(ends) == 1


@given(tellings, tellings)
def test_a_later_state_beats_an_earlier_one(one: dict[str, Any], other: dict[str, Any]) -> None:
    both = met(one, other)
    assert both["turn"] == max(one["turn"], other["turn"])
    assert both["by"].keys() == one["by"].keys() | other["by"].keys()


def test_an_answer_taken_back_is_open_again_as_a_later_state() -> None:
    before, after = telling({"QH00": ["1"]}, 1, OPEN, ""), telling({"QH00": ["1"]}, 2, REFUSED, "不改")
    back = json.loads(stepped_back(json.dumps(after), json.dumps(before)) or "")
    assert (back["state"], back["turn"], back["answer"]) == (OPEN, 3, None)
    assert met(after, back) == back


def test_a_proposal_taken_back_is_withdrawn_everywhere() -> None:
    made = telling({"QH00": ["1"]}, 1, OPEN, "")
    back = json.loads(stepped_back(json.dumps(made), None) or "")
    assert (back["state"], back["turn"]) == (WITHDRAWN, 2)


def test_the_key_names_the_case_and_depends_on_all_that_is_proposed() -> None:
    keys = {
        key_of("c", record, field, base, new)
        for record in "ab"
        for field in "fg"
        for base in "xy"
        for new in "xy"
    }
    assert len(keys) == 16
    assert all(key.startswith("c.") for key in keys)
