"""Fewer persons than batches are told, and only those."""

import pytest

from app.rules.visit_counts import fewer_persons


@pytest.mark.parametrize(("batches", "persons", "said"), [
    (3, 2, "3 批次只有 2 人次，请核对"), (1, 0, "1 批次只有 0 人次，请核对"),
    (2, 2, None), (1, 5, None), (None, 0, None), (2, None, None),
])  # fmt: skip
def test_m23_fewer_persons_than_batches_are_told(
    batches: int | None, persons: int | None, said: str | None
) -> None:
    assert fewer_persons({"batches": batches, "persons": persons}) == said
