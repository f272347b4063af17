"""Make the stored database of a release: `python tests/data/offices/make.py [VERSION]`, from the top folder.

Every release keeps one, and every later program must open and upgrade it (`tests/data/offices/test_upgrade.py`).
All that is in it is invented, and its days are fixed. Run it again only while its version is not released.
"""

import json
import shutil
import sys
import tempfile
import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(ROOT))

from app.actions.catalogue import CASE_ACTIONS  # noqa: E402
from app.actions.create_office import NewOffice, create_office  # noqa: E402
from app.actions.edit import edit_cases  # noqa: E402
from app.actions.escalate import register_stub  # noqa: E402
from app.actions.register import Entry, register, registered_case  # noqa: E402
from app.actions.settings import add_staff, set_calendar, set_setting  # noqa: E402
from app.actions.undo import undo  # noqa: E402
from app.actions.void_case import void_case  # noqa: E402
from app.records.catalogue import KINDS  # noqa: E402
from app.store.case_file import read_case  # noqa: E402
from app.store.keys import KEY_FILE  # noqa: E402
from app.store.office import Office  # noqa: E402
from app.store.opening import FILE_NAME  # noqa: E402

START = datetime(2026, 3, 2, 9)
REPORTS: tuple[dict[str, Any], ...] = (
    {"intake_channel": "letter", "identity_status": "real_name", "summary": "反映村里低保评定不公，优亲厚友"},
    {"intake_channel": "phone", "identity_status": "anonymous", "summary": "反映集体鱼塘发包没有公开", "is_repeat": True},
    {"intake_channel": "visit", "identity_status": "real_name", "summary": "反映修路占地补偿没有到户",
     "campaign_tag": ("rural_revival",)},
    {"intake_channel": "online", "identity_status": "signed_unverified", "summary": "反映食堂采购账目不清"},
    {"intake_channel": "letter", "identity_status": "anonymous", "summary": "写重了的一件"},
)  # fmt: skip


class Clock:
    """A clock that goes on by a day for every report."""

    now = START

    def __call__(self) -> datetime:
        return self.now


def act(office: Office, case: str, name: str, **values: Any) -> None:
    """Do one action with its defaults and these values (double underscore for the dot)."""
    action = CASE_ACTIONS[name]
    said = {key.replace("__", "."): value for key, value in values.items()}
    action.do(office, case, {**action.defaults(office, read_case(office, case)), **said})


def fill(office: Office, clock: Clock) -> None:
    """An office's first weeks: five reports at five stages, with all that hangs on them."""
    add_staff(office, name="李承办", roles=("handler",), post="纪委委员")
    set_calendar(office, [(date(2026, 3, 20), "holiday", "县里放假")])
    cases = []
    for number, said in enumerate(REPORTS):
        entry = {"received_on": office.today - timedelta(days=number), "intake_source": "self",
                 "category": "misconduct_report", **said}  # fmt: skip
        points = [
            {"respondent": name, "unit": "柳树村", "rank_class": "village_other"}
            for name in ("曾大有", "仇小满")
        ]
        reporter = (
            {} if said["identity_status"] == "anonymous" else {"name": "方言实", "phone": "13900000000"}
        )
        visit = (
            {"visit_kind": "window", "persons": 2, "batches": 1} if said["intake_channel"] == "visit" else {}
        )
        cases.append(
            registered_case(register(office, Entry(entry, points[: 1 + number % 2], reporter, visit)))
        )
        clock.now += timedelta(days=1)
    act(office, cases[0], "accept")
    act(office, cases[0], "tell_acceptance")
    act(office, cases[0], "hand_over", handling__handler="李承办")
    act(office, cases[0], "dispose", handling__disposition="preliminary_verification")
    clock.now += timedelta(days=20)
    act(
        office,
        cases[0],
        "close",
        handling__finding="partly_substantiated",
        handling__result="已责令退还并谈话提醒",
    )
    act(office, cases[1], "accept")
    act(
        office,
        cases[2],
        "reject",
        registration__rejection_ground="other_organ",
        registration__competent_organ="镇政府",
    )
    edit_cases(office, cases[:4], {"registration.incident_place": "柳树村"})
    edit_cases(office, [cases[3]], {"registration.summary": "马上又改回去"})
    undo(office)
    void_case(office, cases[4], "与第 1 件重复登记")
    register_stub(office, office.today, "letter", handed_to="清河县纪委监委", handed_on=office.today)
    set_setting(office, "preset", "C1")


def contents(office: Office) -> dict[str, Any]:
    """All that a later program must find again, plain enough for JSON."""
    records = {
        kind: [
            {"id": each.id, "owner": each.owner, "version": dict(each.version), "voided": each.voided}
            | {name: value for name, value in _texts(each).items() if value}
            for each in office.find(record)
        ]
        for kind, record in KINDS.items()
    }
    stages = {each["id"]: read_case(office, each["id"]).stage.value for each in records["registration"]}
    return {"records": records, "stages": stages, "preset": office.setting("preset"), "name": office.name}


def _texts(record: Any) -> dict[str, str]:
    return {field.name: record.text(field.name) for field in record.columns()}


def main(version: str) -> None:
    """Write `<version>.db`, the key that opens it, and what is in it, `<version>.json`."""
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder:
        office = create_office(
            Path(folder) / "o", NewOffice("YX01", "云溪镇纪委", "township", "云", "QH00", "清河县纪委监委信访室", "王敏"),
            clock=clock,
        )  # fmt: skip
        fill(office, clock)
        found = json.dumps(contents(office), ensure_ascii=False, indent=1, sort_keys=True)
        office.db.execute_sql("VACUUM")
        office.close()
        shutil.copy(Path(folder) / "o" / FILE_NAME, HERE / f"{version}.db")
        shutil.copy(Path(folder) / "o" / KEY_FILE, HERE / f"{version}.key")
    (HERE / f"{version}.json").write_text(found + "\n", "utf-8")


if __name__ == "__main__":
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    main(sys.argv[1] if len(sys.argv) > 1 else project["version"])
