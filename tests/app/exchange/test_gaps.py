"""Numbers that never came, whatever number a file claims."""

from app.exchange.gaps import gaps, numbers


def test_runs_below_the_last_one_are_missing() -> None:
    assert gaps([4, 1, 6, 10]) == ((2, 3), (5, 5), (7, 9))
    assert gaps([]) == gaps([1, 2]) == ()
    assert numbers(gaps([4, 1, 6, 10])) == "2—3、5、7—9"


def test_a_huge_number_costs_nothing() -> None:
    assert gaps([2**62]) == ((1, 2**62 - 1),)
