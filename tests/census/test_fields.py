"""Census over every declared field and every kind of record."""

import re
import unicodedata

import pytest

from app.ledger.columns import CASE, columns
from app.records.catalogue import ALONE, BANDS, CASE_LISTS, KINDS, field
from app.records.record import Record
from app.schema.kinds import Choice, Count, Day, Flag, IdNumber, Kind, Link, LongText, Money, Phone, Text
from app.store.peers import TRAVELLING
from app.store.record_tables import RECORD_TABLES

RECORDS = [pytest.param(each, id=kind) for kind, each in KINDS.items()]
RESERVED = {"id", "n", "owner", "version", "voided", "extra", "kind", "label", "sections", "travels"}
AT_HOME = {"reporter", "escalation", "unit", "staff", "protection", "reward", "meeting"}
SORTS_OF_VALUE = (Text, LongText, Day, Choice, Count, Money, Flag, Phone, IdNumber, Link)


def plain(header: str) -> str:
    """A header as it is compared: half-width, without blanks and brackets."""
    return re.sub(r"[\s()]", "", unicodedata.normalize("NFKC", header)).lower()


@pytest.mark.parametrize("record", RECORDS)
def test_a_field_has_an_id_of_ascii_that_finds_it(record: type[Record]) -> None:
    for each in record.columns():
        assert re.fullmatch(r"[a-z]+\.[a-z][a-z0-9_]{0,29}", each.id)
        assert field(each.id) == each
        assert each.name not in RESERVED
        assert not each.name.endswith("_pinyin")


@pytest.mark.parametrize("record", RECORDS)
def test_a_field_has_a_chinese_label_a_known_kind_and_a_width_to_read_it_in(record: type[Record]) -> None:
    for each in record.columns():
        assert re.search(r"[\u4e00-\u9fff]", each.label)
        assert each.label == each.label.strip()
        assert isinstance(each.kind, Kind) and isinstance(each.kind, SORTS_OF_VALUE)
        assert 6 <= each.width <= 60
        assert each.width >= min(len(each.label), 6)


@pytest.mark.parametrize("record", RECORDS)
def test_what_a_field_says_of_itself_fits_together(record: type[Record]) -> None:
    for each in record.columns():
        assert not (each.required and each.derived), "nobody could fill it"
        assert not (each.sensitive and (each.indexed or each.counted)), (
            "a sealed value is neither sorted nor counted"
        )
        assert not (each.sensitive and each.derived)
        assert each.derived or not isinstance(each.kind, Link), "nobody types an id"
        assert not (each.counted and isinstance(each.kind, LongText | Day | Money))


@pytest.mark.parametrize("record", RECORDS)
def test_labels_and_aliases_are_unique_within_a_record(record: type[Record]) -> None:
    headers = [plain(word) for each in record.columns() for word in (each.label, *each.aliases)]
    assert sorted({word for word in headers if headers.count(word) > 1}) == []
    assert all(headers)


def test_labels_are_unique_across_the_columns_of_the_case_ledger() -> None:
    labels = [each.label for each in columns(CASE).values()]
    assert sorted({label for label in labels if labels.count(label) > 1 and label != "被反映人"}) == []


@pytest.mark.parametrize("record", RECORDS)
def test_sections_are_listed_and_every_one_is_used(record: type[Record]) -> None:
    used = {each.section for each in record.columns() if each.section}
    assert used == set(record.sections)
    if record in BANDS:
        homeless = [each.id for each in record.columns() if not each.section]
        assert [each for each in homeless if not isinstance(field(each).kind, Link)] == []


@pytest.mark.parametrize("record", RECORDS)
def test_a_kind_of_record_travels_with_its_case_or_stays_at_home(record: type[Record]) -> None:
    travelling = {*BANDS, *CASE_LISTS, *ALONE}
    assert record.travels is (record in travelling)
    assert (record.kind in AT_HOME) is not record.travels
    assert (record.kind in TRAVELLING) is record.travels
    if record.travels:
        assert [each.id for each in record.columns() if each.sensitive] == []


@pytest.mark.parametrize("record", RECORDS)
def test_a_kind_of_record_is_known_by_name_label_and_table(record: type[Record]) -> None:
    assert re.fullmatch(r"[a-z]+", record.kind)
    assert KINDS[record.kind] is record
    assert re.search(r"[\u4e00-\u9fff]", record.label)
    assert record.__doc__ and record.columns()
    assert RECORD_TABLES[record.kind]._meta.table_name == record.kind
    belongs = {each.name: each for each in record.columns() if isinstance(each.kind, Link)}
    in_a_case = (record.travels and record.kind not in {"registration", "periodic"}) or record.kind in {
        "reporter",
        "protection",
        "reward",
    }
    assert ("case" in belongs and belongs["case"].indexed) is in_a_case
    assert {each.kind.to for each in belongs.values() if isinstance(each.kind, Link)} <= set(KINDS)


def test_every_kind_of_record_has_a_label_of_its_own() -> None:
    assert len({record.label for record in KINDS.values()}) == len(KINDS)


def test_what_identifies_a_reporter_is_sensitive_and_nothing_else_is() -> None:
    sensitive = {each.id for record in KINDS.values() for each in record.columns() if each.sensitive}
    assert sensitive == {"reporter.name", "reporter.phone", "reporter.id_number", "reporter.address"}


def test_the_stub_of_an_upper_level_matter_holds_only_what_it_may() -> None:
    assert {each.name for each in KINDS["escalation"].columns()} == {
        "stub_no", "received_on", "channel", "handed_to", "handed_on", "receipt_no",
    }  # fmt: skip


@pytest.mark.parametrize("record", RECORDS)
def test_a_day_that_has_happened_says_so(record: type[Record]) -> None:
    for each in record.columns():
        if isinstance(each.kind, Day):
            ahead = {
                "supervision.due_on", "supervision.extended_due_on", "supervision.reply_due_on", "step.day",
                "registration.source_due_on", "transfer.reply_due_on", "extension.wanted_on", "extension.due_on",
                "review.redo_by_on", "lookback.correct_by_on", "order.reply_due_on", "periodic.period_end_on",
            }  # fmt: skip
            assert each.kind.past is (each.id not in ahead)
