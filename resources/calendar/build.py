"""Write holidays.toml from the package chinesecalendar (a development dependency only).

Run from the repository's root after pinning a newer release of the package:
    .venv/bin/python resources/calendar/build.py
"""

from collections import defaultdict
from datetime import date
from pathlib import Path

from chinese_calendar.constants import Holiday, holidays, workdays

NAMES = {
    Holiday.new_years_day: "元旦",
    Holiday.spring_festival: "春节",
    Holiday.tomb_sweeping_day: "清明节",
    Holiday.labour_day: "劳动节",
    Holiday.dragon_boat_festival: "端午节",
    Holiday.national_day: "国庆节",
    Holiday.mid_autumn_festival: "中秋节",
    Holiday.anti_fascist_70th_day: "抗战胜利70周年纪念日",
}
KEYS = {"holiday": "holidays", "makeup": "makeups"}


def entries() -> list[tuple[date, str, str]]:
    """Every day off and every make-up day the package knows, as (day, kind, name)."""
    by_word = {each.value: name for each, name in NAMES.items()}
    off = [(day, "holiday", by_word[word]) for day, word in holidays.items()]
    on = [(day, "makeup", by_word[word]) for day, word in workdays.items()]
    return sorted(off + on)


def as_toml(all_entries: list[tuple[date, str, str]]) -> str:
    """The file's text: a table per year and festival, its days in one line, which is read quicker than a list."""
    blocks: dict[tuple[int, str], dict[str, list[date]]] = defaultdict(lambda: defaultdict(list))
    for day, kind, name in all_entries:
        blocks[day.year, name][KEYS[kind]].append(day)
    lines = [
        "# Days off and make-up working days (调休) by the yearly notices of the State Council.",
        "# A year without an entry counts Monday to Friday, and its dates are provisional.",
    ]
    for (year, name), days in blocks.items():
        lines += ["", f'[{year}."{name}"]']
        for key in sorted(days):
            lines.append(f'{key} = "{_spaced(days[key])}"')
    return "\n".join(lines) + "\n"


def _spaced(days: list[date]) -> str:
    return " ".join(day.isoformat() for day in days)


if __name__ == "__main__":
    Path(__file__).with_name("holidays.toml").write_text(as_toml(entries()), encoding="utf-8")
