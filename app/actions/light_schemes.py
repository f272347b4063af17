"""灯色方案 of this office: made from one that is there, by its days and colours; chosen at once, and sent down like any other."""

import re
from collections.abc import Mapping
from typing import Any

from app.change import Change
from app.errors import Invalid
from app.rules.status import COLOURS, Status, shipped_preset
from app.store.measures import chosen_preset, presets_of
from app.store.office import Office
from app.store.setting_checks import check_measure
from app.store.shelf import DEFAULTS

LONGEST_LABEL, MOST_DAYS = 20, 60
"""Characters of a name, and working days before the due date from which a light may turn."""
_CHOSEN, _LOCAL, _SOURCE = "preset", "preset.local", "本单位自定"


def own_scheme(
    office: Office, basis: str, label: str, yellow_days: int, urgent_days: int | None,
    colours: Mapping[Status, str],
) -> dict[str, Any]:  # fmt: skip
    """The settings that a scheme of this office makes, chosen at once; what is not said here is as in `basis`.

    `yellow_days`, `urgent_days`: working days left, None for no such light; they take the place of months. A scheme that
    stands in `preset.local` is changed, one of the program is left and the new one gets an id of its own. Raises Invalid.
    """
    word, local = _label(office, basis, label), dict(office.setting(_LOCAL))
    if not 0 <= yellow_days <= MOST_DAYS or not 0 <= (urgent_days or 0) <= MOST_DAYS:
        raise Invalid(f"提前的天数要在 0 到 {MOST_DAYS} 个工作日之间。")
    if urgent_days is not None and urgent_days >= yellow_days:
        raise Invalid("“紧急”要比“将到期”离到期更近，请把天数改小；不用“紧急”这个灯就空着。")
    if set(colours) != set(Status) or not set(colours.values()) <= set(COLOURS):
        raise Invalid("每种状态都要选一种颜色。")
    id = basis if basis in local else _new_id(office, local)
    said = {**(local.get(basis) or shipped_preset(basis)), "id": id, "label": word, "source": _SOURCE}
    for name in ("yellow_months", "urgent_months", "urgent_days"):
        said.pop(name, None)
    said |= {
        "yellow_days": yellow_days,
        "colours": {status.value: colours[status] for status in Status},
    }
    if urgent_days is not None:
        said["urgent_days"] = urgent_days
    return {_LOCAL: {**local, id: said}, _CHOSEN: id}


def keep_scheme(office: Office, made: Mapping[str, Any]) -> Change | None:
    """Write what `own_scheme` or `without_scheme` made, in one step. Raises Invalid for what no scheme can be."""
    for key, value in made.items():
        check_measure(key, value, lambda asked: made[asked] if asked in made else office.setting(asked))
    said = chosen_preset(lambda asked: made[asked] if asked in made else office.setting(asked)).label
    with office.writing(f"灯色方案“{said}”", action="set_setting") as write:
        for key, value in made.items():
            write.shelve("setting", key, value)
    return write.change


def without_scheme(office: Office, id: str) -> dict[str, Any]:
    """The settings without a scheme of this office; where it was the chosen one, the program's own takes its place. Raises
    Invalid for a scheme of the program."""
    local = dict(office.setting(_LOCAL))
    if id not in local:
        raise Invalid("程序自带的方案不能去掉，不用它就选别的。")
    del local[id]
    known = {each.id for each in presets_of(lambda key: local if key == _LOCAL else office.setting(key))}
    chosen = str(office.setting(_CHOSEN))
    return {_LOCAL: local, _CHOSEN: chosen if chosen in known else DEFAULTS[_CHOSEN]}


def _label(office: Office, basis: str, label: str) -> str:
    word = " ".join(label.split())
    schemes = presets_of(office.setting)
    if basis not in {each.id for each in schemes}:
        raise Invalid("这套灯色方案已经没有了，请重新选一套来改。")
    if not 0 < len(word) <= LONGEST_LABEL:
        raise Invalid(f"请给这套灯色方案起一个 {LONGEST_LABEL} 字以内的名称。")
    mine = basis if basis in office.setting(_LOCAL) else ""
    if word in {each.label for each in schemes if each.id != mine}:
        raise Invalid(f"已经有叫“{word}”的灯色方案，请换一个名称。")
    return word


def _new_id(office: Office, local: Mapping[str, Any]) -> str:
    own = re.sub(r"[^a-z0-9]", "", office.code.lower())[:20] or "own"
    return next(id for number in range(1, 10_000) if (id := f"x_{own}_{number}") not in local)
