"""Two offices witness each other's journal: a rewritten one contradicts what the other saw."""

from pathlib import Path

import pytest

from app.actions.take import take
from app.actions.verify import verify
from app.exchange import witness
from app.exchange.receive import open_truth, preview
from app.store.office import Office
from tests.app.exchange import two_offices as two


def rewritten(office: Office, seq: int) -> None:
    """Change a line past the triggers, as only somebody with the key could."""
    office.db.execute_sql('DROP TRIGGER "journal_stays"')
    office.db.execute_sql('UPDATE "journal" SET "hash" = ? WHERE "seq" = ?', ("0" * 64, seq))


@pytest.fixture
def met(town: Office, county: Office, tmp_path: Path) -> tuple[Office, Office]:
    """Both have taken a file of the other."""
    two.report(town)
    two.receive(county, two.post(town, "QH00", tmp_path))
    two.receive(town, two.post(county, "YX01", tmp_path))
    return town, county


def test_the_head_that_the_other_office_saw_comes_home(met: tuple[Office, Office], tmp_path: Path) -> None:
    township, county = met
    heads = witness.heads_in(open_truth(two.post(county, "YX01", tmp_path)).kept())
    assert heads.keys() == {township.desk}
    assert witness.contradiction(township, heads, "清河县") is None
    assert verify(township).ok and verify(county).ok


@pytest.mark.thorough
def test_our_rewritten_journal_is_told_by_the_next_file_and_by_verify(
    met: tuple[Office, Office], tmp_path: Path
) -> None:
    township, county = met
    seen = witness.seen_of(county, "YX01")[township.desk][0]
    rewritten(township, seen)
    found = preview(township, two.post(county, "YX01", tmp_path))
    assert any("本机日志的第" in warning for warning in found.warnings)
    assert [fault.where for fault in verify(township).faults if fault.where == "witness"] == ["witness"]


@pytest.mark.thorough
def test_a_restored_backup_contradicts_nothing(met: tuple[Office, Office], tmp_path: Path) -> None:
    township, county = met
    again = two.copied(township, tmp_path / "again")
    try:
        found = preview(again, two.post(county, "YX01", tmp_path))
        assert not any("日志" in warning for warning in found.warnings)
        take(again, found)
        assert verify(again).ok
    finally:
        again.close()


@pytest.mark.parametrize(("seq", "head"), [(1, "a" * 64), (None, "b" * 64)])
def test_a_later_posting_whose_journal_went_back_or_differs_is_doubted(
    met: tuple[Office, Office], tmp_path: Path, seq: int | None, head: str
) -> None:
    township, county = met
    header = open_truth(min(tmp_path.glob("YX01*.xlsx"))).header
    said = {**vars(header), "number": header.number + 1, "journal_head": head}
    said["journal_seq"] = header.journal_seq if seq is None else seq
    doubt = witness.doubt_sender(county, type(header)(**said))
    assert doubt is not None and doubt.endswith("。") and "对不上" in doubt
    assert witness.doubt_sender(county, header) is None
    assert township.desk == header.desk


def test_lines_that_are_no_heads_are_left_out() -> None:
    good = {"A/1": [3, "ff"], "A/2": [3], "A/3": ["3", "ff"], "A/4": None}
    assert witness.heads_in([good, "x", None, []]) == {"A/1": (3, "ff")}


def test_an_office_that_never_sent_is_not_witnessed(town: Office) -> None:
    assert witness.seen_of(town, "QH00") == {}
