"""退回表: the rows of somebody else's ledger that were refused go back in the sender's own layout, with the reasons."""

import io
from pathlib import Path

from app.change import Change
from app.documents.saving import save
from app.errors import NotAllowed
from app.exchange.encryption import encrypt, hint_of
from app.exchange.foreign.inspection import Inspection
from app.exchange.foreign.matching import Result
from app.exchange.foreign.return_book import return_book
from app.store.office import Office


def return_rows(
    office: Office,
    found: Inspection,
    data: bytes | None,
    path: Path,
    *,
    password: str = "",
    replace: bool = False,
) -> Change:
    """Save the refused rows of a file, `data` being its bytes where it was one; under its password, where it had one.

    Raises NotAllowed where none was refused or a file stands there, Unavailable with the reason.
    """
    rows = found.counts()[Result.REFUSED.value]
    if not rows:
        raise NotAllowed("没有不能收的行，不用退回。")
    label = f"存退回表 {found.source.name[:60]}（{rows} 行）"
    with office.writing(label, action="return_rows", undoable=False) as write:
        made = return_book(found, data)
        if password:
            made = encrypt(io.BytesIO(made), password, hint_of(password))
        save(made, path, replace=replace)
    assert write.change is not None
    return write.change
