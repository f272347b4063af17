"""Families of cases: a repeat joins its main item, a judgement is cancelled (domain §2.6; M26, M47)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.actions.case_action import add_step
from app.actions.judged import facts_of_judgement, judged
from app.change import Change
from app.errors import NotAllowed
from app.ledger.families import members_of, rows_of
from app.ledger.recused import WORD
from app.records.aftermath import Repeat
from app.records.registration import Registration
from app.rules.spread import Handed, Spread, spread
from app.schema.kinds import Stored, Value
from app.store import families
from app.store.case_file import CaseFile, read_case, read_cases
from app.store.office import Office
from app.store.writing import Writer

__all__ = [
    "Family", "Member", "cancel_judgement", "facts_of_judgement", "family_of", "judge", "judge_many",
    "read_family",
]  # fmt: skip


def judge(
    office: Office, case_id: str, main_id: str, verdict: str = "repeat", *, ground: str | None = None
) -> Change:
    """Say that a case is one matter with another (`repeat`, `multi_addressed`) or is not (`different`).

    Raises Invalid for a case and itself or a ring, NotAllowed without the right.
    """
    from app.actions.judge_repeat import ACTION

    main = read_case(office, main_id)
    return ACTION.do(
        office, case_id,
        {"repeat.verdict": verdict, "repeat.main_no": main.registration.case_no or main_id, "repeat.ground": ground,
         "repeat.judged_on": office.today, "repeat.judged_by": office.person or None},
    )  # fmt: skip


def judge_many(office: Office, case_ids: Sequence[str], main_id: str) -> Change:
    """Join many cases to one main item in one step, as when one matter comes a hundred times over (M47).

    Raises Invalid for a ring, NotAllowed without the right or where nothing is left to join. What belongs to the matter
    already is passed over.
    """
    known = set(family_of(office, main_id))
    cases = [
        each
        for each in read_cases(office, list(dict.fromkeys(case_ids)))
        if each.registration.id not in known
    ]
    if not cases:
        raise NotAllowed("所选的件都已经在这一事项里了。")
    main = read_case(office, main_id)
    before: Value = None
    with office.writing(f"认定重复 {len(cases)} 件，主件 {main.title}", action="judge_repeat") as write:
        for case in cases:
            if case.registration.voided is not None:
                raise NotAllowed(f"{case.title} 已经作废，不能认定。请先去掉它。")
            ours = case.registration.owner == office.code
            said = judged(office, case.registration.id, ours, main.registration.id, "repeat")
            _join(
                office, write, case, main, said | {"repeat.predecessor": before or said["repeat.predecessor"]}
            )
            before = case.registration.id
    if write.change is None:
        raise NotAllowed("没有任何改动。")
    return write.change


def _join(office: Office, write: Writer, case: CaseFile, main: CaseFile, said: dict[str, Value]) -> None:
    write.add(
        Repeat, case=case.registration.id, main_case=said["repeat.main_case"],
        predecessor=said["repeat.predecessor"], main_no=main.registration.case_no or main.registration.id,
        verdict="repeat", ground="same_matter", judged_by=office.person or None, judged_on=office.today,
    )  # fmt: skip
    if case.registration.owner == office.code:
        write.edit(case.registration, is_repeat=True)
    add_step(office, write, case, "judge_repeat", office.today, None)


def cancel_judgement(office: Office, judgement_id: str, reason: str) -> Change:
    """Take a judgement back: kept with its reason, no longer counted. Raises NotAllowed for another office's."""
    found = office.get(Repeat, judgement_id)
    case = read_case(office, str(found.case))
    rest = [each for each in standing_judgements(case) if each.id != judgement_id]
    with office.writing(f"取消重复认定 {case.title}", action="cancel_judgement") as write:
        write.void(found, reason)
        ours = case.registration.owner == office.code and case.registration.is_repeat
        if ours and not rest and found.verdict in families.SAME:
            write.edit(case.registration, is_repeat=False)
    if write.change is None:
        raise NotAllowed("没有任何改动。")
    return write.change


def standing_judgements(case: CaseFile) -> list[Repeat]:
    """The judgements that make the case one matter with another."""
    return [each for each in case.of(Repeat) if each.verdict in families.SAME]


def family_of(office: Office, case_id: str) -> list[str]:
    """Ids of all cases of one matter, the main item first, then as they were registered."""
    main = families.main_of(office.db, case_id)
    return sorted(members_of(office.db, case_id), key=lambda id: id != main)


@dataclass(frozen=True)
class Member:
    """One report of a matter; `masked`: it names whoever has logged in, and only its number is told."""

    case: str
    case_no: str
    received_on: date | None
    channel: str
    source: str
    unit: str
    is_main: bool
    masked: bool
    judgement: Repeat | None
    """What joined it to the matter."""


@dataclass(frozen=True)
class Family:
    """One matter: its reports, the main item first, how far it has spread, and what was judged not to belong to it."""

    members: tuple[Member, ...]
    spread: Spread
    apart: tuple[Repeat, ...]


def read_family(office: Office, case_id: str) -> Family:
    """The matter of a case; a case that stands alone is a matter with one report."""
    ids = family_of(office, case_id) or [case_id]  # a voided case belongs to none
    judged = office.find(Repeat, voided=False, main_case=ids[0])
    joined = {str(each.case): each for each in judged if each.verdict in families.SAME}
    rows = rows_of(office.db, ids, office.today)
    members = tuple(_member(row, joined.get(str(row[0])), row[0] == ids[0]) for row in rows)
    handed = [Handed(each.received_on, str(row[4] or ""), each.unit) for each, row in
              zip(members, rows, strict=True) if not each.masked]  # fmt: skip
    own = [each for each in office.find(Repeat, voided=False, case=case_id) if each.verdict == "different"]
    return Family(members, spread(handed), tuple(own))


def _member(row: tuple[Stored, ...], joined: Repeat | None, is_main: bool) -> Member:
    case, number, received, channel, source, unit, named = row
    return Member(
        str(case), str(number or "(未编号)"), None if received is None else date.fromisoformat(str(received)),
        Registration.column("intake_channel").kind.to_text(channel) if channel else "",
        Registration.column("intake_source").kind.to_text(source) if source else "",
        str(unit or ""), is_main, named == WORD, joined,
    )  # fmt: skip
