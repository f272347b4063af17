"""退回表: the rows of somebody else's ledger that were refused go back in the sender's own layout, with the reasons."""

from pathlib import Path

from app.change import Change
from app.documents.saving import save
from app.errors import NotAllowed
from app.exchange.foreign.inspection import Inspection
from app.exchange.foreign.matching import Result
from app.exchange.foreign.return_book import return_book
from app.store.office import Office


def return_rows(
    office: Office, found: Inspection, data: bytes | None, path: Path, *, replace: bool = False
) -> Change:
    """Save the refused rows of a file, `data` being its bytes where it was one.

    Raises NotAllowed where none was refused or a file stands there, Unavailable with the reason.
    """
    rows = found.counts()[Result.REFUSED.value]
    if not rows:
        raise NotAllowed("没有不能收的行，不用退回。")
    label = f"存退回表 {found.source.name[:60]}（{rows} 行）"
    with office.writing(label, action="return_rows", undoable=False) as write:
        save(return_book(found, data), path, replace=replace)
    assert write.change is not None
    return write.change
