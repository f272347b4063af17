"""Fewer persons than batches are told, and only those."""

import pytest

from app.rules.visit_counts import fewer_persons, too_many_speak


@pytest.mark.parametrize(("batches", "persons", "said"), [
    (3, 2, "3 批次只有 2 人次，请核对"), (1, 0, "1 批次只有 0 人次，请核对"),
    (2, 2, None), (1, 5, None), (None, 0, None), (2, None, None),
])  # fmt: skip
def test_m23_fewer_persons_than_batches_are_told(
    batches: int | None, persons: int | None, said: str | None
) -> None:
    assert fewer_persons({"batches": batches, "persons": persons}) == said


@pytest.mark.parametrize(("speak", "said"), [(6, "代表 6 人，规定不超过 5 人"), (5, None), (None, None)])
def test_t19_more_than_five_representatives_are_told(speak: int | None, said: str | None) -> None:
    assert too_many_speak({"representatives": speak}) == said
