"""停用一台电脑: a desk of some office that is dead or given away blocks nothing any more; its next file brings it back."""

from app.change import Change
from app.errors import NotAllowed
from app.store import peers
from app.store.office import Office
from app.store.sister_desks import retired


def retire(office: Office, desk: str) -> Change:
    """What this desk does not know is no longer sent again for its sake. Raises NotAllowed for an unknown or living one."""
    if desk == office.desk:
        raise NotAllowed("这就是这台电脑自己，不能停用。")
    if desk in retired(office.db):
        raise NotAllowed("这台电脑已经停用了。")
    if not peers.has_spoken(office.db, desk):
        raise NotAllowed(f"没有收到过机号为“{desk}”的电脑寄来的工作簿，请核对机号。")
    with office.writing(f"停用电脑 {desk}", action="retire") as write:
        write.shelve("retired", desk, {"on": office.today.isoformat(), "by": office.person})
    assert write.change is not None
    return write.change


def desks(office: Office) -> list[tuple[str, bool]]:
    """Every desk that files came from, and whether it is retired; our own other desks first."""
    dead = retired(office.db)
    found = [(desk, desk in dead) for desk in peers.spoken(office.db)]
    return sorted(found, key=lambda each: (not each[0].startswith(f"{office.code}/"), each))
