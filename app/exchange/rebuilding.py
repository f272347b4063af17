"""A store that is rebuilt from a full posting (全量): what the other side received of the desks that are lost, and what not.

What nobody else ever received is nowhere but on the lost desk. It cannot be listed, only bounded: by the numbers of the
postings that arrived, for whatever was written after the last of them, or stands in one that never came, is missing.
"""

from app.exchange.gaps import gaps, numbers
from app.exchange.truth import Truth
from app.records.version import office_of
from app.store import peers, rows
from app.store.office import Office

STARTED = "本机还没有件：收取后，对方手里属于本单位的件(原来那台电脑登记的，或以前由对方代记的)都回到这里，由本单位接着填写。"


def is_empty(office: Office) -> bool:
    """Whether no case was ever registered or taken here."""
    return not rows.has_any(office.db, "registration")


def lost_words(office: Office, truth: Truth) -> list[str]:
    """For the preview: which postings of our other desks the sender received, and that the rest is to be entered anew."""
    received: dict[str, dict[int, str]] = {}
    for sort, said in truth.walk():
        if sort == "receipt" and office_of(str(said["desk"])) == office.code and said["desk"] != office.desk:
            received.setdefault(str(said["desk"]), {})[int(said["number"])] = str(said["at"])[:10]
    found = [
        _words(desk, said) for desk, said in sorted(received.items()) if not peers.has_spoken(office.db, desk)
    ]
    if not found:
        return []
    name = truth.header.name
    return [
        f"“{name}”收到过本单位另外的电脑寄去的：{'；'.join(found)}。",
        "那台电脑要是丢了或坏了：最后一份以后在上面写的，和没寄到的号里再没有寄过的，这里也没有，找不回来，请照纸质登记簿补登；"
        "它寄给别的单位的，请那些单位也各寄一份全量来。",
    ]


def _words(desk: str, said: dict[int, str]) -> str:
    last = max(said)
    runs = gaps(said)
    missing = f"，没收到第 {numbers(runs)} 号" if runs else ""
    return f"机号 {desk.rpartition('/')[2]} 的最后是第 {last} 号({said[last]}){missing}"
