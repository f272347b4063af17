"""What a row must be before it is written."""

from app.errors import Invalid
from app.records.record import Record
from app.store.rows import Row


def refuse_unreadable(record: type[Record], row: Row) -> None:
    """Raise Invalid for a value that its field could never hold, as a damaged file may bring it."""
    for field in record.columns():
        stored = row[field.name]
        if stored is None:
            continue
        try:
            if type(stored) is not (int if field.kind.column == "integer" else str):
                raise Invalid(f"“{stored}”不是这一栏的值。")
            field.kind.from_stored(stored)
        except Invalid as error:
            raise Invalid(f"{record.label}的“{field.label}”：{error.sentence}", field=field.id) from None


def require(record: type[Record], row: Row, said: Row) -> None:
    """Raise Invalid for a required field left empty: all of a new row, of an old one those that `said` touches."""
    for field in record.columns():
        if field.required and row[field.name] is None and (said is row or field.name in said):
            raise Invalid(f"请填写“{field.label}”。", field=field.id)
