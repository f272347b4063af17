"""What a paper says for a name, alone in a cell or inside a sentence; what is not known is a line to fill by hand."""

from app.documents.paper import DAY_LINE, LINE, LONG_LINE
from app.documents.subject import Subject, declared, shown
from app.documents.words import WORDS
from app.schema.kinds import Day, LongText


def text(subject: Subject, name: str) -> str:
    """What stands in a cell for a field or a word; blank where nothing is known."""
    if name in WORDS:
        return WORDS[name].text(subject)
    return shown(declared(name), subject.value(name))


def inline(subject: Subject, name: str) -> str:
    """The same inside a sentence."""
    return " ".join(text(subject, name).split("\n")) or blank(name)


def blank(name: str) -> str:
    """The line that stands inside a sentence for what is not known."""
    if name in WORDS:
        return DAY_LINE if WORDS[name].is_day else LINE
    kind = declared(name).kind
    return DAY_LINE if isinstance(kind, Day) else LONG_LINE if isinstance(kind, LongText) else LINE
