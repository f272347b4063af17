"""修改反映人: new values for a reporter by the clerk who has just looked at them; sealed, journalled without values."""

from collections.abc import Mapping

from app.actions.find_reporter import ANONYMOUS
from app.change import Change
from app.errors import Invalid, NotAllowed
from app.records.matters import Reporter
from app.records.registration import Registration
from app.schema.kinds import Value
from app.store.office import Office
from app.store.sealing import MASK

_IDENTITY = ("name", "phone", "id_number", "address")


def edit_reporter(office: Office, shown: Reporter, values: Mapping[str, Value]) -> Change | None:
    """Write values (by field name) into a reporter as `reveal` gave it; None when nothing changed.

    Raises NotAllowed for a reporter that was not looked at first, Invalid naming the field, Conflict when the record
    moved on since.
    """
    if any(shown.value(field.name) == MASK for field in shown.columns() if field.sensitive):
        raise NotAllowed("请先查看反映人，看到原来写的再改。")
    case = office.get(Registration, str(shown.case))
    if case.identity_status in ANONYMOUS and any(values.get(name) for name in _IDENTITY):
        raise Invalid(
            "匿名件不登记反映人信息。要登记，请先把署名情况改为署名或实名。",
            field="registration.identity_status",
        )
    with office.writing(f"修改反映人 {case.case_no or ''}".rstrip(), action="edit_reporter") as write:
        write.edit(shown, **values)
    return write.change
