"""What a script writes for a field, read into the field's Python value; errors name the place."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from app.actions.register import Entry
from app.errors import Invalid
from app.records.catalogue import BANDS, KINDS, field
from app.records.matters import Allegation, Reporter, Visit
from app.records.record import Record
from app.records.registration import Registration
from app.schema.days import parse_day
from app.schema.field import Field
from app.schema.kinds import Choices, Flag, Value

_PARTS: dict[str, type[Record]] = {"registration": Registration, "reporter": Reporter, "visit": Visit}

LISTED = 20
"""How many columns are named in one sentence at most."""

OWN_LEVEL = "own_level_confirmed"
"""The key that says: respondents of a rank or post above were checked and are this office's to handle."""


def day_after(option: str, said: str | None, today: date) -> date | None:
    """The day written after an option; None for an option that was not given. Raises Invalid naming the option."""
    try:
        return None if said is None else parse_day(said, today, past=True)
    except Invalid as error:
        raise Invalid(f"{option} 后面的{error.sentence}") from None


def entry(said: Any, today: date) -> Entry:
    """One report of a JSON file. Raises Invalid naming the field."""
    if not isinstance(said, dict):
        raise Invalid('每一件要写成 {"registration": {…}, "allegations": […], "reporter": {…}}。')
    parts: dict[str, dict[str, Value]] = {name: {} for name in _PARTS}
    allegations: list[dict[str, Value]] = []
    confirmed = False
    for key, value in said.items():
        if key in _PARTS:
            parts[key] |= _values(_PARTS[key], key, value, today)
        elif key == "allegations":
            allegations += [_values(Allegation, key, each, today) for each in _listed(key, value)]
        elif key == OWN_LEVEL:
            if not isinstance(value, bool):
                raise Invalid(f"“{OWN_LEVEL}”要写 true 或 false。")
            confirmed = value
        elif key.startswith("registration."):
            parts["registration"] |= _values(Registration, "registration", {key: value}, today)
        else:
            raise Invalid(f"不认识“{key}”，可以写 registration、allegations、reporter、visit、{OWN_LEVEL}。")
    return Entry(parts["registration"], allegations, parts["reporter"], parts["visit"], confirmed)


def _listed(key: str, value: Any) -> Iterable[Any]:
    if not isinstance(value, list):
        raise Invalid(f"“{key}”要写成列表 [ … ]。")
    return value


def _values(record: type[Record], key: str, said: Any, today: date) -> dict[str, Value]:
    if not isinstance(said, Mapping):
        raise Invalid(f'“{key}”里要写成 {{"栏目": 值, …}}。')
    found: dict[str, Value] = {}
    for name, value in said.items():
        column = named(record, str(name))
        if column.derived:
            raise Invalid(f"“{column.label}”由程序维护，不能填写。", field=column.id)
        found[column.name] = read(column, value, today)
    return found


def named(record: type[Record], name: str) -> Field:
    """The column of a record by its name, full id or label. Raises Invalid."""
    bare = name.removeprefix(f"{record.kind}.")
    for column in record.columns():
        if bare in (column.name, column.label):
            return column
    raise Invalid(f"{record.label}里没有“{name}”这个栏目{_meant(record, bare)}。")


def _meant(record: type[Record], name: str) -> str:
    """The columns whose names are nearest to what was written, else all of a short record, else where to read them."""
    typed = [column for column in record.columns() if not column.derived]
    words = {word: column.name for column in typed for word in (column.name, column.label)}
    part = [words[word] for word in words if len(name) > 1 and name in word]
    near = part or [words[word] for word in get_close_matches(name, words, n=3, cutoff=0.6)]
    if not near and len(typed) > LISTED:
        return "；栏目的名字见 list --json，例如 registration.incident_place"
    said = [f"{column.name}（{column.label}）" for column in typed if not near or column.name in near]
    return f"，{'可能是' if near else '可以写'} {'、'.join(said)}"


def read(column: Field, said: Any, today: date) -> Value:
    """The value of a field from JSON or from the command line. Raises Invalid naming the field."""
    try:
        return _read(column, said, today)
    except Invalid as error:
        raise Invalid(f"{column.label}：{error.sentence}", field=column.id) from None


def _read(column: Field, said: Any, today: date) -> Value:
    if said is None:
        return None
    if isinstance(said, bool):
        if not isinstance(column.kind, Flag):
            raise Invalid("这里不能写 true 或 false。")
        return said
    if isinstance(said, (list, tuple)):
        if not isinstance(column.kind, Choices):
            raise Invalid("这里只能写一个值。")
        codes = [column.kind.parse(str(each), today) for each in said]
        return tuple(str(code) for several in codes if isinstance(several, tuple) for code in several)
    if isinstance(said, (str, int, float, Decimal)):
        return column.kind.from_text(str(said), today)
    raise Invalid("这里要写文字、数字或日期。")


def settings(said: Iterable[str], today: date, offered: Iterable[str] = ()) -> dict[str, Value]:
    """Values by full field id from `栏目=值` arguments; a bare name is looked for among `offered`, then in the bands."""
    found: dict[str, Value] = {}
    for each in said:
        name, sign, text = each.partition("=")
        if not sign:
            raise Invalid(f"“{each}”要写成 栏目=值，例如 registration.incident_place=柳树村。")
        column = _full(name.strip(), list(offered))
        found[column.id] = read(column, text, today)
    return found


def _full(name: str, offered: list[str]) -> Field:
    kind, dot, bare = name.partition(".")
    if dot and kind in KINDS:
        return named(KINDS[kind], bare)
    among = [field(id) for id in offered] or [column for band in BANDS for column in band.columns()]
    fitting = [column for column in among if name in (column.name, column.label)]
    fitting = fitting or [
        column for band in BANDS for column in band.columns() if name in (column.name, column.label)
    ]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise Invalid(f"“{name}”有好几栏：{'、'.join(column.id for column in fitting)}，请写全名。")
    raise Invalid(f"没有“{name}”这个栏目，请写 registration.incident_place 这样的名字。")
