"""Census over every text field: what people paste survives record, store, posting and form, whatever it is made of."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.actions.send import send
from app.actions.take import take
from app.exchange.receive import preview
from app.records.catalogue import KINDS
from app.schema.field import declared
from app.schema.kinds import Choice, Day, Kind, LongText, Text, Value
from app.store.office import Office
from app.store.peers import CASE_KINDS
from tests.app.store.offices import Clock, new_county, new_township, reported
from tests.tiers import some
from ui.form.field_row import FieldRow
from ui.form.make import FormContext, row_for

TODAY = date(2026, 3, 9)
PASTED = {
    "full-width": "１２３４ＡＢＣｄｅｆ，（全角）：“引号”；￥",
    "half-width": "abc 123,(half) ｱｲｳ ｶﾞ \"quoted\" 'single' <b>&amp;</b> =1+1 @x",
    "traditional": "檢舉控告臺帳，鄉鎮紀委；龍鳳𠮷𪚥",
    "tabs": "甲\t乙\t\t丙",
    "line breaks": "第一行\r\n第二行\n第三行\r第四行\u2028第五行",
    "emoji": "😀👨‍👩‍👧‍👦🇨🇳✅ 收到",
    "10,000 characters": "反映" * 5000,
}
FIELDS = [
    each for kind in KINDS.values() for each in declared(kind) if isinstance(each.kind, Text | LongText)
]
FIELDS = [each for each in FIELDS if not each.derived]


def paste(row: FieldRow, text: str) -> None:
    """Put text into the empty editor as a paste does."""
    row.set_value(None)
    for line in row.findChildren(QLineEdit):
        line.insert(text)
        return
    row.findChildren(QPlainTextEdit)[0].insertPlainText(text)


def sample(kind: Kind) -> Value:
    """Some value of a kind that is no text."""
    if isinstance(kind, Choice):
        return kind.codes.offered[0].id
    return TODAY if isinstance(kind, Day) else kind.from_text("1", TODAY)


def letters(text: object) -> str:
    """The text without its blanks: what must not be lost."""
    return re.sub(r"\s+", "", str(text))


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[tuple[Office, Office]]:
    """A township and its county."""
    made = new_township(tmp_path / "township", Clock()), new_county(tmp_path / "county", Clock())
    yield made
    for each in made:
        each.close()


def test_there_are_text_fields_of_every_band_and_list() -> None:
    assert len(FIELDS) > 100
    assert {each.record for each in FIELDS} >= {
        "registration",
        "handling",
        "supervision",
        "allegation",
        "order",
    }


@pytest.mark.parametrize(
    "sort",
    [pytest.param(each, marks=() if each == "emoji" else pytest.mark.thorough) for each in PASTED],
)
def test_pasted_text_stays_through_record_store_and_posting(
    offices: tuple[Office, Office], tmp_path: Path, sort: str
) -> None:
    township, county = offices
    case = reported(township)
    text = PASTED[sort]
    made = {}
    with township.writing("登记", action="edit") as write:
        for kind, record in KINDS.items():
            mine: dict[str, Any] = {each.name: text for each in FIELDS if each.record == kind}
            mine |= {
                each.name: sample(each.kind)
                for each in declared(record)
                if each.required and each.name not in mine
            }
            if kind == "registration":
                write.edit(township.get(record, case), **mine)
            elif mine and kind in CASE_KINDS:
                made[kind] = write.add(record, **mine, case=case)
            elif mine and kind not in ("escalation", "unit"):
                made[kind] = write.add(record, **mine)
    held = [township.get(type(each), each.id) for each in made.values()]
    for each in held:
        for field in (field for field in FIELDS if field.record == each.kind and not field.sensitive):
            assert letters(each.value(field.name)) == letters(text), field.id
    send(township, county.code, tmp_path / "out.xlsx")
    found = preview(county, tmp_path / "out.xlsx")
    assert found.refusal is None
    take(county, found)
    travelled = [each for each in held if each.kind in CASE_KINDS]
    assert len(travelled) > 15
    for each in travelled:
        there = county.get(type(each), each.id)
        assert there.stored() == each.stored()


@pytest.mark.parametrize("record", some(sorted({each.record for each in FIELDS})))
def test_pasted_text_stays_in_the_form(qtbot: QtBot, record: str) -> None:
    for field in (each for each in FIELDS if each.record == record):
        row = row_for(field, FormContext(lambda: TODAY))
        qtbot.addWidget(row)
        for text in PASTED.values():
            paste(row, text)
            assert letters(row.value()) == letters(text), field.id
            shown = row.value()
            row.set_value(shown)
            assert row.value() == shown, field.id
