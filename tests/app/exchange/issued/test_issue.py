"""What a county sends down of its configuration, to whom, under which number."""

from pathlib import Path

import pytest

from app.actions.send import send
from app.actions.send_all import send_all
from app.actions.settings import set_limit
from app.actions.units import unit_by_code
from app.errors import Invalid, NotAllowed
from app.exchange.issued.issue import issue, summary
from app.exchange.receive import open_truth
from app.exchange.truth import CONFIGURATION
from app.store.office import Office
from tests.app.exchange import two_offices as two
from tests.app.exchange.issued.configured import decided, sent


def said(path: Path) -> dict[str, dict[str, object]]:
    (line,) = open_truth(path).kept(CONFIGURATION)
    return dict(line["groups"])


def test_what_is_ticked_goes_with_a_posting_and_keeps_its_number_until_it_changes(
    county: Office, tmp_path: Path
) -> None:
    decided(county)
    first, again = sent(county, tmp_path, ["rules"]), sent(county, tmp_path, ["rules", "calendar"])
    assert said(first) == {"rules": said(again)["rules"]} and said(first)["rules"]["number"] == 1
    set_limit(county, "T03", limit=8)
    third = said(sent(county, tmp_path, ["rules", "calendar"]))
    assert (third["rules"]["number"], third["calendar"]["number"]) == (2, 1)
    assert list(open_truth(sent(county, tmp_path, [])).kept(CONFIGURATION)) == []


def test_it_goes_to_all_in_one_step_with_cases_or_alone(county: Office, town: Office, tmp_path: Path) -> None:
    two.report(town)
    two.receive(county, two.post(town, "QH00", tmp_path))
    decided_names = ["YX01"]
    done = send_all(county, decided_names, tmp_path, configuration=["presets"])
    assert done.sent[0].issued == "灯色方案" and done.sent[0].header.cases == 1
    alone = send(county, "YX01", tmp_path / "alone.xlsx", configuration=["presets", "rules"], alone=True)
    assert alone.header.cases == 0 and alone.change.label.endswith("下发时限、灯色方案")
    truth = open_truth(alone.path)
    assert list(truth.versions()) == [] and any(sort == "knows" for sort, _ in truth.walk())


def test_only_a_county_sends_configuration_and_only_downwards(
    county: Office, town: Office, tmp_path: Path
) -> None:
    with pytest.raises(NotAllowed, match="只有县里能下发配置"):
        send(town, "QH00", tmp_path, configuration=["rules"])
    with pytest.raises(NotAllowed, match="只能下发给下级"):
        send(county, "QH00/9999", tmp_path, configuration=["rules"])
    decided(county)
    with pytest.raises(Invalid, match="没有“letters”这类配置"):
        send(county, "YX01", tmp_path, configuration=["letters"])
    with pytest.raises(NotAllowed, match="先勾选"):
        send(county, "YX01", tmp_path, alone=True)
    assert list(tmp_path.glob("*.xlsx")) == []


def test_who_ticks_is_told_what_a_group_holds(county: Office) -> None:
    decided(county)
    unit = unit_by_code(county, "YX01")
    assert unit is not None and issue(county, [], unit) is None
    assert [summary(county, each) for each in ("calendar", "rules", "units")] == [
        "与程序自带的不同 1 处", "与程序自带的不同 1 处", "3 个单位"]  # fmt: skip
