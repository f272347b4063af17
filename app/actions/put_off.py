"""缓办: a line of 今日 rests until a day, with a reason. It moves no limit: what is overdue stays among the overdue."""

from datetime import date, timedelta

from app.change import Change
from app.errors import Invalid, NotAllowed
from app.ledger.duties import Duty
from app.ledger.put_off import PutOff
from app.store import recusal
from app.store.office import Office

LONGEST = timedelta(days=92)
"""How far away the day may lie: a quarter."""
MOST = 200
"""Characters of a reason."""


def put_off(office: Office, duty: Duty, until: date, reason: str) -> Change:
    """Let a line rest until `until`, on which day it shows again.

    Raises Invalid for a day that is past or too far, or without a reason; NotAllowed for one's own case.
    """
    if until <= office.today:
        raise Invalid("缓办要写以后的日子，到那一天再提醒。", field="put_off.until")
    if until - office.today > LONGEST:
        raise Invalid("最多缓三个月。还要更久的，到时候再缓一次。", field="put_off.until")
    said = " ".join(reason.split())
    if not said or len(said) > MOST:
        raise Invalid(f"请写明为什么缓办，{MOST} 字以内。", field="put_off.reason")
    if duty.case is not None and office.roles is not None:
        recusal.refuse(office.db, office.person, [duty.case.registration.id])
    with office.writing(f"缓办 {duty.title}“{duty.what}”到 {until.isoformat()}", action="put_off") as write:
        write.shelve("put_off", duty.key, PutOff(until, said, office.person).as_kept())
    if write.change is None:
        raise NotAllowed("没有任何改动。")
    return write.change


def take_up(office: Office, duty: Duty) -> Change:
    """Let a line that rests show again now. Raises NotAllowed for one that does not rest."""
    with office.writing(f"不再缓办 {duty.title}“{duty.what}”", action="put_off") as write:
        write.shelve("put_off", duty.key, None)
    if write.change is None:
        raise NotAllowed("这一行没有缓办。")
    return write.change
