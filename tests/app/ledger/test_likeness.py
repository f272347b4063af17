"""Earlier cases of the same matter are found through indexes, and of labelled pairs in a haystack nearly all."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.ledger import likeness
from app.ledger.likeness import POSSIBLE, like
from app.records.matters import Allegation
from app.records.registration import Registration
from app.rules.report_said import Named, Report
from app.store.office import Office
from app.store.writing import Writer
from tests.app.store.offices import Clock, new_township, reported
from tests.data.likeness import fit

HELD_OUT = fit.pairs()[1::2]
"""The weights were fitted on the other half."""


@pytest.fixture(scope="module")
def haystack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, dict[str, int]]]:
    """The noise and the first report of each held-out pair, with the pairs' row numbers."""
    office = new_township(Path(tmp_path_factory.mktemp("haystack")), Clock())
    with office.writing("导入", action="test", undoable=False) as write:
        write.own_level_confirmed = True
        for each in fit.noise():
            _put(write, each)
        cases = {each["id"]: _put(write, each["a"]) for each in HELD_OUT}
    rows = {id: n for n, id in office.db.execute_sql('SELECT "n", "id" FROM "registration"').fetchall()}
    yield office, {pair: rows[case] for pair, case in cases.items()}
    office.close()


def _put(write: Writer, said: dict[str, Any]) -> str:
    day = date.fromisoformat(said["received_on"])
    case = write.add(
        Registration, received_on=day, registered_on=day, intake_channel=said["channel"], intake_source="self",
        identity_status="anonymous", category="misconduct_report", incident_place=said["place"] or None,
        summary=said["summary"],
    )  # fmt: skip
    for seq, each in enumerate(said["respondents"], start=1):
        given = {"respondent": each["name"], "unit": each["unit"], "position": each["position"]}
        write.add(Allegation, case=case.id, seq=seq, **{name: value or None for name, value in given.items()})
    return case.id


@pytest.mark.thorough
def test_of_the_held_out_pairs_nearly_all_are_found_and_little_else(
    haystack: tuple[Office, dict[str, int]],
) -> None:
    office, rows = haystack
    labelled = set(rows.values())
    found = wrong = astray = 0
    for pair in HELD_OUT:
        offered = {
            each.number for each in like(office.db, fit.report(pair["b"])) if each.certainty >= POSSIBLE
        }
        found += pair["same"] and rows[pair["id"]] in offered
        wrong += not pair["same"] and rows[pair["id"]] in offered
        astray += len(offered - labelled)
    same = sum(pair["same"] for pair in HELD_OUT)
    assert len(fit.pairs()) >= 150
    assert found / same >= 0.9
    assert found / (found + wrong) >= 0.82
    assert astray / len(HELD_OUT) <= 0.1


def test_the_same_name_by_sound_is_offered_even_when_all_else_differs(office: Office) -> None:
    reported(office, summary="反映2019年挪用集体资金3.5万元")
    asked = Report((Named("曾晓铭"),), "", "2024年村里选举请客，花了八千元")
    (found,) = like(office.db, asked)
    assert found.number == 1 and found.certainty < POSSIBLE
    assert found.agrees == ("被反映人同音",)


def test_the_case_itself_and_voided_ones_are_not_offered(office: Office) -> None:
    for _ in range(3):
        reported(office)
    asked = likeness.read(office.db, [1])[1]
    with office.writing("作废", action="test", undoable=False) as write:
        write.void(office.find(Registration)[1], "重复")
    assert [each.number for each in like(office.db, asked, but=[1])] == [3]


def test_signs_and_blanks_are_no_question(office: Office) -> None:
    reported(office)
    for text in ("", "\"'*() AND OR", "\x01\x00", "一", "反" * 10_000):
        assert isinstance(like(office.db, Report((Named("、"), Named("")), text[:50], text)), list)


def test_the_row_of_an_earlier_case_is_read_as_it_was_written(office: Office) -> None:
    reported(office, incident_place="柳树村")
    (report,) = likeness.read(office.db, [1]).values()
    assert report.respondents == (Named("曾小明", "柳树村", ""),)
    assert (report.place, report.received_on) == ("柳树村", office.today.isoformat())
