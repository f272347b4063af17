"""What is pointed at while a report is typed: bare offence names, a possible major matter, the ticked checklist."""

import pytest

from app.records.oversight import UpReport
from app.records.registration import Registration
from app.rules.jurisdiction import question
from app.store.office import Office
from tests.app.store.offices import REPORT
from ui.entry.page import EntryPage
from ui.main_window import MainWindow


def begun(window: MainWindow, office: Office) -> EntryPage:
    """The form of a fresh report."""
    page = window.entry
    window.show_page(page)
    page.answer(next(each for each in question(office.level).answers if not each.escalates))
    return page


def typed(page: EntryPage, **said: object) -> None:
    """As if these had been typed, the summary last."""
    for name, value in {**REPORT, **said}.items():
        page.report.form.rows[f"registration.{name}"].set_value(value)  # type: ignore[arg-type]
        page.report._changed(f"registration.{name}")


def test_bare_offence_names_are_pointed_at_and_block_nothing(window: MainWindow, office: Office) -> None:
    page = begun(window, office)
    typed(page, received_on=office.today, identity_status="anonymous", summary="反映有人贪污")
    assert not page.checks.bare.isHidden() and "第十三条" in page.checks.bare.words.text()
    page.save()
    (kept,) = office.find(Registration)
    assert kept.substance_check == ("within_duty", "first_time")


def test_a_checklist_follows_what_is_typed_until_it_is_ticked_by_hand(
    window: MainWindow, office: Office
) -> None:
    page = begun(window, office)
    typed(page, received_on=office.today, incident_place="柳树村", summary="2024年5月修路款3万元没有公示")
    ticks = page.report.form.value("registration.format_check")
    assert ticks == ("dated", "placed", "signed") and page.checks.bare.isHidden()
    page.report.form.rows["registration.format_check"].set_value(("own_id",))
    page.report._changed("registration.format_check")
    page.report.form.rows["registration.summary"].set_value("修路款没有公示")
    page.report._changed("registration.summary")
    assert page.report.form.value("registration.format_check") == ("own_id",)
    page.save()
    (kept,) = office.find(Registration)
    assert kept.format_check == ("own_id",) and "facts" in (kept.substance_check or ())


@pytest.mark.thorough
def test_a_major_matter_is_proposed_confirmed_by_f7_and_due_at_once(
    window: MainWindow, office: Office
) -> None:
    page = begun(window, office)
    typed(page, received_on=office.today, summary="三十余人到镇政府反映征地补偿款")
    assert "可能是重大信访（多人集体反映）" in page.checks.proposal.words.text()
    page.checks.refuse()
    assert page.checks.proposal.isHidden()
    page.checks.turn()
    assert page.checks.typed() == {"major": True} and "已标为重大信访" in page.checks.proposal.words.text()
    page.save()
    (marked,) = office.find(UpReport)
    assert marked.found_on == office.today and marked.reported_on is None
    assert page.checks.major is False


@pytest.mark.thorough
def test_nothing_is_proposed_for_an_ordinary_report(window: MainWindow, office: Office) -> None:
    page = begun(window, office)
    typed(page, received_on=office.today)
    assert page.checks.proposal.isHidden() and page.checks.bare.isHidden()
