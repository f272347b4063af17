"""An office makes a scheme of lights of its own, works with it, changes it, takes it away, and a county sends it down."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.actions.light_schemes import keep_scheme, own_scheme, without_scheme
from app.actions.send import send
from app.actions.take import take
from app.actions.take_configuration import take_configuration
from app.actions.undo import undo
from app.actions.units import add_unit
from app.errors import Invalid, NotAllowed
from app.exchange.issued.arrived import offers
from app.exchange.receive import preview
from app.ledger.would_move import would_move
from app.rules.status import Status, load_preset
from app.store.case_file import read_case
from app.store.measures import presets_of
from app.store.office import Office
from tests.app.store.offices import reported

COLOURS = {**load_preset("default").colours, Status.DUE_SOON: "orange"}


def test_a_scheme_of_our_own_turns_the_lights_it_says_and_is_taken_back_in_one_step(office: Office) -> None:
    case = reported(office, received_on=office.today - timedelta(14))
    assert read_case(office, case).status(office.today) is Status.RUNNING
    made = own_scheme(office, "default", " 本镇 七天 ", 7, 1, COLOURS)
    assert [each.status_after for each in would_move(office, made)] == [Status.DUE_SOON]
    assert office.setting("preset") == "default"
    keep_scheme(office, made)
    now = office.measure.preset
    assert (now.label, now.source, now.yellow_days, now.urgent_days) == ("本镇 七天", "本单位自定", 7, 1)
    assert now.colours[Status.DUE_SOON] == "orange" and now.order == load_preset("default").order
    assert read_case(office, case).status(office.today) is Status.DUE_SOON
    undo(office)
    assert office.measure.preset.id == "default" and office.setting("preset.local") == {}
    assert read_case(office, case).status(office.today) is Status.RUNNING


def test_a_scheme_of_our_own_is_changed_in_its_place_and_one_of_the_program_stays(office: Office) -> None:
    keep_scheme(office, own_scheme(office, "C3", "我们的", 4, None, COLOURS))
    first = office.measure.preset
    assert first.ages == load_preset("C3").ages and first.id not in {"C3", "default"}
    keep_scheme(office, own_scheme(office, first.id, "我们的", 6, None, COLOURS))
    assert (office.measure.preset.id, office.measure.preset.yellow_days) == (first.id, 6)
    keep_scheme(office, own_scheme(office, "C5", "又一套", 6, None, COLOURS))
    assert office.measure.preset.yellow_months is None, "days take the place of months"
    assert len(presets_of(office.setting)) == 8


def test_the_program_s_own_takes_the_place_of_a_scheme_that_is_taken_away(office: Office) -> None:
    keep_scheme(office, own_scheme(office, "default", "我们的", 4, None, COLOURS))
    id = office.measure.preset.id
    keep_scheme(office, without_scheme(office, id))
    assert office.measure.preset.id == "default" and office.setting("preset.local") == {}
    undo(office)
    assert office.measure.preset.id == id
    with pytest.raises(Invalid, match="不能去掉"):
        without_scheme(office, "C1")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"label": " "}, "起一个"), ({"label": "长" * 21}, "起一个"), ({"label": load_preset("C1").label}, "已经有叫"),
        ({"yellow_days": 61}, "0 到 60"), ({"yellow_days": -1}, "0 到 60"), ({"urgent_days": 4}, "离到期更近"),
        ({"colours": {**COLOURS, Status.DONE: "black"}}, "颜色"), ({"colours": {}}, "颜色"), ({"basis": "C9"}, "已经没有"),
    ],
)  # fmt: skip
def test_what_no_scheme_can_be_is_refused_in_one_sentence(
    office: Office, said: dict[str, object], why: str
) -> None:
    asked = {"basis": "default", "label": "我们的", "yellow_days": 4, "urgent_days": None, "colours": COLOURS}
    with pytest.raises(Invalid, match=why):
        own_scheme(office, **(asked | said))  # type: ignore[arg-type]


def test_whoever_may_not_change_settings_keeps_no_scheme(office: Office) -> None:
    made = own_scheme(office, "default", "我们的", 4, None, COLOURS)
    office.roles = frozenset({"leader"})
    with pytest.raises(NotAllowed):
        keep_scheme(office, made)


def test_a_county_sends_its_own_scheme_down_and_a_township_takes_it(
    county: Office, office: Office, tmp_path: Path
) -> None:
    add_unit(county, code=office.code, name=office.name, unit_kind="township", above=county.code)
    keep_scheme(county, own_scheme(county, "default", "县里七天", 7, 2, COLOURS))
    sent = send(county, office.code, tmp_path, configuration=["presets"])
    take(office, preview(office, sent.path))
    (offer,) = offers(office)
    assert "县里七天，提前 7 个工作日变黄" in offer.items[0].new
    take_configuration(office, [offer.items[0].id])
    assert office.measure.preset.label == "县里七天" and office.measure.preset.urgent_days == 2
    undo(office)
    assert office.measure.preset.id == "default"
