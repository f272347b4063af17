"""划去: after a case went up, sentences that speak of it without its number or a name are destroyed by hand (Rules Art. 15)."""

from collections.abc import Sequence

from app.change import Change
from app.errors import Invalid, NotAllowed
from app.records.matters import Escalation
from app.store import firewall, striking
from app.store.office import Office


def is_offered(office: Office) -> bool:
    """Whether any matter of this office ever went up."""
    return bool(firewall.gone(office.db)) or bool(office.find(Escalation))


def sentences(office: Office, words: str) -> list[str]:
    """What would be destroyed: each text with its sentences that hold one of the words (parted by 、)."""
    return [each.words for each in striking.spoken(office, _parted(words))]


def strike_minutes(office: Office, words: str) -> Change:
    """Destroy every sentence of minutes and circulars that holds one of the words (parted by 、); it is not undone.

    Raises Invalid for words that are too short, NotAllowed when no sentence holds one.
    """
    wanted = _parted(words)
    if not wanted:
        raise Invalid("请写要划去的句子里的几个字，至少两个字；几处用顿号分开。", field="meeting.minutes")
    if not striking.spoken(office, wanted):
        raise NotAllowed("会议记录和通报里没有含这几个字的句子。")
    with office.writing("划去会议记录里报上级件的话", action="strike_minutes", undoable=False) as write:
        count = striking.strike(office, write, wanted)
        write.label = f"划去会议记录里报上级件的话 {count} 句"
    firewall.scrub(office.db)
    assert write.change is not None
    return write.change


def _parted(words: str) -> Sequence[str]:
    return sorted(striking.telling(words.replace("，", "、").split("、")))
