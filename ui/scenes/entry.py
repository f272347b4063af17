"""The pictures of a report that is being entered."""

from functools import partial
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.main_window import MainWindow
from ui.parts.scroll import settle
from ui.scenes.scene import (
    Scene,
    on_page,
)
from ui.scenes.stage import Stage


def _entry(stage: Stage, key: str = "1") -> MainWindow:
    """The form after the question was answered."""
    from app.rules.jurisdiction import question

    window = on_page(stage, "entry")
    answer = question(window.office.level).answered(key)
    assert answer is not None
    window.entry.answer(answer)
    return window


def _alike(stage: Stage) -> MainWindow:
    """A report that is being typed, much like a case that stands already."""
    from app.store.case_file import read_case

    window = _entry(stage)
    earlier = read_case(stage.office, stage.case())
    point, form = earlier.allegations[0], window.entry.report.form
    form.set_values(
        {
            "registration.received_on": stage.office.today, "registration.intake_channel": "letter",
            "registration.intake_source": "self", "registration.identity_status": "anonymous",
            "registration.summary": f"来信说，{earlier.registration.summary}",
        }
    )  # fmt: skip
    row = window.entry.report.points.rows[0]
    for name in ("respondent", "unit"):
        row.cells[name].set_value(point.value(name))
    window.entry.report.changed.emit()
    return window


def _sent(stage: Stage) -> MainWindow:
    """A telephone report signed by several, which the leader gave with a day to answer."""
    from datetime import timedelta

    window = _entry(stage)
    report, today = window.entry.report, stage.office.today
    report.form.set_values(
        {
            "registration.received_on": today, "registration.intake_channel": "phone",
            "registration.sub_channel": "hotline", "registration.intake_source": "leader_assigned",
            "registration.source_leader": "刘书记", "registration.source_letter_on": today,
            "registration.source_due_on": today + timedelta(30), "registration.identity_status": "real_name",
            "reporter.reporter_type": "joint",
        }
    )  # fmt: skip
    report.follow()
    return window


def _looked_at(stage: Stage) -> MainWindow:
    """A report that only names offences of many people who came together: what is pointed at."""
    window = _entry(stage)
    form = window.entry.report.form
    form.set_values(
        {
            "registration.received_on": stage.office.today, "registration.intake_channel": "visit",
            "registration.intake_source": "self", "registration.identity_status": "anonymous",
            "visit.persons": 12, "registration.summary": "反映村支书贪污腐败、欺压百姓",
        }
    )  # fmt: skip
    window.entry.report._changed("registration.intake_channel")
    return window


def _to_checks(window: QWidget) -> None:
    report = cast(MainWindow, window).entry.report
    settle(report.bands["审查"])
    cast(MainWindow, window).entry._scroll.ensureWidgetVisible(report.bands["审查"])


def _compare(window: QWidget) -> None:
    cast(MainWindow, window).entry.likeness.open()


def _to_strip(window: QWidget) -> None:
    cast(MainWindow, window).entry.report.points.rows[0].cells["unit"].setFocus()


ENTRY: tuple[Scene, ...] = (
    Scene("登记表", _entry, large=True, demo=False),
    Scene("登记表_来文", _sent, demo=False),
    Scene("登记_可能重复", _alike, _to_strip, large=True, wait=1200),
    Scene("登记_对照", _alike, lambda window: QTimer.singleShot(1000, lambda: _compare(window)), large=True, wait=1500),
    Scene("登记_审查", _looked_at, _to_checks, large=True),
    Scene("登记表_没填", _entry, lambda window: cast(MainWindow, window).entry.save(), demo=False),
    Scene("报上级件", partial(_entry, key="2"), demo=False),
)  # fmt: skip
