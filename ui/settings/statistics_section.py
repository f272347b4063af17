"""统计口径: when a statistical month ends, what 办结率 is reckoned over, and from which base percentages are given."""

from functools import partial

from app.actions.settings import CLOSURE_BASES, set_setting
from app.rules.stat_periods import CALENDAR, LAST_DAYS
from app.store.office import Office
from ui.do import do
from ui.frame import Frame
from ui.parts.band import Band
from ui.parts.chip import ChipRow, ChipSpec
from ui.parts.read_row import labelled
from ui.undo import say_done

LEAST = (1, 5, 10, 20, 30)
"""Bases offered; another one is kept and shown beside them."""


def statistics(frame: Frame, office: Office) -> Band:
    """The three settings; each takes hold at once."""
    band = Band("统计口径", "周对账、月督办、季通报都按它算")
    least = sorted({*LEAST, int(office.setting("statistics.least_base"))})
    for key, label, offered in (
        (
            "statistics.last_day",
            "统计月截止",
            {day: "月底" if day == CALENDAR else f"{day} 日" for day in LAST_DAYS},
        ),
        ("statistics.closure_base", "办结率的基数", CLOSURE_BASES),
        ("statistics.least_base", "算率的最小基数", {each: f"{each} 件" for each in least}),
    ):
        words = {str(value): word for value, word in offered.items()}
        row = ChipRow([ChipSpec(value, word) for value, word in words.items()])
        row.press(str(office.setting(key)))
        row.picked.connect(partial(_pick, frame, office, key, label))
        band.add(labelled(label, row))
    return band


def _pick(frame: Frame, office: Office, key: str, label: str, said: str) -> None:
    value = int(said) if isinstance(office.setting(key), int) else said
    if value != office.setting(key):
        do(
            frame,
            lambda: set_setting(office, key, value),
            done=lambda change: say_done(frame, office, f"已改{label}", change),
        )
