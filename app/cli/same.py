"""same, part: two numbers that are one report, what both hold, and parting them again."""

from argparse import Namespace

from app.actions.same_case import look_at_same, part_again, say_same
from app.change import Change
from app.cli import say
from app.errors import Refused
from app.ledger.same_numbers import alike_to
from app.store.case_file import case_by_number, read_case
from app.store.office import Office


def same(office: Office, asked: Namespace) -> None:
    """Say that two cases are the same, show what that would do, or list which may be."""
    case = case_by_number(office, asked.case)
    if asked.other is None:
        _list(office, case, asked)
        return
    other = case_by_number(office, asked.other)
    if asked.look:
        _look(office, case, other, asked)
    else:
        _told(say_same(office, case, other, asked.take), asked)


def part(office: Office, asked: Namespace) -> None:
    """Part a number again from the case into which it was taken."""
    kept = read_case(office, case_by_number(office, asked.number))
    wanted = next((each.id for each in kept.others if asked.number in (each.id, each.case_no)), None)
    if wanted is None:
        raise Refused(f"“{asked.number}”没有并入别的件。请写并入的那个编号，照台账写全。")
    _told(part_again(office, wanted), asked)


def _list(office: Office, case: str, asked: Namespace) -> None:
    found = alike_to(office.db, case)
    if asked.as_json:
        say.document([{"id": each.other, "case_no": each.other_no, "why": each.called} for each in found])
        return
    for each in found:
        print(f"{each.sentence}。")
    print(f"共 {len(found)} 件可能是同一件。")


def _look(office: Office, case: str, other: str, asked: Namespace) -> None:
    found = look_at_same(office, case, other)
    if asked.as_json:
        say.document(
            {
                "kept": {"id": found.kept.registration.id, "case_no": found.kept.title},
                "dropped": {"id": found.dropped.registration.id, "case_no": found.dropped.title},
                "answered_by": found.answered_by or None,
                "points": found.points,
                "fields": [vars(each) for each in found.fields],
            }
        )
        return
    print(f"留用 {found.kept.title}，并入 {found.dropped.title}。")
    for each in found.fields:
        print(f"  {each.label}：{each.kept or '(空)'} / {each.other}，留{'后' if each.takes else '前'}一个")
    if found.answered_by:
        print(f"并入的一件由“{found.answered_by}”填写，要由它采纳。")


def _told(change: Change, asked: Namespace) -> None:
    if asked.as_json:
        say.document({"change": change.seq, "label": change.label})
    else:
        print(f"{change.label}。")
