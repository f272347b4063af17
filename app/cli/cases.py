"""register, list, explain, act, edit: work on cases."""

import json
import sys
from argparse import Namespace
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.actions.catalogue import CASE_ACTIONS, allowed
from app.actions.edit import edit_cases
from app.actions.escalate import register_stub
from app.actions.register import registered_case
from app.actions.register_all import register_all
from app.cli import say
from app.cli.values import entry, read, settings
from app.errors import Invalid, NotAllowed, Unavailable, system_said
from app.ledger.columns import CASE, columns
from app.ledger.query import Condition, Query, ids, record_ids, values
from app.records.catalogue import field
from app.records.matters import Escalation
from app.rules.day_warnings import day_warnings
from app.rules.status import Status, statuses_named
from app.rules.visit_counts import fewer_persons
from app.store.case_file import CaseFile, case_by_number, read_case
from app.store.office import Office


def register(office: Office, asked: Namespace) -> None:
    """Register one report or a list of them, all or none. Raises LevelDoubtful where nobody said whose matter it is."""
    given = _read_json(asked.file)
    many = isinstance(given, list)
    entries = []
    for place, each in enumerate(given if many else [given], start=1):
        try:
            made = entry(each, office.today)
            entries.append(replace(made, own_level_confirmed=made.own_level_confirmed or asked.own_level))
        except Invalid as error:
            raise Invalid(f"第 {place} 件 {error.sentence}" if many else error.sentence) from None
    if not entries:
        raise Invalid("文件里一件也没有，请检查内容。")
    changes = register_all(office, entries)
    cases = [read_case(office, registered_case(change)) for change in changes]
    said = [
        {"id": case.registration.id, "case_no": case.title, "warnings": _warn(office, case)} for case in cases
    ]
    say.document({"changes": [change.seq for change in changes], "cases": said})


def _warn(office: Office, case: CaseFile) -> list[str]:
    """Tell on stderr what is odd about the days of a case and the numbers of its receptions; the sentences."""
    said = [each.sentence for each in day_warnings(case.facts, office.today)]
    counts = (fewer_persons({"batches": each.batches, "persons": each.persons}) for each in case.visits)
    said += [f"接访 {each}。" for each in counts if each]
    for sentence in said:
        say.error(f"{case.title} {sentence}")
    return said


def escalate(office: Office, asked: Namespace) -> None:
    """Keep the stub of a matter for the level above."""
    said = {
        name: read(Escalation.column(name), getattr(asked, name), office.today)
        for name in ("received_on", "channel", "handed_to", "handed_on", "receipt_no")
    }
    change = register_stub(office, **said)  # type: ignore[arg-type]
    if asked.as_json:
        made = next(edit.after.get("stub_no") for edit in change.of("escalation"))
        say.document({"change": change.seq, "stub_no": made})
    else:
        print(f"{change.label}。")


def _read_json(name: str) -> Any:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid(f"“{_called(name)}”不是 UTF-8 文本，请另存为 UTF-8 后再试。") from None
    except OSError as error:
        raise Unavailable(system_said(error, name)) from None
    if not text.strip():
        raise Invalid(f"“{_called(name)}”里什么也没有，请检查内容。")
    try:
        return json.loads(text, parse_float=Decimal)
    except json.JSONDecodeError as error:
        raise Invalid(
            f"“{_called(name)}”不是正确的 JSON：第 {error.lineno} 行第 {error.colno} 个字符处写错了。"
        ) from None
    except (RecursionError, ValueError):
        raise Invalid(f"“{_called(name)}”不是正确的 JSON，请检查内容。") from None


def _called(name: str) -> str:
    return "标准输入" if name == "-" else name


def list_cases(office: Office, asked: Namespace) -> None:
    """List cases, newest first."""
    if asked.limit is not None and asked.limit < 0:
        raise Invalid("--limit 后面要写 0 以上的整数。")
    today = office.today
    conditions = (
        ()
        if asked.status is None
        else (Condition("case.light", statuses_named(asked.status, office.measure.preset)),)
    )
    numbers = list(ids(office.db, Query(today, conditions=conditions, text=asked.text)))[: asked.limit]
    if asked.as_json:
        say.document(_rows(office, numbers))
        return
    shown = ("registration.case_no", "case.light", "case.due_on", "case.respondents", "registration.received_on",
             "registration.summary")  # fmt: skip
    found = values(office.db, CASE, numbers, shown, today)
    head = [columns(CASE)[name] for name in shown]
    lines = ([column.text(value) for column, value in zip(head, found[n], strict=True)] for n in numbers)
    print(say.table([column.label for column in head], lines))
    print(f"共 {len(numbers)} 件。")


def _rows(office: Office, numbers: list[int]) -> list[dict[str, Any]]:
    """Every value by full field id, codes by id, days in ISO."""
    shown = columns(CASE)
    found = values(office.db, CASE, numbers, list(shown), office.today)
    known = record_ids(office.db, CASE, numbers)
    colours = office.measure.preset.colours
    rows = []
    for number in numbers:
        stored = dict(zip(shown, found[number], strict=True))
        row = {name: say.plain(shown[name].field.kind.from_stored(value)) for name, value in stored.items()}
        rows.append({"id": known[number], **row, "case.colour": colours[Status(str(stored["case.light"]))]})
    return rows


def explain(office: Office, asked: Namespace) -> None:
    """The sum behind the light of a case."""
    case = read_case(office, case_by_number(office, asked.case))
    today = office.today
    told = case.explained(today)
    status = case.status(today)
    if asked.as_json:
        say.document(
            {**_case(case), "light": status.value, "colour": office.measure.preset.colours[status],
             "allowed": [action.id for action in allowed(office, case)],
             "obligations": [
                 {"rule": each.rule_id, "label": each.label, "status": each.status.value, "due_on": duty.due_on.isoformat(),
                  "done_on": duty.done_on.isoformat() if duty.done_on else None,
                  "ended_on": duty.ended_on.isoformat() if duty.ended_on else None, "source": each.source,
                  "sentence": each.sentence}
                 for each, duty in zip(told, case.obligations, strict=True)
             ]}
        )  # fmt: skip
        return
    print(f"{case.title}  {case.stage.label}  {status.label}")
    for each in told:
        print("\n" + "\n".join(each.lines))
    if not told:
        print("没有在走的期限。")


def _case(case: CaseFile) -> dict[str, Any]:
    return {"id": case.registration.id, "case_no": case.registration.case_no, "stage": case.stage.value}


def act(office: Office, asked: Namespace) -> None:
    """Do one action on a case."""
    action = next((each for each in CASE_ACTIONS.values() if asked.action in (each.id, each.label)), None)
    if action is None:
        raise Invalid(f"没有“{asked.action}”这个操作，可以写：{'、'.join(CASE_ACTIONS)}。")
    case = read_case(office, case_by_number(office, asked.case))
    given = settings(asked.values, office.today, action.fields)
    for name in given:
        if name not in action.fields:
            raise NotAllowed(f"“{action.label}”里没有“{name}”这一栏，可以写：{'、'.join(action.fields)}。")
    try:
        change = action.do(office, case.registration.id, {**action.defaults(office, case), **given})
    except Invalid as error:
        raise Invalid(_named(error)) from None
    _tell(office, case.registration.id, change.seq, change.label, asked)


def _named(error: Invalid) -> str:
    """The sentence with the field it is about, as the command line names it."""
    if error.field is None:
        return error.sentence
    label = field(error.field).label
    return f"{label}（--set {error.field}=…）：{error.sentence.removeprefix(f'{label}：')}"


def edit(office: Office, asked: Namespace) -> None:
    """Change fields of a case."""
    id = case_by_number(office, asked.case)
    given = settings(asked.values, office.today)
    change = edit_cases(office, [id], given, own_level_confirmed=asked.own_level)
    _tell(office, id, change.seq if change else None, change.label if change else "没有变化", asked)


def _tell(office: Office, id: str, seq: int | None, label: str, asked: Namespace) -> None:
    case = read_case(office, id)
    warnings = _warn(office, case)
    if asked.as_json:
        light = case.status(office.today).value
        say.document({"change": seq, **_case(case), "light": light, "warnings": warnings})
    else:
        print(f"{label}。现在：{case.stage.label}，{case.status(office.today).label}。")
