"""Write the tables of `docs/DOMAIN.md` from what the program declares: `python docs/tables.py`.

A table stands between `<!-- table: name -->` and `<!-- end -->`; a census test holds them to what is declared.
"""

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from app.actions.catalogue import CASE_ACTIONS  # noqa: E402
from app.records.catalogue import KINDS, field  # noqa: E402
from app.rules.declarations import Condition, Rule, Unit, shipped_rules  # noqa: E402
from app.rules.stage import Stage  # noqa: E402
from app.rules.status import Status, load_presets  # noqa: E402
from app.schema.codes import code_list, code_lists  # noqa: E402
from app.schema.kinds import Choice, Link  # noqa: E402
from app.store.shelf import DEFAULTS  # noqa: E402

DOMAIN = HERE / "DOMAIN.md"
_UNITS = {Unit.WORKING_DAYS: "working days", Unit.DAYS: "days", Unit.MONTHS: "months"}


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "/") for cell in line) + " |" for line in lines)


def time_limits() -> str:
    """Every rule declared."""
    return table(
        ("id", "duty", "starts", "limit", "fulfilled by", "applies", "source", "active"),
        (
            (
                rule.id, rule.label, f"`{rule.start}`", _limit(rule),
                ", ".join(f"`{each}`" for each in rule.done), _applies(rule), rule.source,
                "yes" if rule.active else "no",
            )
            for rule in shipped_rules()
        ),
    )  # fmt: skip


def _limit(rule: Rule) -> str:
    if not rule.limit:
        return "not set"
    unit = _UNITS[rule.unit]
    return f"{rule.limit} {unit if rule.limit > 1 else unit.removesuffix('s')}"


def _applies(rule: Rule) -> str:
    parts = [_condition(each) for each in rule.when]
    parts += [f"not {_condition(each)}" for each in rule.unless]
    parts += [f"with `{each}`" for each in rule.when_dated]
    parts += [f"no `{each}`" for each in rule.unless_dated]
    parts += [f"due by `{each.fact}`" for each in rule.due]
    parts += ["stops while waiting"] if rule.stops else []
    return "; ".join(parts) or "always"


def _condition(condition: Condition) -> str:
    kind = field(condition.fact).kind
    allowed = sorted(map(str, condition.allowed))
    words = (
        [code_list(kind.list_id).name_of(each) for each in allowed] if isinstance(kind, Choice) else ["是"]
    )
    return f"{field(condition.fact).label} {'/'.join(words)}"


def statuses() -> str:
    """Every status, the gravest first, with its colour in each preset."""
    presets = load_presets()
    return table(
        ("status", "word", *(f"{preset.id}: {preset.label}" for preset in presets)),
        ((f"`{each}`", each.label, *(preset.colours[each] for preset in presets)) for each in Status),
    )


def stages() -> str:
    """Every stage in the order of the work."""
    return table(("stage", "Chinese"), ((f"`{each}`", each.label) for each in Stage))


def records() -> str:
    """Every kind of record."""
    return table(
        ("kind", "Chinese", "in postings", "what it is"),
        (
            (f"`{kind}`", each.label, "yes" if each.travels else "stays at home", _first_line(each.__doc__))
            for kind, each in KINDS.items()
        ),
    )


def _first_line(text: str | None) -> str:
    return (text or "").strip().splitlines()[0]


def fields() -> str:
    """Every field: the dictionary between the ledger's Chinese and the code's English."""
    rows = []
    for record in KINDS.values():
        for each in record.columns():
            kind = each.kind
            sort = type(kind).__name__
            if isinstance(kind, Choice):
                sort += f" {kind.list_id}"
            if isinstance(kind, Link):
                sort += f" {kind.to}"
            marks = [word for word in ("required", "derived", "sensitive", "counted") if getattr(each, word)]
            rows.append((f"`{each.id}`", each.label, each.section, sort, ", ".join(marks)))
    return table(("field", "Chinese", "section", "kind", "marks"), rows)


def codes() -> str:
    """Every code list with its codes in the order in which they are offered."""
    return table(
        ("list", "Chinese", "codes", "source"),
        (
            (
                f"`{each.id}`", each.label,
                ", ".join(f"{code.id} {code.label}" + (" (import only)" if code.import_only else "") for code in each.codes),
                each.source,
            )
            for each in code_lists()
        ),
    )  # fmt: skip


def actions() -> str:
    """Every action on a case."""
    return table(
        ("action", "Chinese", "leaves step", "asks"),
        (
            (
                f"`{each.id}`", each.label, code_list("step_kind").name_of(each.step),
                ", ".join(f"**{field(name).label}**" if name in each.required else field(name).label for name in each.fields),
            )
            for each in sorted(CASE_ACTIONS.values(), key=lambda action: action.rank)
        ),
    )  # fmt: skip


def settings() -> str:
    """Every setting of an office."""
    return table(("setting", "default"), ((f"`{key}`", f"`{value!r}`") for key, value in DEFAULTS.items()))


TABLES: dict[str, Callable[[], str]] = {
    "time limits": time_limits,
    "statuses": statuses,
    "stages": stages,
    "records": records,
    "fields": fields,
    "codes": codes,
    "actions": actions,
    "settings": settings,
}
_PLACE = re.compile(r"(<!-- table: (?P<name>[a-z ]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def filled(text: str) -> str:
    """The page with every table written anew."""
    return _PLACE.sub(lambda place: f"{place[1]}\n{TABLES[place['name']]()}\n\n{place[3]}", text)


if __name__ == "__main__":
    DOMAIN.write_text(filled(DOMAIN.read_text("utf-8")), "utf-8")
