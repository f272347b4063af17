"""retire, renumber: what several desks of one office bring with them."""

from argparse import Namespace

from app.actions import renumber as numbers
from app.actions import retire as desks
from app.change import Change
from app.cli import say
from app.store.office import Office


def retire(office: Office, asked: Namespace) -> None:
    """Retire a desk, or list them all."""
    if asked.desk:
        _told(desks.retire(office, asked.desk), asked)
        return
    found = desks.desks(office)
    if asked.as_json:
        say.document([{"desk": desk, "retired": dead} for desk, dead in found])
        return
    for desk, dead in found:
        print(f"{desk}  {'已停用' if dead else '在用'}")
    print(f"共 {len(found)} 台。")


def renumber(office: Office, asked: Namespace) -> None:
    """Renumber a case, or list those whose number an earlier one bears."""
    if asked.case:
        _told(numbers.renumber(office, asked.case), asked)
        return
    found = numbers.doubled(office)
    if asked.as_json:
        say.document([{"case_no": number, "id": id} for number, id in found])
        return
    for number, id in found:
        print(f"{id}  {number}")
    print(f"共 {len(found)} 件要改号。")


def _told(change: Change, asked: Namespace) -> None:
    if asked.as_json:
        say.document({"change": change.seq, "label": change.label})
    else:
        print(f"{change.label}。")
