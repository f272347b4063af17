"""Census over rights, the actions between offices: each with every role on two offices that wrote to each other, and undone."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest

from app.actions.accept_proposal import accept_proposal
from app.actions.answer_circular import answer_circular
from app.actions.decide import THEIRS, decide, held
from app.actions.edit import edit_cases
from app.actions.issue_circular import issue_circular
from app.actions.locks import protect_office
from app.actions.pair_passwords import keep_password
from app.actions.propose_correction import propose_correction
from app.actions.refuse_proposal import refuse_proposal
from app.actions.renumber import doubled, renumber
from app.actions.retire import desks, retire
from app.actions.same_case import part_again, say_same
from app.actions.settings import set_limit, set_setting
from app.actions.take_configuration import take_configuration
from app.actions.undo import undo
from app.errors import NotAllowed
from app.exchange.issued.arrived import offers
from app.exchange.proposals import proposals
from app.rules.rights import RIGHTS, ROLES
from app.store import desk, journal, letters
from app.store.office import Office
from tests.app.exchange import two_offices as two
from tests.app.exchange.issued.configured import sent
from tests.app.store.journey import WORD
from tests.app.store.offices import everything
from tests.census.test_rights import ELSEWHERE
from tests.tiers import some


@dataclass(frozen=True)
class Between:
    """The two offices as they stand after a round of postings; ids of cases of the township."""

    town: Office
    county: Office
    cases: tuple[str, str, str, str]


def asked(at: Between) -> list[str]:
    """What the county proposed."""
    return [each.key for each in proposals(at.town) if each.ours]


TRIED: dict[str, Callable[[Between], object]] = {
    "same_case": lambda at: say_same(at.town, at.cases[0], at.cases[1]),
    "part_case": lambda at: part_again(at.town, max(at.cases[2:])),
    "retire": lambda at: retire(at.town, desks(at.town)[0][0]),
    "answer_circular": lambda at: answer_circular(
        at.town, letters.issued(at.town.db)[0], content="已逐村研判"
    ),
    "take_configuration": lambda at: take_configuration(
        at.town, [item.id for each in offers(at.town) for item in each.items if not item.refusal]
    ),
    "propose_correction": lambda at: propose_correction(
        at.county, "registration", at.cases[1], "summary", "另写一句"
    ),
    "accept_proposal": lambda at: accept_proposal(at.town, asked(at)),
    "refuse_proposal": lambda at: refuse_proposal(at.town, asked(at), "原件如此"),
    "decide": lambda at: decide(at.town, held(at.town)[0].id, THEIRS),
    "renumber": lambda at: renumber(at.town, doubled(at.town)[0][1]),
    "protect_office": lambda at: protect_office(at.town, "王敏", "柳树村的早晨很安静"),
}
FOR_GOOD = frozenset({"protect_office"})
"""Not undone, but by another action of its own."""
SHOWN = ("case_row", "case_text", "case_obligation", "same_case", "shelf")
"""What people see and what the office decided; records themselves keep that they were written and taken back."""


def standing(office: Office) -> object:
    """What the office shows, to the letter; of a proposal what is open (the shelf counts how often it was answered)."""
    tables = everything(office)
    shown = {name: [row for row in tables[name] if row[0] != "proposal"] for name in SHOWN}
    return shown, [(each.key, each.new, each.state) for each in proposals(office, open_only=True)]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, str, str, str]]:
    """The folder with both, closed."""
    room = tmp_path_factory.mktemp("between")
    town, county = two.township(room / "town"), two.county(room / "county")
    keep_password(town, "QH00", WORD)
    keep_password(county, "YX01", WORD)
    cases = (two.report(town), two.report(town), two.report(town), two.report(town))
    two.receive(county, two.post(town, "QH00", room))
    propose_correction(county, "registration", cases[0], "summary", "反映低保评定和公示")
    issue_circular(county, "warning_letter", "云溪镇纪委", "信访量上升，请研判")
    set_limit(county, "T03", limit=10)
    set_setting(county, "preset", "C1")
    two.receive(town, sent(county, room, ("rules", "presets")))
    say_same(town, cases[2], cases[3])
    meet_a_second_desk(town, room)
    town.close()
    county.close()
    return room, cases


def meet_a_second_desk(town: Office, room: Path) -> None:
    """Both desks of the township wrote one case, and gave one number to two (the chance of 1 in 90)."""
    both = two.report(town)
    keep_password(town, town.code, WORD)
    with patch.object(desk, "free_block", lambda *_: 0):
        other = two.copied(town, room / "other")
    for office, place in ((town, "柳树村"), (other, "云溪村")):
        edit_cases(office, [both], {"registration.incident_place": place})
        two.report(office)
    two.receive(town, two.post(other, town.desk, room))
    other.close()


@pytest.fixture
def at(template: tuple[Path, tuple[str, str, str, str]], tmp_path: Path, quick: None) -> Iterator[Between]:
    """A copy of both, open."""
    room, cases = template
    for name in ("town", "county"):
        shutil.copytree(room / name, tmp_path / name)
    opened = [Office.open(tmp_path / name, clock=lambda: two.NOW) for name in ("town", "county")]
    yield Between(*opened, cases)
    for each in opened:
        each.close()


@pytest.mark.parametrize("name", some(TRIED, 4))
def test_it_is_refused_to_the_roles_without_the_right_and_leaves_no_line(at: Between, name: str) -> None:
    lines = [journal.head(office.db)[0] for office in (at.town, at.county)]
    for role in sorted(ROLES - RIGHTS[name]):
        at.town.roles = at.county.roles = frozenset({role})
        with pytest.raises(NotAllowed, match="您现在的职责不能做"):
            TRIED[name](at)
    assert [journal.head(office.db)[0] for office in (at.town, at.county)] == lines


@pytest.mark.parametrize("name", TRIED)
def test_its_roles_do_it_with_one_line_that_is_undone_to_the_letter(at: Between, name: str) -> None:
    office = at.county if name == "propose_correction" else at.town
    for role in sorted(RIGHTS[name]):
        office.roles = None
        line, before = journal.head(office.db)[0], standing(office)
        office.roles = frozenset({role})
        TRIED[name](at)
        assert journal.head(office.db)[0] == line + 1
        assert journal.lines(office.db)[0].action == name
        office.roles = None
        if name not in FOR_GOOD:
            undo(office)
            assert standing(office) == before


@pytest.mark.parametrize("name", sorted(ELSEWHERE.keys() - {"read_case"}))
def test_the_door_to_writing_is_shut_to_every_other_role(at: Between, name: str) -> None:
    line = journal.head(at.town.db)[0]
    for role in sorted(ROLES - RIGHTS[name]):
        at.town.roles = frozenset({role})
        with (
            pytest.raises(NotAllowed, match="您现在的职责不能做"),
            at.town.writing("…", action=name),
        ):
            pass
    assert journal.head(at.town.db)[0] == line
