"""Roles are given by the administrator, hold at once, and always leave one who can give them."""

import pytest

from app.actions import locks
from app.actions.edit import edit_record
from app.actions.people import set_roles
from app.actions.settings import add_staff, set_setting
from app.errors import NotAllowed
from app.records.offices import Staff
from app.store.office import Office

pytestmark = pytest.mark.usefixtures("quick")


def person(office: Office, name: str) -> Staff:
    (found,) = office.find(Staff, name=name)
    return found


def test_new_roles_hold_at_once(office: Office) -> None:
    locks.protect_office(office, "王敏", "柳树村的早晨很安静")
    set_roles(office, person(office, "王敏").id, ("clerk", "administrator"))
    assert office.roles == frozenset({"clerk", "administrator"})
    with pytest.raises(NotAllowed, match="没有任何改动"):
        set_roles(office, person(office, "王敏").id, ("clerk", "administrator"))


def test_the_last_administrator_who_can_log_in_stays_one(office: Office) -> None:
    add_staff(office, name="李岚", roles=("administrator",))
    locks.protect_office(office, "王敏", "柳树村的早晨很安静")
    with pytest.raises(NotAllowed, match="至少要留一位"):
        set_roles(office, person(office, "王敏").id, ("clerk",))
    locks.add_login(office, "李岚", "another good one")
    set_roles(office, person(office, "王敏").id, ("clerk",))
    assert office.roles == frozenset({"clerk"})


def test_nobody_gives_himself_a_role_by_an_edit_or_an_undo(office: Office) -> None:
    add_staff(office, name="李岚", roles=("clerk", "handler"))
    change = set_setting(office, "lock.minutes", 60)
    assert change is not None
    office.person, office.roles = "李岚", frozenset({"clerk", "handler"})
    mine = person(office, "李岚")
    for attempt in (
        lambda: edit_record(office, "staff", mine.id, mine.version, {"roles": ("administrator",)}),
        lambda: set_roles(office, mine.id, ("administrator",)),
        lambda: office.reverse(change.seq),
    ):
        with pytest.raises(NotAllowed, match="管理员"):
            attempt()
    assert person(office, "李岚") == mine and office.setting("lock.minutes") == 60
