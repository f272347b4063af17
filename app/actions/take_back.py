"""撤销收取: a file that was taken is taken back, also weeks after; what was done since stays, and its sender is told.

撤销 alone takes back the newest step; this finds the taking of one file among all. Cases that somebody has worked on since
stay whole, everything else of the file goes back as it came, and taking it again needs a yes.
"""

from app.change import Change
from app.errors import NotAllowed
from app.store import journal, shelf
from app.store.office import Office
from app.store.peers import HOME
from app.store.withdrawals import TAKEN


def take_back(office: Office, desk: str, number: int) -> Change:
    """Take back the file of that number from that desk. Raises NotAllowed where it is not taken, or can no longer be."""
    change = taking(office, desk, number)
    if change is None:
        raise NotAllowed("这一份没有收取过，或者已经撤销了，请刷新。")
    return office.reverse(change.seq, late=True)


def take_home_back(office: Office, digest: str) -> Change:
    """Take back what was typed into our own posting and came home. Raises NotAllowed where nothing of it is taken."""
    change = _newest(office, HOME, digest)
    if change is None:
        raise NotAllowed("这一份填回的内容没有收过，或者已经撤销了，请刷新。")
    return office.reverse(change.seq, late=True)


def taking(office: Office, desk: str, number: int) -> Change | None:
    """The step that took that file, None where it is not taken now."""
    return _newest(office, TAKEN, f"{desk}#{number}")


def _newest(office: Office, kind: str, key: str) -> Change | None:
    """The step that wrote what stands on the shelf under that key."""
    if shelf.value(office.db, kind, key) is None:
        return None
    for seq in journal.lines_of(office.db, "take", key):
        change = journal.read(office.db, seq)
        if change is not None and any(edit.id == key and edit.after.get("value") for edit in change.of(kind)):
            return change
    return None


def file_taken(office: Office, said: str) -> tuple[str, int]:
    """Desk and number of the file that YX01#3 or YX01/ABC#3 means. Raises NotAllowed where none or more than one does."""
    sender, _, number = said.strip().rpartition("#")
    kept = shelf.values(office.db, TAKEN).values()
    found = [
        each
        for each in kept
        if sender in (each["office"], each["name"], each["desk"]) and str(each["number"]) == number
    ]
    if len(found) != 1:
        newest = sorted(kept, key=lambda each: str(each["at"]), reverse=True)[:10]
        named = "、".join(f"{each['desk']}#{each['number']}（{each['name']}）" for each in newest)
        which = "有几台电脑寄过这个号" if found else "没有收过这一份"
        raise NotAllowed(f"“{said}”：{which}。最近收过的：{named or '没有'}。")
    return str(found[0]["desk"]), int(found[0]["number"])
