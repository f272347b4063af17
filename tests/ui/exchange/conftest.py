"""A township and a county with invented cases, each with its page 交换 in a frame of its own."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.actions.create_office import NewOffice, create_office
from app.actions.edit import edit_cases
from app.actions.register import Entry, register, registered_case
from app.actions.send import send
from app.actions.take import take
from app.exchange.receive import preview
from app.store import opening, preferences
from app.store.case_file import read_case
from app.store.office import Office
from tests.ready_made import Offices
from ui.exchange.page import ExchangePage
from ui.frame import Frame


class Clock:
    """A clock that a test moves by hand."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 2, 9, 0)

    def __call__(self) -> datetime:
        return self.at

    def pass_days(self, number: int) -> None:
        self.at += timedelta(days=number)


class Desk:
    """An office with its frame and page, and the folder it writes into."""

    def __init__(self, office: Office, frame: Frame, page: ExchangePage, post: Path) -> None:
        self.office, self.frame, self.page, self.post = office, frame, page, post

    def register(self, summary: str) -> str:
        """A new case; its id."""
        entry = Entry(
            {"received_on": date(2026, 3, 2), "intake_channel": "letter", "intake_source": "self",
             "identity_status": "real_name", "category": "misconduct_report", "summary": summary},
            [{"respondent": "曾小明", "unit": "柳树村", "rank_class": "village_secretary"}],
        )  # fmt: skip
        return registered_case(register(self.office, entry))

    def summary(self, case: str) -> str | None:
        """What is reported in a case, as it stands here."""
        return read_case(self.office, case).registration.summary

    def come_to_front(self, qtbot: QtBot) -> None:
        """Make its window the active one, to which keys go."""
        with qtbot.waitActive(self.frame):
            self.frame.raise_()
            self.frame.activateWindow()

    @property
    def newest(self) -> Path:
        """The workbook written last."""
        return max(self.post.glob("*.xlsx"), key=lambda each: each.stat().st_mtime_ns)


TOWN = NewOffice("YX01", "云溪镇纪委", "township", "云", "QH00", "清河县纪委监委信访室", "王敏")
COUNTY = NewOffice("QH00", "清河县纪委监委信访室", "county", "清", person="赵科")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Office], Desk]]:
    """Puts an office into a window of its own."""
    offices: list[Office] = []

    def make(office: Office) -> Desk:
        offices.append(office)
        post = tmp_path / f"post{len(offices)}"
        post.mkdir()
        preferences.put(office.db, "exchange.folder", str(post))
        frame = Frame()
        qtbot.addWidget(frame)
        page = ExchangePage(frame, office)
        frame.add_page(page)
        frame.show_page(page)
        with qtbot.waitActive(frame):
            frame.show()
            frame.activateWindow()
        return Desk(office, frame, page, post)

    yield make
    for office in offices:
        office.close()


@pytest.fixture
def town(offices: Offices, tmp_path: Path, clock: Clock, desk: Callable[[Office], Desk]) -> Desk:
    return desk(_opened(offices.copy(_town, tmp_path / "town"), TOWN, clock))


@pytest.fixture
def county(offices: Offices, tmp_path: Path, clock: Clock, desk: Callable[[Office], Desk]) -> Desk:
    return desk(_opened(offices.copy(_county, tmp_path / "county"), COUNTY, clock))


@pytest.fixture
def torn(qtbot: QtBot, town: Desk, county: Desk, tmp_path: Path, clock: Clock) -> str:
    """A case that two desks of the township wrote; both postings lie at the county, which has sent them back."""
    from tests.ui.exchange.waiting import carry_and_take, work

    case = town.register("反映低保评定不公")
    carry_and_take(qtbot, town, county)
    town.office.close()
    opening.copy_store(town.office.folder, tmp_path / "copy")
    copy = Office.open(tmp_path / "copy", clock=clock)
    edit_cases(town.office, [case], {"registration.summary": "甲改"})
    edit_cases(copy, [case], {"registration.summary": "乙改"})
    work(qtbot, town, town.page.form.export.click)
    other = send(copy, "QH00", tmp_path / "other.xlsx").path
    copy.close()
    for path in (town.newest, other):
        take(county.office, preview(county.office, path))
    county.frame.refresh()
    carry_and_take(qtbot, county, town)
    town.page.show_form()
    town.come_to_front(qtbot)
    return case


def _opened(folder: Path, new: NewOffice, clock: Clock) -> Office:
    office = Office.open(folder, clock=clock)
    office.person = new.person
    return office


def _town(folder: Path) -> None:
    create_office(folder, TOWN, clock=Clock()).close()


def _county(folder: Path) -> None:
    create_office(folder, COUNTY, clock=Clock()).close()
