"""Makes a paper from its template and a case; the one engine for all papers."""

from collections.abc import Iterator, Sequence
from functools import partial

from app.documents.paper import DAY_LINE, GRID, LINE, Block, Cell, Paper, Signature, Table, Text
from app.documents.saying import inline, text
from app.documents.subject import Subject, declared, shown
from app.documents.template import CellPlan, Condition, Part, Template, filled
from app.documents.words import WORDS
from app.schema.kinds import tidy

_LABEL = {1: 4, 2: 4, 3: 3}
"""Columns of the grid that a label takes, by how many cells with a label stand in the row."""


def make(template: Template, subject: Subject) -> Paper:
    """The paper of this case. The part that is cut off is left out where nobody reported by name."""
    apart = tuple(_blocks(template.apart, subject)) if _has_reporter(subject) else ()
    return Paper(
        template.id,
        " ".join(filled(template.title, partial(inline, subject)).split()),
        tidy(filled(template.heading, partial(inline, subject))),
        tuple(_blocks(template.parts, subject)),
        template.apart_title,
        apart,
        bool(apart and subject.reporters),
    )


def not_ready(template: Template, subject: Subject) -> str | None:
    """Why the paper makes no sense for the case as it stands, in one sentence; None when it does."""
    return next((need.says for need in template.needs if not holds(need.condition, subject)), None)


def holds(condition: Condition, subject: Subject) -> bool:
    """Whether the case meets a condition."""
    name = condition.fact
    if name in WORDS:
        held: tuple[object, ...] = (text(subject, name),) if text(subject, name) else ()
    else:
        value = subject.value(name)
        held = value if isinstance(value, tuple) else () if value in (None, "") else (value,)
    met = any(each in condition.codes for each in held) if condition.codes else bool(held)
    return met is not condition.absent and (not condition.own or subject.owns(name))


def _has_reporter(subject: Subject) -> bool:
    anonymous = subject.case.registration.identity_status in ("anonymous", "impersonated")
    return bool(subject.case.reporters) or not anonymous


def _blocks(parts: Sequence[Part], subject: Subject) -> Iterator[Block]:
    for part in parts:
        if not all(holds(each, subject) for each in part.when):
            continue
        if part.words:
            yield from (Text(line, part.role) for line in _paragraphs(part.words, subject))
        elif part.rows:
            yield Table(tuple(_row(row, subject) for row in part.rows))
        elif part.columns:
            yield _list(part, subject)
        else:
            yield from (_signature(sign, subject) for sign in part.signs)


def _paragraphs(words: str, subject: Subject) -> Iterator[str]:
    """A part that is one place alone keeps the lines of its value; in a sentence they are joined."""
    alone = words.startswith("{") and words.endswith("}") and words.count("{") == 1
    said = (text(subject, words[1:-1]) if alone else "") or filled(words, partial(inline, subject))
    return (line for line in tidy(said).split("\n"))


def _row(plans: Sequence[CellPlan], subject: Subject) -> tuple[Cell, ...]:
    room, label = GRID // len(plans), _LABEL[len(plans)]
    return tuple(
        cell
        for plan in plans
        for cell in (Cell(plan.label, label, is_label=True), _cell(plan, room - label, subject))
    )


def _cell(plan: CellPlan, span: int, subject: Subject) -> Cell:
    words = text(subject, plan.name) if plan.name else filled(plan.words, partial(inline, subject))
    return Cell(tidy(words), span, lines=plan.lines, foot=tidy(filled(plan.foot, partial(inline, subject))))


def _list(part: Part, subject: Subject) -> Table:
    """A table over all records of one list: a head, a row for each, and room for `room` rows at least."""
    fields = [declared(name) for name in part.columns]
    spans = _spans([each.width for each in fields])
    head = tuple(Cell(each.label, span, is_label=True) for each, span in zip(fields, spans, strict=True))
    rows = [
        tuple(
            Cell(shown(each, record.value(each.name)), span) for each, span in zip(fields, spans, strict=True)
        )
        for record in subject.records(fields[0].record)
    ]
    empty = tuple(Cell("", span) for span in spans)
    return Table((head, *rows, *[empty] * (part.room - len(rows))), heads=1)


def _spans(widths: Sequence[int]) -> list[int]:
    """The columns of the grid shared out by the widths of the fields, each at least one."""
    spans = [max(1, round(GRID * width / sum(widths))) for width in widths]
    while sum(spans) != GRID:
        at = spans.index(max(spans))
        spans[at] += 1 if sum(spans) < GRID else -1
    return spans


def _signature(sign: tuple[str, str, str], subject: Subject) -> Signature:
    label, name, day = sign
    return Signature(
        label, inline(subject, name) if name else LINE, inline(subject, day) if day else DAY_LINE
    )
