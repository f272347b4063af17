"""One step writes a posting for every unit below."""

from pathlib import Path

import pytest

from app.actions.send_all import send_all, units_below
from app.actions.units import add_unit
from app.errors import NotAllowed, Unavailable
from app.store import peers
from app.store.office import Office
from tests.app.exchange.conftest import county, town

__all__ = ["county", "town"]


@pytest.fixture
def below(county: Office) -> list[str]:
    """Codes of three units below; a village and the upper office are known too."""
    for code, name, kind in (("YX01", "云溪镇纪委", "township"), ("SQ02", "石桥镇纪委", "township"),
                             ("PZ03", "派驻第三组", "dispatched"), ("V1", "柳树村", "village")):  # fmt: skip
        add_unit(county, code=code, name=name, unit_kind=kind)
    return [str(each.code) for each in units_below(county)]


def test_each_unit_below_gets_a_file_of_its_own(county: Office, below: list[str], tmp_path: Path) -> None:
    assert below == ["YX01", "SQ02", "PZ03"]
    done = send_all(county, below, tmp_path)
    assert [each.header.receiver for each in done.sent] == below
    assert all(each.path.parent == tmp_path and each.path.exists() for each in done.sent)
    assert [row["number"] for row in peers.sent(county.db)] == [1, 1, 1] and done.summary == "已写好 3 份。"


def test_who_cannot_be_written_to_is_named_and_the_others_are_not_held_up(
    county: Office, below: list[str], tmp_path: Path
) -> None:
    done = send_all(county, ["YX01", "没有", "PZ03"], tmp_path)
    assert [each.header.receiver for each in done.sent] == ["YX01", "PZ03"]
    assert done.failed[0][0] == "没有" and "单位名录里没有" in done.failed[0][1]
    assert done.summary == "已写好 2 份，1 份没有写成。"


def test_it_is_stopped_between_files(county: Office, below: list[str], tmp_path: Path) -> None:
    steps: list[int] = []
    done = send_all(county, below, tmp_path, lambda at, of: steps.append(at), stopped=lambda: len(steps) == 1)
    assert done.stopped and len(done.sent) == 1 and len(list(tmp_path.glob("*.xlsx"))) == 1


def test_nobody_named_and_no_folder_are_refused(county: Office, town: Office, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="还没有选单位"):
        send_all(county, [], tmp_path)
    with pytest.raises(Unavailable, match="请先建好"):
        send_all(county, ["YX01"], tmp_path / "没有")
    assert units_below(town) == []
