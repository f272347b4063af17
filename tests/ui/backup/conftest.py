"""A township's folder beside the one whose window is open."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.ui.workplace import Clock, new_town


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A township's folder, set up today and closed, as the program itself opens it."""
    clock = Clock()
    clock.at = datetime.now()
    new_town(tmp_path / "closed", clock)
    return tmp_path / "closed"
