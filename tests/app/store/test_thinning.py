"""The older, the fewer: backups and what was set aside are thinned by age, and the newest stays."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.store import backups, replacing, thinning
from app.store.office import Office

NOW = datetime(2026, 3, 6, 9, 30)

moments = st.lists(st.integers(0, 900 * 24).map(lambda hours: NOW - timedelta(hours=hours)), max_size=60)


@given(moments)
def test_thinning_keeps_the_newest_and_one_of_each_age(found: list[datetime]) -> None:
    kept = thinning.kept(found, NOW)
    assert kept <= set(found)
    assert not found or max(found) in kept
    assert {at for at in found if NOW - at < timedelta(days=2)} <= kept
    for at in found:
        assert any(other.year == at.year and other.month == at.month for other in kept)


@given(moments)
def test_thinning_twice_is_thinning_once(found: list[datetime]) -> None:
    once = thinning.kept(found, NOW)
    assert thinning.kept(once, NOW) == once


SECOND = timedelta(seconds=1)


def _pair(older: timedelta, apart: timedelta) -> tuple[datetime, datetime, set[datetime]]:
    """Two moments, the older one of the given age, and what is kept of them."""
    first = NOW - older
    return first, first + apart, thinning.kept([first, first + apart], NOW)


def test_every_moment_of_two_days_stays_and_then_the_last_of_a_day() -> None:
    minute = timedelta(minutes=1)
    first, second, kept = _pair(timedelta(days=2) - SECOND, minute)
    assert kept == {first, second}
    first, second, kept = _pair(timedelta(days=2) + 2 * minute, minute)
    assert kept == {second}
    assert thinning.kept([NOW - timedelta(days=2), NOW - timedelta(days=2, minutes=5)], NOW) == {
        NOW - timedelta(days=2)
    }


def test_each_day_of_two_weeks_stays_and_then_the_last_of_a_week() -> None:
    days = [NOW - timedelta(days=age) for age in range(2, 14)]
    assert thinning.kept(days, NOW) == set(days)
    tuesday, wednesday = datetime(2026, 2, 17, 9, 30), datetime(2026, 2, 18, 9, 30)  # of one week
    at = wednesday + timedelta(days=14)
    assert thinning.kept([tuesday, wednesday], at - SECOND) == {tuesday, wednesday}
    assert thinning.kept([tuesday, wednesday], tuesday + timedelta(days=14) - SECOND) == {tuesday, wednesday}
    assert thinning.kept([tuesday, wednesday], at) == {wednesday}


def test_a_day_of_just_fourteen_days_ago_is_of_the_weeks_already() -> None:
    tuesday, wednesday = datetime(2026, 2, 17, 9, 30), datetime(2026, 2, 18, 9, 30)
    assert thinning.kept([tuesday, wednesday], wednesday + timedelta(days=14, hours=1)) == {wednesday}


def test_each_week_of_two_months_stays_and_then_the_last_of_a_month() -> None:
    early, late = datetime(2026, 1, 7, 9, 30), datetime(2026, 1, 28, 9, 30)  # of one month, three weeks apart
    assert thinning.kept([early, late], early + timedelta(days=60) - SECOND) == {early, late}
    assert thinning.kept([early, late], late + timedelta(days=60) - SECOND) == {early, late}
    assert thinning.kept([early, late], late + timedelta(days=60)) == {late}


def test_the_last_of_each_month_stays_for_ever() -> None:
    months = [datetime(2020 + year, month, 15) for year in range(5) for month in range(1, 13)]
    assert thinning.kept(months, NOW) == set(months)


def test_old_backups_are_thinned_when_a_new_one_is_made(office: Office) -> None:
    folder = office.folder / backups.FOLDER
    folder.mkdir()
    for hour in (8, 9, 10):
        (folder / f"20260201-{hour:02}0000_work.db").write_bytes(b"")
    backups.make(office, "manual")
    assert [each.at.hour for each in backups.listed(office.folder)][1:] == [10]


def test_what_was_set_aside_is_thinned_as_backups_are_and_the_newest_stays(office: Office) -> None:
    now = datetime(2026, 3, 9, 9)
    room = office.folder / backups.SET_ASIDE
    for name in ("20260309-080000", "20260309-080000-2", "20260301-080000", "20260301-070000", "20250105-080000",
                 "20250104-080000", "自己放的", "2025-别动"):  # fmt: skip
        (room / name).mkdir(parents=True)
        (room / name / "ledger.db").write_bytes(b"x" * 1000)
    assert [each.size for each in replacing.asides(office.folder)] == [1000] * 6
    gone = thinning.thin_asides(office.folder, now)
    assert sorted(path.name for path in gone) == ["20250104-080000", "20260301-070000"]
    assert {path.name for path in room.iterdir()} >= {"20260309-080000-2", "自己放的", "2025-别动"}
    assert thinning.thin_asides(office.folder, now) == []
    backups.make(office, "manual")
    assert len(replacing.asides(office.folder)) == 4
