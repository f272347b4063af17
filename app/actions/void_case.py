"""作废: a registration that should not be there stays with its reason and no longer counts; ids of ours under which the
same report was kept before go with it, else they would stand there again."""

from app.change import Change
from app.store.case_file import read_case
from app.store.office import Office


def void_case(office: Office, case_id: str, reason: str) -> Change:
    """Void the registration. Raises NotAllowed when another office registered it, Invalid without a reason."""
    case = read_case(office, case_id)
    with office.writing(f"作废 {case.title}", action="void_case") as write:
        write.void(case.registration, reason)
        for other in case.others:
            if other.owner == office.code and case.registration.owner == office.code:
                write.void(other, reason)
    assert write.change is not None
    return write.change
