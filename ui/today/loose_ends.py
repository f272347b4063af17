"""What was left unfinished: entries and forms half typed, records with two versions, numbers that several cases bear,
and cases that may be one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.ledger.today import Today
from app.store import drafts
from app.store.drafts import ACTION_DRAFTS
from app.store.office import Office
from ui.form.submit import button


@dataclass(frozen=True)
class Leads:
    """Where the buttons lead: a new entry, a case (with the id of an action or none), 交换, a new number."""

    entry: Callable[[], object]
    case: Callable[[str, str], object]
    exchange: Callable[[], object] | None
    renumber: Callable[[], object]


def loose_ends(office: Office, found: Today, leads: Leads) -> list[QWidget]:
    """A line for each, with what finishes it as a button."""
    lines: list[QWidget] = []
    if found.drafts:
        when = found.drafts[0][1][:16]
        lines.append(
            notice(f"有 {len(found.drafts)} 件没录完的登记，最近一次 {when}。", "接着录", leads.entry)
        )
    begun = drafts.waiting(office, ACTION_DRAFTS)
    if begun:
        case = begun[0][0].split("/")[1]
        text = f"有 {len(begun)} 个操作填了一半，最近一次 {begun[0][1][:16]}。"
        lines.append(notice(text, "接着填", partial(leads.case, case, "")))
    if found.held:
        lines.append(_in_exchange(leads, f"有 {found.held} 条内容两边都改过，等您裁定。"))
    if found.asked:
        lines.append(_in_exchange(leads, f"有 {found.asked} 条更正建议等您答复。"))
    if found.doubled:
        text = f"有 {found.doubled} 件的编号和另一台电脑编的重了，后登记的要改号。"
        lines.append(notice(text, "改号", leads.renumber))
    if found.alike:
        first = found.alike[0]
        text = (
            f"{first.sentence}。"
            if len(found.alike) == 1
            else f"有 {len(found.alike)} 对案件编号相同，可能是同一件。"
        )
        lines.append(notice(text, "核对", partial(leads.case, first.one, "")))
    return lines


def _in_exchange(leads: Leads, text: str) -> QWidget:
    return notice(text, "去看看", leads.exchange) if leads.exchange else notice(text)


def notice(text: str, word: str = "", run: Callable[[], object] | None = None) -> QWidget:
    """A sentence, and what can be done about it as a button."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(QLabel(text))
    if run is not None:
        row.addWidget(button(word, run))
    row.addStretch(1)
    return line
