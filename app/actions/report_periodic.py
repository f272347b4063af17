"""定期报送: what the office owes every quarter was sent: results to the petition office, the analysis upward (T11, T12)."""

from datetime import date

from app.change import Change
from app.errors import Conflict
from app.records.oversight import Periodic
from app.store.office import Office


def report_periodic(
    office: Office, duty: str, period_end_on: date, *, sent_on: date | None = None, to_unit: str | None = None,
    note: str | None = None,
) -> Change:  # fmt: skip
    """Note that the report of a quarter was sent. `duty`: results or analysis. Raises Conflict when it was already."""
    known = [each for each in office.find(Periodic, voided=False) if each.owner == office.code]
    if any((each.duty, each.period_end_on) == (duty, period_end_on) for each in known):
        raise Conflict("这个季度已经记过报送；要改请在台账里修改。")
    with office.writing(f"定期报送 {period_end_on}", action="report_periodic") as write:
        write.add(
            Periodic, unit=office.name, duty=duty, period_end_on=period_end_on, sent_on=sent_on or office.today,
            to_unit=to_unit, note=note,
        )  # fmt: skip
    assert write.change is not None
    return write.change
