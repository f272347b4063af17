"""The small forms of what the office itself owes: answering a letter, noting a reply, noting a quarterly report."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import cast

from app.actions.answer_circular import answer_circular
from app.actions.note_circular_reply import note_circular_reply
from app.actions.report_periodic import report_periodic
from app.change import Change
from app.ledger.duties import Duty
from app.records.oversight import Answer, Order, Periodic
from app.records.record import Record
from app.schema.kinds import Value
from app.store.office import Office
from ui.form.ask import AskForm
from ui.form.context import office_context
from ui.form.form import Form
from ui.form.make import row_for
from ui.today.lines import ANSWER, READ, REPLIED, REPORT, word_of


def letter_form(office: Office, duty: Duty) -> AskForm:
    """The form behind the button."""
    word = word_of(duty)
    make = {READ: _answer, ANSWER: _answer, REPLIED: _reply, REPORT: _report}[word]
    return make(office, duty, f"{word} {duty.title}")


def _answer(office: Office, duty: Duty, title: str) -> AskForm:
    letter = duty.letter
    assert letter is not None
    presets = {"answered_on": office.today, "person": office.person or None}
    form = _form(office, Answer, ("answered_on", "content", "person"), presets)
    return AskForm(title, _said(letter), form, _run(form, lambda said: answer_circular(
        office, letter, answered_on=cast("date | None", said["answered_on"]),
        content=cast("str | None", said["content"]), person=cast("str | None", said["person"]),
    )))  # fmt: skip


def _reply(office: Office, duty: Duty, title: str) -> AskForm:
    letter = duty.letter
    assert letter is not None
    form = _form(office, Order, ("replied_on", "reply", "result"), {"replied_on": office.today})
    return AskForm(title, _said(letter), form, _run(form, lambda said: note_circular_reply(
        office, letter, replied_on=cast("date | None", said["replied_on"]), reply=cast("str | None", said["reply"]),
        result=cast("str | None", said["result"]),
    )))  # fmt: skip


def _report(office: Office, duty: Duty, title: str) -> AskForm:
    kind, _, end = duty.report.partition("/")
    form = _form(office, Periodic, ("sent_on", "to_unit", "note"), {"sent_on": office.today})
    hint = "记下哪一天报送的；随下一份工作簿报上级。"
    return AskForm(f"{REPORT} {duty.what}", hint, form, _run(form, lambda said: report_periodic(
        office, kind, date.fromisoformat(end), sent_on=cast("date | None", said["sent_on"]),
        to_unit=cast("str | None", said["to_unit"]), note=cast("str | None", said["note"]),
    )))  # fmt: skip


def _said(letter: Order) -> str:
    due = f"，{letter.reply_due_on.isoformat()} 前回复" if letter.reply_due_on else ""
    day = letter.issued_on.isoformat() if letter.issued_on else ""
    return f"{letter.text('order_kind')}，{day} 发出{due}：{letter.requirement or ''}"


def _form(office: Office, kind: type[Record], names: tuple[str, ...], presets: Mapping[str, Value]) -> Form:
    form = Form(office_context(office))
    for name in names:
        said = kind.column(name)
        form.add(said.id, row_for(said, form.context))
        form.rows[said.id].set_value(presets.get(name))
    return form


def _run(form: Form, do: Callable[[dict[str, Value]], Change]) -> Callable[[], Change]:
    return lambda: do({name.rpartition(".")[2]: value for name, value in form.values().items()})
