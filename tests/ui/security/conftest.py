"""A protected township in its real window, with two logins."""

import pytest

from app.actions import locks
from app.store.office import Office

MINE, OTHER = "correct horse", "another good one"


@pytest.fixture
def office(quick: None, office: Office) -> Office:
    """王敏 (clerk, handler, administrator) has logged in; 李青云 (handler) may."""
    locks.protect_office(office, "王敏", MINE)
    locks.add_login(office, "李青云", OTHER)
    return office
