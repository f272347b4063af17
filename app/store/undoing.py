"""撤销 and 重做: a line of the journal read backwards, as a new write."""

from typing import TYPE_CHECKING

from app.change import Change
from app.errors import NotAllowed
from app.records.catalogue import KINDS
from app.store import journal, withdrawals
from app.store.writing import Writer

if TYPE_CHECKING:
    from app.store.office import Office


def reverse(office: "Office", seq: int, *, late: bool = False) -> Change:
    """Read a line of the journal backwards as a new write. Raises Conflict when someone moved on since.

    `late`: of a file that was taken only what nobody has written on since goes back (`withdrawals`).
    """
    change = _undoable(office, seq)
    with office.writing(_label_of(change.label), action="undo", undoes=seq) as write:
        stayed: frozenset[str] = frozenset()
        if change.action == "take":
            change = withdrawals.without_the_unit(office.db, change)
        if late:
            change, stayed = withdrawals.what_goes_back(office.db, write, change)
        _write_back(write, change)
        if change.action == "take":
            withdrawals.remember(write, change, stayed)
        if stayed:
            write.label += f"（之后又办过的 {len(stayed)} 件留着）"
    assert write.change is not None
    return write.change


def _undoable(office: "Office", seq: int) -> Change:
    """The change of that number. Raises NotAllowed when it cannot be taken back, or not by whoever works here."""
    change = journal.read(office.db, seq)
    if change is None or not change.undoable:
        raise NotAllowed("这一步不能撤销。")
    if journal.undone_by(office.db, seq) is not None:
        raise NotAllowed("这一步已经撤销过了。")
    if any(change.of("gone")):
        raise NotAllowed("这一步销毁了转为报上级件的内容，不能撤销。")
    barred = office.refusal(change.action)
    if barred is not None:
        raise NotAllowed(barred)
    office.refuse_what_is_not_his(change)
    return change


def _write_back(write: Writer, change: Change) -> None:
    for kind in {edit.kind for edit in change.edits} & set(KINDS):
        write.load(kind, [edit.id for edit in change.of(kind)])
    for edit in reversed(change.edits):
        write.reverse(edit, change)


def _label_of(label: str) -> str:
    kind, colon, rest = label.partition("：")
    if colon and kind == "撤销":
        return f"重做：{rest}"
    return f"撤销：{rest if colon and kind == '重做' else label}"
