"""A county that decided something and knows a township below, for tests of what goes down."""

from collections.abc import Collection
from pathlib import Path

from app.actions.send import send
from app.actions.settings import set_calendar, set_limit, set_setting
from app.actions.units import add_unit
from app.store.office import Office
from tests.app.exchange import two_offices as two

EVERY = ("calendar", "rules", "presets", "codes", "units")


def decided(county: Office) -> None:
    """It works on 2026-03-07, answers in ten days, shows three colours, and takes reports by drone."""
    add_unit(county, code="YX01", name="云溪镇纪委", unit_kind="township", above="QH00")
    add_unit(county, code="SQ02", name="石桥镇纪委", unit_kind="township", above="QH00")
    set_calendar(county, [(two.TODAY.replace(day=7), "makeup", "县里补班")])
    set_limit(county, "T03", limit=10)
    set_setting(county, "preset", "C1")
    set_setting(county, "codes.changes", {"intake_channel": {"x_drone": {"label": "无人机"}}})


def sent(county: Office, folder: Path, groups: Collection[str] = EVERY, *, alone: bool = False) -> Path:
    """The next posting to the township with these groups."""
    made = send(county, "YX01", folder / "out.xlsx", configuration=groups, alone=alone)
    return made.path.rename(folder / f"county_{made.header.number}.xlsx")
