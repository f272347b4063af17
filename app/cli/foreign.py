"""inspect and take of somebody else's ledger: what was understood, what is refused and why; fill, the other way round."""

import re
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.actions.fill_form import (
    KeptForm,
    fill_form,
    forms,
    keep_form,
    look_at_form,
    ready_form,
    ready_forms,
    save_blank,
    save_form,
)
from app.actions.foreign_alike import RESULT, Alike, Place, foreign_alike, with_alike
from app.actions.return_rows import return_rows
from app.actions.take_foreign import take_foreign
from app.cli import say
from app.cli.secret import asked_for_workbook, given_for_workbook
from app.cli.values import day_after
from app.errors import Invalid, Unavailable, system_said
from app.exchange.foreign.fill import Form
from app.exchange.foreign.heading_lists import SERIAL
from app.exchange.foreign.headings import label_of
from app.exchange.foreign.inspection import Decisions, Inspection
from app.exchange.foreign.inspection import inspect as look
from app.exchange.foreign.locked import OpenedLedger, open_ledger
from app.exchange.foreign.mapping import Mapped
from app.exchange.foreign.matching import WRITTEN, Result
from app.exchange.foreign.source import Source
from app.exchange.small_xml import column_number
from app.exchange.unlocking import Keys, PasswordNeeded, WrongPassword
from app.ledger.query import Condition, Query, ids
from app.records.catalogue import KINDS
from app.store.office import Office

_WORDS = {Result.NEW.value: "新增", RESULT: "可能重复", Result.CHANGED.value: "更新", Result.SAME.value: "相同",
          Result.REFUSED.value: "不收"}  # fmt: skip
_LISTED = 50


def opened(office: Office, asked: Namespace, keys: Keys) -> OpenedLedger | None:
    """The file where it is somebody else's ledger, its password given beforehand or asked for; None for a posting, whose
    key is then among `keys`: it is derived once."""
    path = Path(asked.file).expanduser()
    if not path.exists():
        return None
    told = given_for_workbook(asked.workbook_password_file)
    try:
        return open_ledger(office, path, told, keys)
    except WrongPassword:
        raise
    except PasswordNeeded:
        told = asked_for_workbook()
        if told is None:
            raise
        return open_ledger(office, path, told, keys)


def inspect(office: Office, asked: Namespace, ledger: OpenedLedger) -> None:
    """Say what taking the ledger would do; writes nothing. The day tells dates to come from those that were."""
    if asked.today is not None:
        office.confirm_today(asked.today, sure=asked.date_is_right)
    found, _ = _look(office, asked, ledger)
    alike = _alike(office, found)
    if asked.as_json:
        say.document(_document(found, alike))
    else:
        print("\n".join(_lines(found, alike)))
    _give_back(office, asked, found, ledger)


def _alike(office: Office, found: Inspection) -> Mapping[Place, Alike]:
    """The new rows compared with what is known; of many it is told how far it is."""
    return foreign_alike(
        office, found, progress=lambda done, total: say.so_far("正在与台账比对，看有没有重复：", done, total)
    )


def take(office: Office, asked: Namespace, ledger: OpenedLedger) -> None:
    """Take the rows that can be taken, after a yes."""
    found, decisions = _look(office, asked, ledger)
    if not asked.yes:
        say.ask("\n".join(_lines(found, _alike(office, found))))
    change = take_foreign(office, found, decisions, all_or_nothing=asked.all_or_nothing)
    if asked.as_json:
        said = found.as_json()
        say.document({"change": change.seq, "taken": True, "file": said["file"], "counts": said["counts"]})
    else:
        print(f"{change.label}。\n{_counted(found, {})}")
    _give_back(office, asked, found, ledger)


def _look(office: Office, asked: Namespace, ledger: OpenedLedger) -> tuple[Inspection, dict[int, Decisions]]:
    decisions = {0: Decisions(columns=_columns(asked.columns), own_level=_rows(asked.own_level))}
    return look(
        office, ledger.source, decisions, headers=_headers(asked.header, ledger.source), sender=asked.whose
    ), decisions


def _headers(said: list[str], source: Source) -> dict[str, tuple[int, int]]:
    """By sheet the rows of its header, from 0; without a sheet's name the first that is not hidden."""
    found: dict[str, tuple[int, int]] = {}
    shown = next((each for each in source.sheets if not each.hidden), source.sheets[0])
    for each in said:
        name, _, rows = each.rpartition("!")
        match = re.fullmatch(r"([1-9]\d{0,6})(?:-([1-9]\d{0,6}))?", rows.strip())
        first = int(match[1]) if match else 0
        last = int(match[2] or first) if match else 0
        sheet = next((sheet for sheet in source.sheets if sheet.name == name), None) if name else shown
        if sheet is None:
            raise Invalid(f"没有叫“{name}”的表，有的是：{'、'.join(sheet.name for sheet in source.sheets)}。")
        if not 0 < first <= last <= min(first + 2, len(sheet.rows)):
            raise Invalid(
                f"“{each}”应写表头的行号，一到三行，例如 3 或 3-4；“{sheet.name}”表有 {len(sheet.rows)} 行。"
            )
        found[sheet.name] = (first - 1, last)
    return found


def _columns(said: list[str]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for each in said:
        letters, _, field_id = each.partition("=")
        if not re.fullmatch(r"[A-Za-z]{1,3}", letters.strip()):
            raise Invalid(f"“{each}”应写成 列=字段，例如 C=registration.received_on。")
        kind, _, name = field_id.partition(".")
        known = kind in KINDS and any(column.name == name for column in KINDS[kind].columns())
        if field_id and field_id != SERIAL and not known:
            raise Invalid(f"没有“{field_id}”这个字段，字段的写法见 docs/DOMAIN.md。")
        found[column_number(letters.strip()) - 1] = (field_id,) if field_id else ()
    return found


def _rows(said: str) -> frozenset[int]:
    parts = [part for part in re.split(r"[,，、\s]+", said) if part]
    if not all(part.isdecimal() and int(part) for part in parts):
        raise Invalid(f"“{said}”应写行号，例如 5,8。")
    return frozenset(int(part) - 1 for part in parts)


def _document(found: Inspection, alike: Mapping[Place, Alike]) -> dict[str, Any]:
    """The inspection, each new row that may repeat a known matter with that result, and the matter."""
    said = found.as_json()
    for number, table in enumerate((said, *said["further"])):
        for row in table["rows"]:
            like = alike.get((number, row["row"] - 1))
            row["possible_repeat"] = like and {
                "case": like.case,
                "case_no": like.case_no,
                "certainty": like.certainty,
            }
            row["result"] = row["result"] if like is None else RESULT
    said["counts"] = with_alike(said["counts"], alike)
    return said


def _lines(found: Inspection, alike: Mapping[Place, Alike]) -> list[str]:
    lines = []
    for number, looked in enumerate(found.looked):
        first, behind = looked.table.header_rows
        lines.append(
            f"“{looked.table.sheet.name}”表，第 {'、'.join(str(row + 1) for row in range(first, behind))} 行是表头："
        )
        for each in looked.understood.mapping:
            what = "、".join(label_of(field_id) for field_id in each.fields) or "（原样保留）"
            lines.append(f"  {each.heading or '（没有表头）'} → {what}")
        lines += [
            f"  表上没有“{label_of(field_id)}”：{said}"
            for field_id, said in looked.understood.assumed.items()
        ]
        lines += [
            f"  第 {row + 1} 行{like.said}，收取后再认定"
            for (at, row), like in sorted(alike.items(), key=lambda each: each[0])
            if at == number
        ]
        told = [each for each in looked.outcomes if each.reasons and each.result in WRITTEN]
        lines += [f"  第 {each.line.row + 1} 行：{'；'.join(each.reasons)}" for each in told[:_LISTED]]
        refused = [each for each in looked.outcomes if each.result is Result.REFUSED]
        lines += [f"  第 {each.line.row + 1} 行不收：{'；'.join(each.reasons)}" for each in refused[:_LISTED]]
        if len(refused) > _LISTED:
            lines.append(f"  ……另有 {len(refused) - _LISTED} 行不收，加 --return 文件 可以存成退回表")
    return [*lines, _counted(found, alike)]


def _counted(found: Inspection, alike: Mapping[Place, Alike]) -> str:
    counts = with_alike(found.counts(), alike)
    said = "，".join(f"{word} {counts[key]}" for key, word in _WORDS.items() if counts[key])
    return f"共 {counts['read']} 行：{said or '没有内容'}，跳过 {counts['skipped']}（合计、表头、签字等）。"


def _give_back(office: Office, asked: Namespace, found: Inspection, ledger: OpenedLedger) -> None:
    if asked.back and found.counts()[Result.REFUSED.value]:
        path = Path(asked.back).expanduser()
        return_rows(office, found, ledger.data, path, password=ledger.password)
        if not asked.as_json:
            print(f"不能收的行存在 {path}，改好后再收一次。")


def fill(office: Office, asked: Namespace) -> None:
    """Fill a blank form of the county, a file or one that is kept, with the cases received in a time."""
    form, mapping, name = _form(office, asked)
    path = Path(asked.output).expanduser()
    if asked.blank:
        save_blank(office, KeptForm(name, asked.period, name, form, tuple(mapping)), path)
        say.document({"file": str(path)}) if asked.as_json else print(f"空白表已存为 {path}。")
        return
    days = [day_after(*each, office.today) for each in (("--from", asked.first), ("--to", asked.last))]
    between = Condition(
        "registration.received_on", tuple(None if day is None else day.isoformat() for day in days), "between"
    )
    query = Query(office.today, conditions=(between,), sort=(("registration.received_on", False),))
    filled = fill_form(office, form, mapping, list(ids(office.db, query)))
    save_form(office, name, filled, path)
    if asked.keep:
        keep_form(office, asked.keep, asked.period, form, name, mapping)
    if asked.as_json:
        said = [{"column": each.column + 1, "header": each.heading, "field": list(each.fields), "by": each.by}
                for each in mapping]  # fmt: skip
        say.document(
            {
                "file": str(path),
                "rows": filled.rows,
                "blank": list(filled.blank),
                "mapping": said,
                "doubts": [asdict(each) for each in filled.doubts],
            }
        )
    else:
        left = f"没有填：{'、'.join(filled.blank)}。" if filled.blank else ""
        print(f"已填 {filled.rows} 件：{path}。{left}")
        for each in filled.doubts:
            print(f"  {each.said}。")


def _form(office: Office, asked: Namespace) -> tuple[Form, Sequence[Mapped], str]:
    said = _columns(asked.columns)
    kept = next((each for each in forms(office) if each.name == asked.form), None)
    if kept is not None and not said:
        return kept.form, kept.mapping, kept.name
    if kept is not None:
        form, mapping = look_at_form(office, kept.form.data, kept.file_name, said)
        return form, mapping, kept.name
    ready = next((each for each in ready_forms() if asked.form in (each.id, each.name)), None)
    path = Path(asked.form).expanduser()
    if ready is not None and not path.exists():
        made = ready_form(office, ready)
        form, mapping = look_at_form(office, made.form.data, made.file_name, said or None)
        return form, mapping, made.name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unavailable(system_said(error, path.name)) from error
    form, mapping = look_at_form(office, data, path.name, said or None)
    return form, mapping, path.name
