"""Every group of configuration there is, in the order in which they are shown."""

from app.errors import Invalid
from app.exchange.issued.calendar_days import CalendarDays
from app.exchange.issued.code_words import CodeWords
from app.exchange.issued.directory import Directory
from app.exchange.issued.group import Group
from app.exchange.issued.limits import Limits
from app.exchange.issued.scheme import Scheme

GROUPS: dict[str, Group] = {
    each.id: each for each in (CalendarDays(), Limits(), Scheme(), CodeWords(), Directory())
}


def group(id: str) -> Group:
    """The group of that id. Raises Invalid when there is none."""
    found = GROUPS.get(id)
    if found is None:
        raise Invalid(f"没有“{id}”这类配置。可以写：{'、'.join(GROUPS)}。")
    return found
