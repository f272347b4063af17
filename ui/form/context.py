"""What editors ask of an office: the day, and the people known here, by name or pinyin initials."""

from collections.abc import Sequence

from app.actions.settings import staff_names
from app.schema.field import Field
from app.schema.pinyin import initials
from app.store.office import Office
from ui.form.make import FormContext

REPORTED = frozenset({"respondent", "name"})
"""Names that no list of ours should offer: those reported, and those who report."""


def office_context(office: Office) -> FormContext:
    """The form context of an open office. Its day may be doubtful: then a day can be typed, and nothing is written."""

    def people(field: Field, typed: str) -> Sequence[str]:
        if field.name in REPORTED or not typed:
            return ()
        said = typed.lower()
        return [
            name for name in staff_names(office) if name.startswith(typed) or initials(name).startswith(said)
        ]

    return FormContext(today=lambda: office.now.date(), people=people)
