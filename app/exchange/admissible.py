"""May this file be taken at all: who sent it to whom, which number it has, and whether the journals agree."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.exchange import witness
from app.exchange.trust import is_without
from app.exchange.truth import CONFIGURATION, MAJOR, MINOR, PROPOSAL, Truth
from app.store import peers, rows, shelf
from app.store.office import Office
from app.store.sister_desks import is_home

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
SHRUNK_BY, SHRUNK_LEAST = 0.2, 5
"""A sender whose cases became fewer by more than this share, and by at least so many, is asked about."""


@dataclass
class Admission:
    """`refusal`: why it cannot be taken, or None; `warnings` are told beside the preview; `fewer` is asked first."""

    refusal: str | None = None
    warnings: list[str] = field(default_factory=list)
    new_office: bool = False
    already: bool = False
    taken_at: str = ""
    """When this number was taken before, to the minute; blank where it was not."""
    home: bool = False
    """Whether it is a posting of our own to another office, come home."""
    missing: range = range(0)
    """Numbers between the last one taken of its desk and this one."""
    witness: dict[str, tuple[int, str]] = field(default_factory=dict)
    """What the sender saw of our journal: head by desk."""
    fewer: str = ""
    """What is to be answered before it is taken: the sender has far fewer cases than before; blank for nothing."""


def admission(office: Office, truth: Truth) -> Admission:
    """What the header of a posting says, before any record is looked at."""
    found = Admission()
    _check_sender(office, truth, found)
    if found.refusal is None and not found.home:
        _check_format(truth, found)
        _check_day(office, truth, found)
        _check_numbers(office, truth, found)
        _check_totals(office, truth, found)
        _check_journals(office, truth, found)
    return found


NOW_WITH = "“{0}”原来标明没有回音，现在用回音寄来了：收取后改标为使用回音，以前代它记的归它接着填写，本单位不再代记。"


def _check_sender(office: Office, truth: Truth, found: Admission) -> None:
    header = truth.header
    if header.office == office.code and is_home(office.code, header.receiver):
        found.refusal = _from_own_desk(office, header.desk, header.receiver)
    elif header.office == office.code:
        _check_home(office, truth, found)
    elif header.receiver != office.code:
        found.refusal = (
            f"这份工作簿是寄给“{header.receiver_name}”的，不是寄给本单位的，不能收取："
            f"请转交它，或退给“{header.name}”。"
        )
    elif header.desk.rpartition("/")[0] != header.office:
        found.refusal = "这份工作簿的寄件单位前后不一致，不能收取。请与对方核对。"
    else:
        known = rows.fetch(office.db, "unit", "code", [header.office])
        found.new_office = not any(row["voided"] is None for row in known)
        if found.new_office:
            found.warnings.append(
                f"第一次收到“{header.name}”（{header.office}）的工作簿，确认后把它加入单位名录。"
            )
        elif is_without(office, header.office):
            found.warnings.append(NOW_WITH.format(header.name))


def _check_home(office: Office, truth: Truth, found: Admission) -> None:
    header = truth.header
    found.home = True
    if not peers.was_sent(office.db, truth.digest):
        found.warnings.append(
            f"这是本单位寄给“{header.receiver_name}”的第 {header.number} 号，但本机没有寄出过这一份"
            "(可能是本单位另一台电脑寄的)，请核对后再收。"
        )


def _from_own_desk(office: Office, desk: str, receiver: str) -> str | None:
    """Why a posting between desks of our office cannot be taken, or None."""
    if desk == office.desk:
        return "这是这台电脑自己寄出的工作簿，不用收取。请拿到本单位另一台电脑上收取。"
    if desk.rpartition("/")[0] != office.code:
        return "这份工作簿的寄件单位前后不一致，不能收取。请与对方核对。"
    if receiver not in (office.code, office.desk):
        return f"这份工作簿是寄给本单位机号 {receiver.rpartition('/')[2]} 的电脑的，不是这一台，不能收取。"
    return None


def _check_numbers(office: Office, truth: Truth, found: Admission) -> None:
    header = truth.header
    taken = taken_from(office, header.desk)
    same = taken.get(header.number)
    if same is not None and same["digest"] != truth.digest:
        found.refusal = (
            f"第 {header.number} 号已经收过，但内容与这一份不同，先不收取。请与“{header.name}”核对哪一份是它寄的："
            "请它再导出一份，两份里的内容都会一起带来；收过的那一份不对，就先在“收到”里撤销收取，再收这一份。"
        )
        return
    if same is not None:
        found.already = True
        found.taken_at = str(same["at"])[:16]
        return
    last = max(taken, default=0)
    if header.number < last:
        found.warnings.append(f"这是较早的一份（已收到第 {last} 号），其中的旧内容不会盖掉新内容。")
    found.missing = range(last + 1, header.number)
    if found.missing:
        found.warnings.append(missing_words(found.missing))


def missing_words(missing: Sequence[int]) -> str:
    """That numbers are missing and that it does no harm; blank where none is."""
    if not missing:
        return ""
    said = "、".join(map(str, missing[:10])) + " 号"
    more = f"等 {len(missing)} 份" if len(missing) > 10 else ""
    return f"中间缺第 {said}{more}。不要紧，缺的内容会随这一份或下一份补来。"


def _check_format(truth: Truth, found: Admission) -> None:
    """Older and newer formats of our major are taken; what that costs is told. A newer major was refused before."""
    major, minor = (int(part) if part.isdecimal() else 0 for part in truth.header.format.partition(".")[::2])
    if (major, minor) < (MAJOR, MINOR):
        found.warnings.append(
            f"对方的回音版本较早（格式 {truth.header.format}），照样收取；请提醒对方升级，有的新内容它还寄不出来。"
        )
    elif minor > MINOR:
        found.warnings.append(
            f"对方的回音版本较新（格式 {truth.header.format}），本机认不得的内容原样留着，会随下一份带回去；请升级回音。"
        )
    if not truth.header.cases and next(truth.kept(CONFIGURATION), None) is not None:
        found.warnings.append("这一份只带配置，没有案件。")
    elif not truth.header.cases and next(truth.versions(), None) is not None:
        found.warnings.append("这一份不带案件，只带通报、回复这样不属于哪一件的内容。")
    elif not truth.header.cases and next(truth.kept(PROPOSAL), None) is not None:
        found.warnings.append("这一份不带案件，只带更正建议和答复。")
    elif not truth.header.cases:
        found.warnings.append(
            "这一份里一件案件也没有，只带回执和对账的内容；对方本该有案件的，请与对方核对。"
        )


def _check_day(office: Office, truth: Truth, found: Admission) -> None:
    """One of two clocks is wrong where a file was made after the day on which it is looked at."""
    made, today = truth.header.made_at[:10], office.now.date().isoformat()
    if _DAY.fullmatch(made) and made > today:
        found.warnings.append(
            f"这一份写的导出日期是 {made}，比本机今天（{today}）还晚：请核对两边电脑的日期。照样可以收取。"
        )


def _check_totals(office: Office, truth: Truth, found: Admission) -> None:
    """Ask when the sender's ledger shrank: an emptied or replaced store would send such a file."""
    header = truth.header
    before = [
        said for said in shelf.values(office.db, "taken").values()
        if said["office"] == header.office and "total" in said
        and (said["desk"] != header.desk or said["number"] < header.number)
    ]  # fmt: skip
    if found.already or found.refusal is not None or not before:
        return
    last = max(before, key=lambda said: (said["desk"] == header.desk, said["at"], said["number"]))
    lost = last["total"] - header.total_cases
    if lost >= SHRUNK_LEAST and lost > last["total"] * SHRUNK_BY:
        found.fewer = (
            f"“{header.name}”第 {last['number']} 号时共有 {last['total']} 件，这一份说只有 {header.total_cases} 件，"
            f"少了 {lost} 件。请先与对方核对，是不是换了旧数据或误删；收取不会删掉本机已有的案件。"
        )


def _check_journals(office: Office, truth: Truth, found: Admission) -> None:
    found.witness = witness.heads_in(truth.kept())
    for doubt in (
        witness.contradiction(office, found.witness, truth.header.name),
        witness.doubt_sender(office, truth.header),
    ):
        if doubt is not None:
            found.warnings.append(doubt)


def taken_from(office: Office, desk: str) -> dict[int, dict[str, Any]]:
    """Postings taken from a desk, by number."""
    return {
        int(said["number"]): said
        for said in shelf.values(office.db, "taken").values()
        if said["desk"] == desk
    }
