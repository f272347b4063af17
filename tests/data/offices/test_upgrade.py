"""A store of every release is opened, upgraded and read by today's program."""

import json
import shutil
import tomllib
from datetime import datetime
from pathlib import Path

import pytest
from playhouse.schema_diff import diff_models

from app.actions.edit import edit_cases
from app.actions.undo import undo
from app.records.matters import Reporter
from app.records.registration import Registration
from app.store import journal
from app.store.case_file import read_case
from app.store.keys import KEY_FILE
from app.store.office import Office
from app.store.opening import FILE_NAME
from app.store.record_tables import ALL_TABLES
from tests.data.offices.make import contents

HERE = Path(__file__).resolve().parent
RELEASES = sorted(HERE.glob("*.db"))


def clock() -> datetime:
    """A day in the weeks after the stores were made."""
    return datetime(2026, 4, 2, 9)


def opened(release: Path, folder: Path) -> Office:
    """A copy of that release's store, opened by today's program."""
    folder.mkdir()
    shutil.copy(release, folder / FILE_NAME)
    shutil.copy(release.with_suffix(".key"), folder / KEY_FILE)
    return Office.open(folder, clock=clock)


def test_there_is_a_store_of_the_version_being_built() -> None:
    project = tomllib.loads((HERE.parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] in [release.stem for release in RELEASES]


@pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.stem)
def test_a_store_of_this_release_opens_upgraded_with_the_same_records(release: Path, tmp_path: Path) -> None:
    kept = release.read_bytes()
    office = opened(release, tmp_path / "office")
    try:
        assert not diff_models(office.db, ALL_TABLES)
        assert journal.verify(office.db) == []
        assert office.db.execute_sql("PRAGMA integrity_check").fetchone() == ("ok",)
        expected = json.loads(release.with_suffix(".json").read_text("utf-8"))
        found = json.loads(json.dumps(contents(office)))
        later = {
            kind: found["records"].pop(kind) for kind in set(found["records"]) - set(expected["records"])
        }
        assert found == expected
        assert not any(later.values())  # kinds of record that the release did not know
        assert len(expected["records"]["registration"]) == 5
    finally:
        office.close()
    assert release.read_bytes() == kept


@pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.stem)
def test_a_store_of_this_release_can_be_worked_on(release: Path, tmp_path: Path) -> None:
    office = opened(release, tmp_path / "office")
    try:
        case = office.find(Registration)[0].id
        edit_cases(office, [case], {"registration.remark": "升级以后"})
        undo(office)
        assert read_case(office, case).registration.remark is None
        assert office.reveal(office.find(Reporter)[0], "核实").name == "方言实"
        assert journal.verify(office.db) == []
    finally:
        office.close()
