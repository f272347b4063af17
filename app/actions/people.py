"""人员职责: which roles a person holds."""

from collections.abc import Sequence

from app.actions.locks import is_protected, logins, refuse_without_administrator, roles_of
from app.change import Change
from app.errors import NotAllowed
from app.records.offices import Staff
from app.rules.rights import ADMINISTRATOR
from app.store.office import Office


def set_roles(office: Office, person_id: str, roles: Sequence[str]) -> Change:
    """Give a person these roles. Raises NotAllowed when no administrator could log in any more.

    Who works here with that name has the new roles at once.
    """
    person = office.get(Staff, person_id)
    others = [name for name in logins(office) if name != person.name]
    if is_protected(office) and ADMINISTRATOR not in roles and ADMINISTRATOR in (person.roles or ()):
        refuse_without_administrator(office, others)
    with office.writing(f"调整 {person.name} 的职责", action="set_roles") as write:
        write.edit(person, roles=tuple(roles) or None)
    if write.change is None:
        raise NotAllowed("没有任何改动。")
    if office.roles is not None and office.person == person.name:
        office.roles = roles_of(office, office.person)
    return write.change
