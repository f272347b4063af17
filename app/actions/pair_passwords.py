"""往来口令: the password under which workbooks go to another office; made, read out, kept, or given up on purpose."""

from dataclasses import replace

from app.actions.units import unit_name
from app.change import Change
from app.errors import Invalid, NotAllowed
from app.exchange.pairs import Pair, PairWord, kept, new_password, pair, spellings, word
from app.store.office import Office

LONGEST = 255
"""Characters that Excel takes."""


def make_password(office: Office, code: str) -> PairWord:
    """Generate the pair's password, or a new one; those of before stay and are tried on what comes in.

    The other office must be told: until then it cannot open what is written from now on.
    """
    made = word(new_password(), office.today.isoformat(), "made")
    label = f"生成与{unit_name(office, code)}往来的口令"
    _note(office, code, _first(pair(office, code), made), label, "make_pair_password")
    return made


def keep_password(office: Office, code: str, told: str) -> Change | None:
    """Keep the password that the other office told; from now on it is the pair's. None when it is so already.

    Raises Invalid for one that cannot be.
    """
    said = spellings(told)[0]
    if not said or len(said) > LONGEST or not said.isprintable():
        raise Invalid("请输入对方告诉您的口令。")
    found = pair(office, code)
    if found.current is not None and found.current.password == said:
        return None
    label = f"记下{unit_name(office, code)}告知的往来口令"
    new = _first(found, word(said, office.today.isoformat(), "told"))
    return _note(office, code, new, label, "keep_pair_password")


def read_password(office: Office, code: str) -> PairWord:
    """The pair's password, to be read out or printed; journalled before it is given. Raises NotAllowed: there is none."""
    found = pair(office, code).current
    if found is None:
        raise NotAllowed(f"与“{unit_name(office, code)}”还没有往来口令，导出第一份时会自动生成。")
    label = f"查看与{unit_name(office, code)}往来的口令"
    with office.writing(label, action="read_pair_password", undoable=False):
        pass
    return found


def send_in_clear(office: Office, code: str, clear: bool) -> Change | None:
    """Send workbooks to that office without a password, or under one again. None when it is so already.

    Without one, whoever gets hold of the stick reads every case in it.
    """
    found = pair(office, code)
    if found.open_on_purpose == clear:
        return None
    how = "不加口令" if clear else "加口令"
    label = f"寄给{unit_name(office, code)}的工作簿改为{how}"
    return _note(office, code, replace(found, open_on_purpose=clear), label, "send_in_clear")


def _first(found: Pair, new: PairWord) -> Pair:
    return replace(found, words=(new, *(each for each in found.words if each.password != new.password)))


def _note(office: Office, code: str, found: Pair, label: str, action: str) -> Change:
    with office.writing(label, action=action, undoable=False) as write:
        write.shelve("pair", code, kept(office, code, found))
    assert write.change is not None
    return write.change
