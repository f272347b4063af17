"""Two desks of one office write one case: joined where no field is torn, else decided by the owner, and undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.decide import JOINED, OURS, THEIRS, decide, decide_fields, decide_many, fields_of, hand, held
from app.actions.edit import edit_cases
from app.actions.undo import undo
from app.errors import Invalid, NotAllowed
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.exchange import two_offices as two

SUMMARY, PLACE = "registration.summary", "registration.incident_place"


class Desks:
    """A township's two desks and a county, all holding one case; each desk writes it before `meet`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.town, self.county = two.township(folder / "t"), two.county(folder / "c")
        self.cases = [two.report(self.town) for _ in range(2)]
        two.receive(self.county, two.post(self.town, "QH00", folder))
        self.copy = two.copied(self.town, folder / "t2")
        self.copy.person = "李岚"

    def write(self, ours: dict[str, str], theirs: dict[str, str], case: int = 0) -> None:
        edit_cases(self.town, [self.cases[case]], ours)  # type: ignore[arg-type]
        edit_cases(self.copy, [self.cases[case]], theirs)  # type: ignore[arg-type]

    def meet(self) -> None:
        """Both desks post to the county, which sends each what the other wrote."""
        for desk in (self.town, self.copy):
            two.receive(self.county, two.post(desk, "QH00", self.folder))
        for desk in (self.town, self.copy):
            two.receive(desk, two.post(self.county, "YX01", self.folder))

    def said(self, office: Office, case: int = 0) -> tuple[object, object]:
        registration = read_case(office, self.cases[case]).registration
        return registration.summary, registration.incident_place


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    made = Desks(tmp_path)
    yield made
    for office in (made.town, made.copy, made.county):
        office.close()


@pytest.mark.thorough
def test_what_two_desks_wrote_in_different_fields_stands_joined_at_the_county(desks: Desks) -> None:
    desks.write({SUMMARY: "甲写"}, {PLACE: "柳树村"})
    desks.meet()
    assert desks.said(desks.county) == ("甲写", "柳树村")
    assert held(desks.county) == []
    (one,) = held(desks.town)
    assert [(each.label, each.torn) for each in fields_of(desks.town, one)] == [("问题属地", False)]
    decide(desks.town, one.id, JOINED)
    assert desks.said(desks.town) == ("甲写", "柳树村")
    desks.meet()
    assert held(desks.town) == [] == held(desks.county)


def test_a_torn_field_is_shown_with_what_was_ours_and_theirs_with_person_and_moment(desks: Desks) -> None:
    desks.write({SUMMARY: "甲写", PLACE: "柳树村"}, {SUMMARY: "乙写"})
    desks.meet()
    (one,) = held(desks.town)
    found = {each.name: each for each in fields_of(desks.town, one)}
    summary = found["summary"]
    assert (summary.base, summary.ours, summary.theirs, summary.torn) == (
        "反映低保评定不公",
        "甲写",
        "乙写",
        True,
    )
    assert found["incident_place"].torn is False and found["incident_place"].value(JOINED) == "柳树村"
    assert hand(desks.town, one) == ("王敏", "2026-03-06 09:30:00")
    assert hand(desks.town, one, 0) == ("李岚", "2026-03-06 09:30:00")


def test_the_owner_decides_field_by_field_and_takes_it_back(desks: Desks) -> None:
    desks.write({SUMMARY: "甲写", PLACE: "柳树村"}, {SUMMARY: "乙写"})
    desks.meet()
    (one,) = held(desks.town)
    with pytest.raises(Invalid, match="还没有定：问题摘要"):
        decide_fields(desks.town, one.id, {})
    with pytest.raises(Invalid, match="问题摘要两边都改过"):
        decide(desks.town, one.id, JOINED)
    decide_fields(desks.town, one.id, {"summary": "乙写"})
    assert desks.said(desks.town) == ("乙写", "柳树村")
    undo(desks.town)
    assert desks.said(desks.town) == ("甲写", "柳树村")
    assert [each.id for each in held(desks.town)] == [one.id]
    decide_fields(desks.town, one.id, {"summary": "甲乙都写"})
    assert desks.said(desks.town) == ("甲乙都写", "柳树村")
    desks.meet()
    desks.meet()
    for office in (desks.town, desks.county):
        assert desks.said(office) == ("甲乙都写", "柳树村")
        assert held(office) == []


@pytest.mark.thorough
def test_only_the_owner_decides_and_elsewhere_both_versions_are_shown(desks: Desks) -> None:
    desks.write({SUMMARY: "甲写"}, {SUMMARY: "乙写"})
    desks.meet()
    (one,) = held(desks.county)
    assert not one.owned
    assert {fields_of(desks.county, one)[0].ours, fields_of(desks.county, one)[0].theirs} == {"甲写", "乙写"}
    for way in (
        lambda: decide_fields(desks.county, one.id, {"summary": "甲写"}),
        lambda: decide_many(desks.county, [one.id], OURS),
    ):
        with pytest.raises(NotAllowed):
            way()


@pytest.mark.parametrize(("keep", "kept"), [(OURS, "甲写"), (THEIRS, "乙写")])
@pytest.mark.thorough
def test_several_are_decided_alike_in_one_step_and_taken_back_in_one(
    desks: Desks, keep: str, kept: str
) -> None:
    for case in range(2):
        desks.write({SUMMARY: "甲写"}, {SUMMARY: "乙写"}, case)
    desks.meet()
    decide_many(desks.town, [each.id for each in held(desks.town)], keep)
    assert held(desks.town) == []
    assert {desks.said(desks.town, case)[0] for case in range(2)} == {kept}
    undo(desks.town)
    assert len(held(desks.town)) == 2
    assert {desks.said(desks.town, case)[0] for case in range(2)} == {"甲写"}


@pytest.mark.thorough
def test_of_several_none_is_joined_when_one_is_torn(desks: Desks) -> None:
    desks.write({SUMMARY: "甲写"}, {PLACE: "柳树村"}, 0)
    desks.write({SUMMARY: "甲写"}, {SUMMARY: "乙写"}, 1)
    desks.meet()
    with pytest.raises(Invalid, match="逐项决定"):
        decide_many(desks.town, [each.id for each in held(desks.town)], JOINED)
    assert len(held(desks.town)) == 2


@pytest.mark.thorough
def test_a_respondent_that_neither_version_names_is_asked_about(desks: Desks) -> None:
    from app.records.matters import Allegation
    from app.rules.jurisdiction import LevelDoubtful

    for desk, unit in ((desks.town, "甲"), (desks.copy, "乙")):
        edit_cases(desk, [desks.cases[0]], {"allegation.unit": unit})
    desks.meet()
    (one,) = held(desks.town)
    assert one.kind == Allegation.kind
    with pytest.raises(LevelDoubtful):
        decide_fields(desks.town, one.id, {"unit": "甲", "rank_class": "county_rank"})
    assert len(held(desks.town)) == 1
