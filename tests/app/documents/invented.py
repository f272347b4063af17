"""Invented cases that have gone far enough for every paper: everybody and every place in them is made up."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.actions.catalogue import CASE_ACTIONS
from app.actions.edit import edit_cases
from app.actions.papers import make_paper
from app.actions.record_finding import record_finding
from app.actions.register import Entry, register, registered_case
from app.documents.paper import Paper
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.store.offices import Clock, new_county, new_township

REPORT: Mapping[str, Any] = {
    "intake_channel": "letter", "intake_source": "self", "identity_status": "real_name",
    "category": "misconduct_report", "incident_place": "柳树村", "campaign_tag": ("subsistence",),
    "summary": "反映柳树村党支部书记曾小明在低保评定中优亲厚友，\n并收取村民现金。",
}  # fmt: skip
POINTS: tuple[Mapping[str, Any], ...] = (
    {"respondent": "曾小明", "unit": "柳树村", "position": "党支部书记", "rank_class": "village_secretary",
     "allegation_type": "harm_interests", "summary": "2025年低保评定中为亲戚办理低保"},
    {"respondent": "曾小明", "unit": "柳树村", "position": "党支部书记", "rank_class": "village_secretary",
     "allegation_type": "gifts", "summary": "收取村民现金2000元"},
)  # fmt: skip
REPORTER: Mapping[str, Any] = {"reporter_type": "person", "name": "黎不传", "phone": "13900001111",
                               "address": "柳树村七组密室", "consent_to_publish": False}  # fmt: skip


@dataclass
class Told:
    """An office and the one case in it, with a way to let things happen."""

    office: Office
    case: str
    clock: Clock

    def act(self, action: str, **more: Any) -> None:
        """Do one action with its defaults and these values; two underscores stand for the dot."""
        said = {name.replace("__", "."): value for name, value in more.items()}
        done = CASE_ACTIONS[action]
        case = read_case(self.office, self.case)
        done.do(self.office, self.case, {**done.defaults(self.office, case), **said})

    def paper(self, name: str) -> Paper:
        """The paper of that name as it is now."""
        return make_paper(self.office, self.case, name)

    def edit(self, **more: Any) -> None:
        """Write fields of the bands."""
        edit_cases(self.office, [self.case], {name.replace("__", "."): value for name, value in more.items()})


def told(office: Office, clock: Clock, **more: Any) -> Told:
    """Register the invented report."""
    said = {"received_on": office.today, **REPORT, **more}
    return Told(office, registered_case(register(office, Entry(said, POINTS, REPORTER))), clock)


def accepted(at: Told) -> None:
    """Proposed, instructed, accepted, told."""
    at.edit(registration__proposed_action="accept", registration__proposer="王敏",
            registration__proposed_on=at.office.today)  # fmt: skip
    at.edit(registration__instruction="请认真核查，\n按期办结。", registration__approver="周正明",
            registration__instructed_on=at.office.today)  # fmt: skip
    at.clock.forward(days=1)
    at.act("accept")
    at.act("tell_acceptance", feedback__staff="王敏、李青云", feedback__opinion="知道了。")


def handled(at: Told) -> None:
    """Handed to a handler."""
    at.act("hand_over", handling__handler="李青云")
    at.clock.forward(days=7)


def closed(at: Told) -> None:
    """Closed with a finding for each point, then fed back."""
    if read_case(at.office, at.case).handling is None:
        handled(at)
    at.edit(handling__disposition="preliminary_verification", handling__disposed_on=at.office.today)
    at.clock.forward(days=20)
    for point, found, said in zip(
        read_case(at.office, at.case).allegations, ("substantiated", "unsubstantiated"),
        ("2025年3月为其弟媳办理低保，不符合条件。", "没有证据证明收取现金。"), strict=True,
    ):  # fmt: skip
        record_finding(at.office, at.case, point.id, {"finding": found, "explanation": said})
    at.edit(handling__finding="partly_substantiated", handling__result="曾小明受到批评教育，违规低保已取消。",
            handling__closed_on=at.office.today, handling__four_forms="1", handling__persons_handled=1)  # fmt: skip
    at.clock.forward(days=2)
    at.act("feed_back", handling__satisfaction="satisfied", feedback__place="柳树村村部", feedback__staff="王敏、李青云",
           feedback__content="告知低保问题属实，已经纠正；收取现金不属实。", feedback__opinion="没有意见。",
           feedback__signed="已签字")  # fmt: skip


@contextmanager
def township(folder: Path, **more: Any) -> Iterator[Told]:
    """A township that has just registered the invented report."""
    clock = Clock()
    office = new_township(folder / "township", clock)
    try:
        yield told(office, clock, **more)
    finally:
        office.close()


@contextmanager
def county(folder: Path) -> Iterator[Told]:
    """A county that has registered it."""
    clock = Clock()
    office = new_county(folder / "county", clock)
    try:
        yield told(office, clock)
    finally:
        office.close()


@contextmanager
def whole_case(folder: Path) -> Iterator[tuple[Office, str]]:
    """A township's case from the letter to the feedback."""
    with township(folder) as at:
        accepted(at)
        closed(at)
        yield at.office, at.case
