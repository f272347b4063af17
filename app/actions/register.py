"""登记: a new report with its allegations, and the reporter apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.actions.case_action import next_number
from app.actions.judged import judged
from app.actions.visits import odd_numbers
from app.change import Change
from app.errors import Invalid
from app.records.aftermath import Repeat
from app.records.matters import Allegation, Reporter, Step, Visit
from app.records.oversight import UpReport
from app.records.registration import Registration
from app.schema.kinds import Value
from app.store.case_file import read_case
from app.store.office import Office
from app.store.writing import Writer

Named = Mapping[str, Value]


@dataclass(frozen=True)
class Entry:
    """What a clerk types for one report: values by field name (without the kind).

    `own_level_confirmed`: the clerk has said that respondents of a rank or post above are this office's to handle.
    """

    registration: Named
    allegations: Sequence[Named] = ()
    reporter: Named = field(default_factory=dict)
    visit: Named = field(default_factory=dict)
    own_level_confirmed: bool = False
    repeat_of: str | None = None
    """Id of a case of which the clerk has judged this report to be a repeat."""
    major: bool = False
    """The clerk has confirmed that it is a major matter: its report to the level above is due from now (M52)."""
    different: Sequence[str] = ()
    """Ids of cases that were offered as like and judged to be another matter."""


def register(office: Office, entry: Entry) -> Change:
    """Register one report; its number is given here.

    A report judged to be a repeat joins its matter in the same step: who judged and when is kept with it (M26).
    Raises Invalid naming the field, LevelDoubtful for a respondent who may belong to the level above.
    """
    said: dict[str, Value] = {"registered_on": office.today, "registrar": office.person or None}
    said |= {name: value for name, value in entry.registration.items() if value is not None}
    anonymous = said.get("identity_status") in ("anonymous", "impersonated")
    if anonymous and any(entry.reporter.get(name) for name in ("name", "phone", "id_number", "address")):
        raise Invalid(
            "匿名件不登记反映人信息。要登记，请先把署名情况改为署名或实名。",
            field="registration.identity_status",
        )
    with office.writing("登记", action="register") as write:
        write.own_level_confirmed = entry.own_level_confirmed
        made = write.add(Registration, **said)
        made = write.edit(made, case_no=next_number(office, write, "case"))
        write.label = f"登记 {made.case_no}"
        points = [each for each in entry.allegations if any(value is not None for value in each.values())]
        for seq, point in enumerate(points, start=1):
            write.add(Allegation, case=made.id, seq=seq, **point)
        if any(value is not None for value in entry.reporter.values()):
            write.add(Reporter, case=made.id, **entry.reporter)
        if any(value is not None for value in entry.visit.values()):
            given: dict[str, Value] = {"visited_on": made.received_on, "category": made.category}
            visit = write.add(Visit, case=made.id, **(given | dict(entry.visit)))
            write.label += odd_numbers(visit)
        write.add(Step, case=made.id, step_kind="register", day=made.registered_on, unit=office.name,
                  person=office.person or None)  # fmt: skip
        if entry.major:
            write.add(UpReport, case=made.id, upreport_kind="major", found_on=made.received_on)
        _judge(office, write, made, entry)
    assert write.change is not None
    return write.change


def _judge(office: Office, write: Writer, made: Registration, entry: Entry) -> None:
    """Keep what was judged of the cases that were offered while the report was typed."""
    verdicts = [(id, "different") for id in dict.fromkeys(entry.different) if id != entry.repeat_of]
    if entry.repeat_of is not None:
        verdicts.append((entry.repeat_of, "repeat"))
    for id, verdict in verdicts:
        other = read_case(office, id).registration
        said = judged(office, made.id, True, id, verdict)
        write.add(
            Repeat, case=made.id, verdict=verdict, main_no=other.case_no or id, judged_on=office.today,
            judged_by=office.person or None, main_case=said["repeat.main_case"],
            predecessor=said["repeat.predecessor"], ground="same_matter" if verdict == "repeat" else None,
        )  # fmt: skip
    if entry.repeat_of is not None:
        write.edit(made, is_repeat=True)
        write.add(Step, case=made.id, step_kind="judge_repeat", day=office.today, unit=office.name,
                  person=office.person or None)  # fmt: skip


def registered_case(change: Change) -> str:
    """Id of the case that a registration made."""
    return next(edit.id for edit in change.of("registration"))
