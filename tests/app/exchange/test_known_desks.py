"""Every desk that files came from, with its last file, its gaps, and whether it was retired."""

from pathlib import Path

from app.actions.retire import retire
from app.exchange.known_desks import known_desks
from app.store.office import Office
from tests.app.exchange import two_offices as two


def test_desks_stand_with_their_last_number_and_what_never_came(
    town: Office, county: Office, tmp_path: Path
) -> None:
    two.report(town)
    other = two.copied(town, tmp_path / "other")
    two.receive(county, two.post(town, "QH00", tmp_path))
    two.post(town, "QH00", tmp_path)
    two.receive(county, two.post(town, "QH00", tmp_path))
    two.receive(county, two.post(other, "QH00", tmp_path))
    found = {each.desk: each for each in known_desks(county)}
    assert found[town.desk].last == (3, "2026-03-06") and found[town.desk].gaps == ((2, 2),)
    assert found[other.desk].last == (1, "2026-03-06") and not found[other.desk].ours
    assert found[town.desk].people == (town.person,) and found[town.desk].since == "2026-03-06"
    assert found[other.desk].people == (), "nothing was registered there"
    retire(county, other.desk)
    assert [(each.desk, each.retired) for each in known_desks(county)] == [
        (town.desk, ""),
        (other.desk, "2026-03-06"),
    ]
    two.receive(town, two.post(other, "YX01", tmp_path))
    (sister,) = [each for each in known_desks(town) if each.ours]
    assert (sister.desk, sister.number) == (other.desk, other.desk.rpartition("/")[2])
    other.close()
