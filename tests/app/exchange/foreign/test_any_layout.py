"""Any ledger of ours in any layout reads back as it was: columns in any order, any of them, other headings, any shape of dates.

The dice are seeded, so a failure names its number; `--long` throws them more often.
"""

import csv
import io
import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from app.actions.fill_form import fill_form, look_at_form
from app.demo_cases import fill as fill_office
from app.exchange.foreign.cells_read import Setting
from app.exchange.foreign.headings import KINDS_READ, meaning_of, other_words
from app.exchange.foreign.inspection import inspect
from app.exchange.foreign.mapping import map_columns
from app.exchange.foreign.matching import Result
from app.exchange.foreign.source import read_source
from app.exchange.foreign.tables import data_rows, tables_of
from app.exchange.foreign.understood import understand
from app.exchange.foreign.words_read import find_code
from app.ledger.query import Query, ids
from app.records.catalogue import KINDS
from app.schema.field import Field
from app.schema.kinds import (
    Choice,
    Choices,
    Count,
    Day,
    Flag,
    IdNumber,
    Link,
    LongText,
    Money,
    Phone,
    Value,
)
from app.store.office import Office
from tests.app.exchange.foreign.ledgers import TODAY
from tests.tiers import some

NEEDED = ("registration.received_on", "registration.summary", "registration.identity_status", "registration.category",
          "registration.intake_channel", "registration.intake_source")  # fmt: skip
LEFT_OUT = {"allegation.summary", "measure.respondent", "allegation.seq", "reporter.reporter_type"}
"""Fields that no sheet has a column for beside another of nearly that name."""
PLAIN = "石柳云南河湾安塘桥树坡头清溪岭田沟坪"
SHAPES: tuple[Callable[[date], Any], ...] = (
    lambda day: day, lambda day: day.isoformat(), lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day.year}/{day.month:02}/{day.day:02}", lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: int(day.strftime("%Y%m%d")), lambda day: day.strftime("%Y%m%d"),
    lambda day: (day - date(1899, 12, 30)).days,
    lambda day: "".join("０１２３４５６７８９"[int(sign)] if sign.isdigit() else sign for sign in day.isoformat()),
)  # fmt: skip
WRITERS = ("openpyxl", "xlsxwriter", "csv", "pandas")


def fields() -> list[Field]:
    """Every field that a row may say by itself."""
    return [
        each for record in KINDS_READ if record.kind not in ("visit", "followup") for each in record.columns()
        if not isinstance(each.kind, Link) and each.id not in LEFT_OUT and headings(each.id)
    ]  # fmt: skip


def headings(field_id: str) -> list[str]:
    """The words that mean this field and no other."""
    kind, _, name = field_id.partition(".")
    words = (KINDS[kind].column(name).label, *other_words().get(field_id, ()))
    found = [(word, meaning_of(word)) for word in dict.fromkeys(words)]
    return [
        word
        for word, said in found
        if said and said.by == "alias" and said.fields == (field_id,) and not said.split
    ]


class Dice:
    """Throws ledgers: a layout, and rows with the values that their cells mean."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        every = fields()
        known = {each.id: each for each in every}
        more = self.dice.sample([each for each in every if each.id not in NEEDED], self.dice.randint(2, 25))
        chosen = [*(known[each] for each in NEEDED), *more]
        if any(each.id.startswith("reporter.") for each in chosen):
            chosen = [each for each in chosen if each.id != "reporter.name"] + [known["reporter.name"]]
        self.dice.shuffle(chosen)
        self.fields = chosen
        self.heads = [self.dice.choice(headings(each.id)) for each in chosen]
        for at, each in enumerate(
            chosen
        ):  # a bare 身份证号 behind a respondent is not taken for the reporter's
            if each.id == "reporter.id_number":
                self.heads[at] = "反映人身份证号"
        self.shapes = [self.dice.choice(SHAPES) for _ in chosen]

    def rows(self, count: int) -> list[tuple[list[Any], dict[str, Value]]]:
        return [self.row(number) for number in range(1, count + 1)]

    def row(self, number: int) -> tuple[list[Any], dict[str, Value]]:
        cells: list[Any] = []
        means: dict[str, Value] = {}
        for each, shape in zip(self.fields, self.shapes, strict=True):
            if each.id not in NEEDED and each.id != "reporter.name" and self.dice.random() < 0.2:
                cells.append(self.dice.choice((None, "", "无", "/")))
                continue
            cell, value = self.value(each, number, shape)
            cells.append(cell)
            means[each.id] = value
        return cells, means

    def value(self, each: Field, number: int, shape: Callable[[date], Any]) -> tuple[Any, Value]:
        kind, dice = each.kind, self.dice
        if each.id == "registration.identity_status":
            return dice.choice((("实名", "real_name"), ("署名", "signed_unverified")))
        if isinstance(kind, Day):
            day = TODAY - timedelta(dice.randint(1, 2_500))
            return shape(day), day
        if isinstance(kind, (Choice, Choices)):
            code = dice.choice(kind.codes.offered)
            words = [word for word in (code.label, *code.aliases) if self.means_code(kind, word, code.id)]
            word = dice.choice(words)
            return word, ((code.id,) if isinstance(kind, Choices) else code.id)
        if isinstance(kind, Flag):
            return dice.choice((("是", True), ("否", False), ("√", True)))
        if isinstance(kind, Count):
            count = dice.randint(1, 90)
            return dice.choice((count, str(count), f"{count}人")), count
        if isinstance(kind, Money):
            amount = Decimal(dice.randint(1, 9_000)) / 100
            return dice.choice((float(amount), f"{amount}万元", str(amount))), amount
        if isinstance(kind, Phone):
            phone = f"13{dice.randrange(10**8, 10**9)}"
            return dice.choice((phone, int(phone))), phone
        if isinstance(kind, IdNumber):
            number_said = id_number(dice)
            return number_said, number_said
        return self.text(each, number)

    def text(self, each: Field, number: int) -> tuple[str, Value]:
        dice = self.dice
        if each.id.endswith("_no"):
            said = f"云信〔2026〕{number}号"
        elif isinstance(each.kind, LongText):
            said = "反映" + "".join(dice.choices(PLAIN, k=dice.randint(14, 40)))
        else:
            said = "".join(dice.choices(PLAIN, k=3))
        worn = dice.choice((said, f" {said}", f"{said}\u3000"))
        return worn, said

    @staticmethod
    def means_code(kind: Choice | Choices, word: str, code: str) -> bool:
        found = find_code(kind.codes, word)
        return found is not None and found[0] == code and not any(sign in word for sign in "、，；,;/ ")


def id_number(dice: random.Random) -> str:
    """A number whose check character holds; of nobody. One that ends as damaged ones do is refused, so none does."""
    body = f"11010119{dice.randint(50, 99)}{dice.randint(1, 12):02}{dice.randint(1, 28):02}{dice.randint(0, 999):03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(sign) * weight for sign, weight in zip(body, weights, strict=True))
    number = body + "10X98765432"[total % 11]
    return id_number(dice) if number.endswith("000") else number


def write(path: Path, how: str, heads: list[str], rows: list[list[Any]], two: bool) -> Path:
    """The sheet as one of four programs writes it; `two`: under groups, in a header of two rows, with a title above."""
    above: list[list[Any]] = [["石桥镇信访举报台账"], []] if two else []
    width = len(heads)
    half = width // 2
    groups: list[list[Any]] = (
        [["基本", *[None] * (half - 1), "其他", *[None] * (width - half - 1)]] if two else []
    )
    if how == "csv":
        out = io.StringIO()
        csv.writer(out).writerows([*above, heads, *rows])
        path = path.with_suffix(".csv")
        path.write_bytes(out.getvalue().encode("gb18030"))
        return path
    if how == "openpyxl":
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for line in [*above, *groups, heads, *rows]:
            sheet.append(line)
        if two:
            sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
            sheet.merge_cells(start_row=3, end_row=3, start_column=1, end_column=half)
            sheet.merge_cells(start_row=3, end_row=3, start_column=half + 1, end_column=width)
        book.save(path)
        return path
    pandas = (
        how == "pandas"
    )  # its writer: an index column, the header bold with borders, days as date and time
    with xlsxwriter.Workbook(str(path)) as made:
        page = made.add_worksheet("Sheet1" if pandas else "台账")
        day = made.add_format({"num_format": "yyyy-mm-dd hh:mm:ss" if pandas else "yyyy-mm-dd"})
        bold = made.add_format({"bold": True, "border": 1, "align": "center"})
        for at, line in enumerate([heads, *rows]):
            if pandas and at:
                page.write(at, 0, at - 1, bold)
            for column, value in enumerate(line, start=int(pandas)):
                if isinstance(value, date):
                    page.write_datetime(at, column, value, day)
                elif value is not None:
                    page.write(at, column, value, bold if not at else None)
    return path


def check(seed: int, folder: Path) -> None:
    """Throw one ledger, write it, read it: every value is the one that was meant, every column its field."""
    thrown = Dice(seed)
    how, two = thrown.dice.choice(WRITERS), thrown.dice.random() < 0.4
    rows = thrown.rows(thrown.dice.randint(3, 30))
    path = write(
        folder / f"{seed}.xlsx", how, thrown.heads, [cells for cells, _ in rows], two and how != "csv"
    )
    source = read_source(path)
    (table,) = [table for sheet in source.sheets for table in tables_of(sheet, "台账")]
    numbers, passed = data_rows(table)
    setting = Setting(TODAY, 2026)
    mapping = map_columns(table, numbers, setting)
    found = understand(table, mapping, numbers, passed, setting)
    said = {each.heading.removeprefix("基本").removeprefix("其他"): each.fields for each in mapping}
    for each, head in zip(thrown.fields, thrown.heads, strict=True):
        assert said[head] == (each.id,), (seed, head, each.id, said[head])
    assert len(found.lines) == len(rows) and not passed, (seed, passed)
    for line, (cells, means) in zip(found.lines, rows, strict=True):
        got = dict(line.values)
        for point in line.allegations:
            got |= {f"allegation.{name}": value for name, value in point.items()}
        for field_id, value in means.items():
            assert got.get(field_id) == value, (seed, how, field_id, cells, got.get(field_id), value)
        assert not line.problems, (seed, [note.sentence for note in line.problems])


@pytest.mark.parametrize("start", some(range(0, 60, 20)))
def test_any_layout_reads_back_as_it_was(start: int, tmp_path: Path) -> None:
    for seed in range(start, start + 20):
        check(seed, tmp_path)


@pytest.mark.long
def test_any_layout_reads_back_as_it_was_many_times(tmp_path: Path) -> None:
    for seed in range(1_000, 2_500):
        check(seed, tmp_path)


@pytest.mark.thorough
def test_a_real_ledger_of_ours_filled_into_any_layout_changes_nothing_when_it_is_read(
    office: Office, tmp_path: Path
) -> None:
    fill_office(office, 40)
    numbers = list(ids(office.db, Query(office.today, sort=(("registration.received_on", False),))))
    for seed in range(6):
        thrown = Dice(seed)
        heads = ["信访编号", *[head for head in thrown.heads if head != "信访编号"]]
        blank = write(tmp_path / f"b{seed}.xlsx", "openpyxl", heads, [], two=False)
        form, mapping = look_at_form(office, blank.read_bytes(), "a.xlsx")
        path = tmp_path / f"f{seed}.xlsx"
        path.write_bytes(fill_form(office, form, mapping, numbers).data)
        found = inspect(office, path)
        wrong = [(each.case_no, each.result, each.reasons, each.changes) for each in found.looked[0].outcomes
                 if each.result is not Result.SAME]  # fmt: skip
        assert wrong == [], (seed, heads, wrong[:3])
