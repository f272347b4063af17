"""全量: a posting of everything starts an office anew and rebuilds one whose desk was lost."""

from pathlib import Path

from app.actions.send import send
from app.actions.take import take
from app.actions.verify import verify
from app.exchange.rebuilding import STARTED
from app.exchange.receive import open_truth, preview
from app.records.registration import Registration
from app.store.office import Office
from tests.app.exchange import two_offices as two


def test_a_full_posting_brings_what_the_other_office_knew_already(
    town: Office, county: Office, tmp_path: Path
) -> None:
    case = two.report(town)
    two.act(town, "accept", case)
    two.receive(county, two.post(town, "QH00", tmp_path))
    two.receive(town, two.post(county, "YX01", tmp_path))
    two.receive(county, two.post(town, "QH00", tmp_path))
    sent = send(town, "QH00", tmp_path / "full.xlsx", full=True)
    assert sent.header.cases == sent.header.total_cases == 1
    found = preview(county, sent.path)
    assert not found.counts["changed"] and not found.counts["new"] and found.counts["same"]


def test_a_lost_desk_is_rebuilt_from_the_other_offices_full_posting(
    town: Office, county: Office, tmp_path: Path
) -> None:
    cases = {two.report(town, summary=words) for words in ("低保", "鱼塘", "修路")}
    two.act(town, "accept", next(iter(cases)))
    two.receive(county, two.post(town, "QH00", tmp_path))
    two.post(county, "YX01", tmp_path)  # carries the receipt, and never arrives
    path = send(county, "YX01", tmp_path / "全量.xlsx", full=True).path
    only_here = two.report(town)
    before = two.versions(town, cases)
    new = two.township(tmp_path / "rebuilt")
    assert new.desk != town.desk
    found = preview(new, path)
    assert found.strays and STARTED in found.warnings
    told = "".join(found.warnings)
    assert (
        f"机号 {town.desk.rpartition('/')[2]} 的最后是第 1 号(2026-03-06)" in told
        and "照纸质登记簿补登" in told
    )
    take(new, found)
    assert {each.id for each in new.find(Registration)} == cases
    assert two.versions(new, cases) == before
    assert only_here not in cases
    assert verify(new).faults == ()
    summary = two.report(new, summary="新的一件")
    two.receive(county, two.post(new, "QH00", tmp_path))
    assert {each.id for each in county.find(Registration)} == cases | {summary}
    assert two.versions(county, cases) == before
    new.close()


def test_it_is_numbered_like_any_other(town: Office, county: Office, tmp_path: Path) -> None:
    two.report(town)
    two.post(town, "QH00", tmp_path)
    sent = send(town, "QH00", tmp_path / "full.xlsx", full=True)
    assert sent.header.number == 2 and open_truth(sent.path, town).header.previous
