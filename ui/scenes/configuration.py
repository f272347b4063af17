"""For the pictures: a county that changed its calendar, limits, lights and codes, and a township that got them."""

from datetime import date
from pathlib import Path

from app.actions.code_words import add_code
from app.actions.send import send
from app.actions.settings import set_calendar, set_limit, set_setting
from app.actions.take import take
from app.exchange.receive import preview
from app.store.office import Office


def issued(county: Office, receiver: str, room: Path) -> Path:
    """Its workbook with all of it."""
    year = county.today.year
    set_calendar(
        county, [(date(year, 10, 10), "ordinary", "国庆节"), (date(year, 10, 17), "makeup", "国庆节")]
    )
    for rule, limit in (("T03", 10), ("T04", 30), ("H03", 3)):
        set_limit(county, rule, limit=limit)
    set_setting(county, "preset", "C1")
    add_code(county, "intake_channel", "巡回接访")
    folder = room / "县里寄的"
    folder.mkdir()
    return send(
        county, receiver, folder, configuration=["calendar", "rules", "presets", "codes", "units"]
    ).path


def received(township: Office, path: Path) -> Office:
    """The township after it took the workbook; it had shortened one limit itself."""
    set_limit(township, "H03", limit=4)
    take(township, preview(township, path))
    return township
