"""Families of cases: a repeat joins its main item, a judgement is cancelled (domain §2.6; M26, M47).

件 counts matters, 件次 counts reports: `counts_of` gives both.
"""

from app.actions.judged import facts_of_judgement
from app.change import Change
from app.errors import NotAllowed
from app.records.aftermath import Repeat
from app.store import families
from app.store.case_file import CaseFile, read_case
from app.store.office import Office

__all__ = ["cancel_judgement", "counts_of", "facts_of_judgement", "family_of", "judge"]


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
    sql = (
        'SELECT r."id" FROM "case_row" c JOIN "registration" r ON r."n" = c."registration" WHERE c."voided" = 0 '
        'AND c."family" = (SELECT "family" FROM "case_row" JOIN "registration" ON "n" = "registration" WHERE "id" = ?) '
        'ORDER BY r."n"'
    )
    found = [id for (id,) in office.db.execute_sql(sql, (case_id,)).fetchall()]
    return sorted(found, key=lambda id: id != main)


def counts_of(office: Office) -> tuple[int, int]:
    """件 and 件次: how many matters there are, and how many reports of them."""
    sql = 'SELECT count(DISTINCT "family"), count(*) FROM "case_row" WHERE "voided" = 0'
    matters, reports = office.db.execute_sql(sql).fetchone()
    return int(matters), int(reports)
