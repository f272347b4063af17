"""查看日志: the journal opened for reading, by the administrator or the auditor; that is journalled itself.

The line is written once, when the journal is opened or asked anew, not for each page turned.
"""

from app.ledger.journal_view import Which
from app.store.office import Office


def read_journal(office: Office, which: Which) -> None:
    """Leave the line that allows to page through it. Raises NotAllowed without the right."""
    asked = [
        which.person and f"人员 {which.person}",
        which.action and f"操作 {which.action}",
        which.case and "一个案件",
        which.since and f"从 {which.since}",
        which.until and f"到 {which.until}",
    ]
    said = "，".join(str(each) for each in asked if each)
    with office.writing(f"查看日志（{said}）" if said else "查看日志", action="read_journal", undoable=False):
        pass
