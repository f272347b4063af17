"""查看反映人: the reporters of a case in clear, with a reason from the list, journalled before they are shown."""

from collections.abc import Sequence

from app.errors import Invalid
from app.records.matters import Reporter
from app.schema.codes import code_list
from app.store.office import Office

OTHER = "other"
SECONDS = 60
"""How long they stay on the screen."""


def reveal(
    office: Office, reporters: Sequence[Reporter], reason: str, words: str = ""
) -> tuple[Reporter, ...]:
    """The reporters with their sealed values. `reason` is a code of `reveal_reason`; 其他 needs `words`.

    Raises Invalid for a reason that is none, NotAllowed without the right. One journal line for each reporter.
    """
    said = said_reason(reason, words)
    return tuple(office.reveal(each, said) for each in reporters)


def said_reason(reason: str, words: str) -> str:
    """A code of `reveal_reason` and words as the journal says them. Raises Invalid for a reason that is none."""
    code = code_list("reveal_reason").by_id.get(reason)
    if code is None:
        raise Invalid("请从列出的理由里选一个。")
    if reason == OTHER and not words.strip():
        raise Invalid("选“其他”要写明理由。")
    return "：".join(part for part in (code.label, words.strip()) if part)
