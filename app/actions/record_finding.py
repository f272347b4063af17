"""认定: what was found of one allegation, by the office that handles the case (M06)."""

from collections.abc import Mapping

from app.actions.dispose import handling_refusal
from app.change import Change
from app.errors import NotAllowed
from app.records.matters import Finding
from app.schema.kinds import Value
from app.store.case_file import read_case
from app.store.office import Office


def record_finding(
    office: Office, case_id: str, allegation_id: str, values: Mapping[str, Value]
) -> Change | None:
    """Write the finding of a point (values by field name), or change the one there is.

    Raises NotAllowed while nobody handles the case or when another office does, Invalid naming the field.
    """
    case = read_case(office, case_id)
    reason = handling_refusal(office, case)
    if reason is not None:
        raise NotAllowed(reason)
    standing = next((each for each in case.findings if each.allegation == allegation_id), None)
    with office.writing(f"认定 {case.title}", action="record_finding") as write:
        if standing is not None:
            write.edit(standing, **values)
        else:
            given: dict[str, Value] = {"found_on": office.today, **values}
            write.add(Finding, **{**given, "case": case_id, "allegation": allegation_id})
    return write.change
