"""填县里的表: the county's own blank form, kept once with what its columns mean, and every later report is that file."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.change import Change
from app.documents.saving import save
from app.errors import Invalid, NotAllowed
from app.exchange.foreign.blank_form import blank_form
from app.exchange.foreign.cells_read import Setting
from app.exchange.foreign.fill import Form, fill, form_of
from app.exchange.foreign.form_check import Doubt, doubts_book, doubts_of
from app.exchange.foreign.form_values import form_columns
from app.exchange.foreign.inspection import fingerprint
from app.exchange.foreign.mapping import Mapped, map_columns
from app.exchange.foreign.ready import Layout, layouts
from app.ledger.columns import CASE
from app.ledger.values import values
from app.store import shelf
from app.store.office import Office

FORMS = "form"
"""Kind of the shelf: blank forms by name."""

_NUMBER = "registration.case_no"


@dataclass(frozen=True)
class KeptForm:
    """A blank form that the office keeps: `period` in words (每季度), its file, and the fields of each column."""

    name: str
    period: str
    file_name: str
    form: Form
    mapping: tuple[Mapped, ...]


@dataclass(frozen=True)
class Filled:
    """A form with our rows: its bytes, how many rows, and the headings under which nothing was filled."""

    data: bytes
    rows: int
    blank: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()
    """What the county would send back: told before the form leaves."""


def look_at_form(
    office: Office, data: bytes, file_name: str, said: Mapping[int, tuple[str, ...]] | None = None
) -> tuple[Form, list[Mapped]]:
    """A blank form and what its columns mean; `said` by column goes first, else what was kept with such a header.

    Raises Invalid, Unavailable.
    """
    form = form_of(data, file_name)
    by = "person"
    if said is None and (known := _last_mapping(office, form)):
        said, by = known, "remembered"
    return form, map_columns(form.table, (), Setting(office.today), said, by)


def _last_mapping(office: Office, form: Form) -> Mapping[int, tuple[str, ...]]:
    """What the columns of the form kept last with the same headings were said to mean."""
    mark = fingerprint(form.table)
    kept = [each for each in shelf.values(office.db, FORMS).values() if each.get("mark") == mark]
    newest = max(kept, key=lambda each: str(each.get("kept_on", "")), default=None)
    return {} if newest is None else _columns(newest)


def _columns(kept: Mapping[str, Any]) -> dict[int, tuple[str, ...]]:
    return {int(column): tuple(fields) for column, fields in kept["columns"].items()}


def ready_forms() -> tuple[Layout, ...]:
    """The forms that come with the program."""
    return tuple(each for each in layouts() if each.blank is not None)


def ready_form(office: Office, layout: Layout) -> KeptForm:
    """A form that comes with the program, blank, for this office and year, with what its columns mean."""
    data, file_name = blank_form(layout, office.name, office.today.year), f"{layout.name}.xlsx"
    form, mapping = look_at_form(office, data, file_name)
    return KeptForm(layout.name, "", file_name, form, tuple(mapping))


def forms(office: Office) -> list[KeptForm]:
    """The forms that the office keeps, by name."""
    found = []
    for name, kept in shelf.values(office.db, FORMS).items():
        data = base64.b64decode(kept["data"])
        form, mapping = look_at_form(office, data, kept["file_name"], _columns(kept))
        found.append(KeptForm(name, kept["period"], kept["file_name"], form, tuple(mapping)))
    return found


def keep_form(
    office: Office, name: str, period: str, form: Form, file_name: str, mapping: Sequence[Mapped]
) -> Change:
    """Keep a form under a name; one of that name is replaced. Raises Invalid without a name."""
    if not name.strip():
        raise Invalid("请给这张表起个名字，例如“县纪委季报”。", field="form.name")
    columns = {str(each.column): list(each.fields) for each in mapping}
    with office.writing(f"留存表样 {name.strip()[:40]}", action="keep_form") as write:
        write.shelve(
            "form", name.strip()[:40],
            {"period": period.strip()[:20], "file_name": file_name, "columns": columns,
             "mark": fingerprint(form.table), "kept_on": office.today.isoformat(),
             "data": base64.b64encode(form.data).decode("ascii")},
        )  # fmt: skip
    if write.change is None:
        raise NotAllowed("这张表已经照这样留存了，没有变化。")
    return write.change


def forget_form(office: Office, name: str) -> Change:
    """Take a kept form away; it can be undone. Raises Invalid where there is none of that name."""
    if name not in shelf.values(office.db, FORMS):
        raise Invalid(f"没有叫“{name}”的表样。")
    with office.writing(f"删掉表样 {name}", action="keep_form") as write:
        write.shelve("form", name, None)
    assert write.change is not None
    return write.change


def fill_form(office: Office, form: Form, mapping: Sequence[Mapped], numbers: Sequence[int]) -> Filled:
    """The form with these cases (row numbers of the ledger), in their order. Nothing of who reported goes into it."""
    columns, blank = form_columns(office, form, mapping, numbers)
    said = values(office.db, CASE, numbers, [_NUMBER], office.today)
    doubts = doubts_of(mapping, columns, [str(said[each][0] or "") for each in numbers], form.first)
    return Filled(fill(form, columns, office.name, office.today), len(numbers), tuple(blank), tuple(doubts))


def save_doubts(office: Office, name: str, filled: Filled, path: Path, *, replace: bool = False) -> Change:
    """Save what the county would send back as a workbook. Raises NotAllowed over a file that stands, Unavailable."""
    label = f"存核对清单 {name.strip()[:40] or '县里的表'}（{len(filled.doubts)} 处）"
    with office.writing(label, action="save_form", undoable=False) as write:
        save(doubts_book(name, filled.doubts), path, replace=replace)
    assert write.change is not None
    return write.change


def save_blank(office: Office, kept: KeptForm, path: Path, *, replace: bool = False) -> Change:
    """Save a form as it is, without any row, to be handed out. Raises NotAllowed over a file that stands, Unavailable."""
    with office.writing(f"存空白表 {kept.name[:40]}", action="save_form", undoable=False) as write:
        save(kept.form.data, path, replace=replace)
    assert write.change is not None
    return write.change


def save_form(office: Office, name: str, filled: Filled, path: Path, *, replace: bool = False) -> Change:
    """Save a filled form, journalled with how much it was. Raises NotAllowed over a file that stands, Unavailable."""
    label = f"存为 {name.strip()[:40] or '县里的表'}（{filled.rows} 件）"
    with office.writing(label, action="save_form", undoable=False) as write:
        save(filled.data, path, replace=replace)
    assert write.change is not None
    return write.change
