"""What the demonstration's table says of hand edits, proposals, conflicts and an office without Huiyin is in the stores."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from app.actions.decide import held
from app.demo import Demo, build_demo
from app.demo_carrying import Happened
from app.demo_travels import WITHOUT
from app.exchange.in_libreoffice import libreoffice
from app.exchange.proposals import STATE_WORDS, proposals
from app.paths import resource
from app.records.handling import Handling
from app.records.registration import Registration
from app.store import journal
from app.store.office import Office
from tests.app.conftest import PLAYED, at


def said(key: str) -> list[tuple[str, Any]]:
    """Of the cases that bear this key in the data, their place and what it says."""
    cases = tomllib.loads(resource("demo", "cases.toml").read_text("utf-8"))["case"]
    return [(case["summary"], case[key]) for case in cases if key in case]


def opened(folder: Path) -> Office:
    return Office.open(folder, clock=at(PLAYED))


def lines(demo: Demo, part: str) -> list[Happened]:
    """The lines in whose first half this stands."""
    found = [line for line in demo.log if part in line.what]
    assert found, part
    return found


def labels(folder: Path) -> list[str]:
    """What the journal of an office says was done."""
    office = opened(folder)
    last, _, _ = journal.head(office.db)
    found = [
        change.label for seq in range(1, last + 1) if (change := journal.read(office.db, seq)) is not None
    ]
    office.close()
    return found


def test_every_line_of_something_done_stands_in_the_journal_of_who_did_it(demo: Demo) -> None:
    done = ("收取", "收回", "寄出", "采用对方", "修改", "提更正建议")
    told = [line for line in demo.log if line.what.startswith(done)]
    county, first, second = (labels(each) for each in (demo.county, demo.township, demo.second))
    for line in told:
        where = county if "清河县" in line.office else second if "接访窗口" in line.office else first
        assert line.what in where, line
    assert len(told) >= 20


def test_what_was_typed_by_hand_stands_at_every_desk(demo: Demo) -> None:
    (line,) = lines(demo, "收回寄 清河县")
    ((_, cells),) = said("typed")
    for folder in (demo.township, demo.second, demo.county):
        office = opened(folder)
        (case,) = [
            each for each in office.find(Registration) if each.summary == dict(cells)["registration.summary"]
        ]
        assert case.incident_place == dict(cells)["registration.incident_place"]
        office.close()
        for _, words in cells:
            assert f"{case.case_no}的" in line.result and f"→“{words}”" in line.result


def test_proposals_are_answered_and_the_answers_seen_at_both_ends(demo: Demo) -> None:
    (seen,), (answer,) = lines(demo, "看到答复"), lines(demo, "答复更正建议")
    told = {}
    for folder in (demo.county, demo.township):
        office = opened(folder)
        told[folder] = {
            (each.case_no, each.new, each.state, each.reason, each.now) for each in proposals(office)
        }
        office.close()
    assert told[demo.county] == told[demo.township] and len(told[demo.county]) == len(said("proposed")) == 2
    assert seen.result == answer.result
    for case_no, new, state, reason, now in told[demo.county]:
        assert f"{case_no}" in seen.result and f"“{new}”：{STATE_WORDS[state]}" in seen.result
        assert reason.rstrip("。") in seen.result and (now == new) == (STATE_WORDS[state] == "已采纳")


def test_the_conflict_was_one_and_its_decision_stands_at_every_desk(demo: Demo) -> None:
    ((_, (ours, theirs)),) = said("torn")
    taken = next(line for line in demo.log if "待裁定 1 条" in line.result)
    (torn,) = lines(demo, "待裁定：")
    assert ours in torn.result and theirs in torn.result and taken.day == torn.day
    (decided,) = lines(demo, "采用对方")
    assert decided.result == f"定为“{theirs}”，待裁定还有 0 条"
    for folder in (demo.township, demo.second, demo.county):
        office = opened(folder)
        found = [each.summary for each in office.find(Registration)]
        assert theirs in found and ours not in found and held(office) == []
        office.close()


def test_what_the_office_without_huiyin_filled_in_is_its_own_writing_in_trust(demo: Demo) -> None:
    (line,) = lines(demo, f"代{WITHOUT[1]}")
    office = opened(demo.county)
    written = office.find(Handling, owner=WITHOUT[0])
    office.close()
    assert len(written) == 2
    for each in written:
        assert all(desk.startswith(f"{WITHOUT[0]}/0@QH00.") for desk in each.version)
        assert f"承办人{each.handler}" in line.result
    (home,) = lines(demo, f"收回寄 {WITHOUT[1]}")
    assert home.what.endswith("里手写的 6 处") and home.result.count("→") == 6


@pytest.mark.thorough
@pytest.mark.libreoffice
@pytest.mark.usefixtures("encrypted")
def test_typed_in_libreoffice_it_ends_as_typed_by_ourselves(demo: Demo, tmp_path: Path) -> None:
    played = build_demo(tmp_path / "演示", at(PLAYED), libreoffice())
    assert [line.what for line in played.log if "里打开" in line.what] == [
        "在 LibreOffice 里打开寄出的工作簿"
    ]
    assert [line.what for line in demo.log if "里打开" in line.what] == ["在 表格软件 里打开寄出的工作簿"]
    assert [line.result for line in lines(played, "收回寄")] == [
        line.result for line in lines(demo, "收回寄")
    ]
