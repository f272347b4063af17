"""A fourth corpus, written before its writer had read the reader, and two held out: measured without a person.

Builds nothing: `tests/data/foreign/fourth/build.py` does, and that beside it. The shares right are printed by `-s`; those of
the first readings stand in docs/TESTING.md. What is right may only become more, what is wrong without a word only less.
"""

from pathlib import Path

import pytest

from app.store.office import Office
from tests.app.exchange.foreign.test_corpus import plain
from tests.app.exchange.foreign.test_second_corpus import OPEN, meant, values
from tests.app.exchange.foreign.test_third_corpus import read, truth, wrong

FOREIGN = Path(__file__).resolve().parents[3] / "data" / "foreign"


@pytest.mark.parametrize(
    ("corpus", "columns", "values_right", "silently"),
    (("fourth", 167, 1832, 4), ("fifth", 79, 790, 0), ("sixth", 34, 294, 0)),
)
def test_what_is_recognised_of_it_does_not_become_less(
    office: Office, corpus: str, columns: int, values_right: int, silently: int
) -> None:
    """`columns` and `values_right` are right at least, `silently` wrong without a word at most."""
    right_columns = right_values = 0
    silent: list[str] = []
    missed: list[str] = []
    for path in sorted((FOREIGN / corpus).iterdir()):
        if path.suffix not in (".xlsx", ".xls", ".ods", ".csv"):
            continue
        tables, truths = read(office, path), truth(path)
        assert [
            (list(range(*each.table.header_rows)), [str(row) for line in each.lines for row in line.rows])
            for each in tables
        ] == [(each["header_rows"], list(each["rows"])) for each in truths], path.name
        silent += [f"{path.name} {each}" for each in wrong(tables, truths)]
        for table, said in zip(tables, truths, strict=True):
            told = [(each, said["columns"].get(str(each.column), "")) for each in table.mapping]
            right = [each.fields in meant(choices) for each, choices in told if choices != OPEN]
            right_columns += sum(right)
            missed += [
                f"{path.name} {each.heading!r}: {each.fields} for {choices} ({each.by})"
                for each, choices in told
                if choices != OPEN and each.fields not in meant(choices)
            ]
            right_values += sum(got == [plain(value)] for _, _, value, got in values(table, said))
    print(f"columns {right_columns}, values {right_values}, silent {len(silent)}")
    assert len(silent) <= silently, "\n".join(silent)
    assert right_columns >= columns, "\n".join(missed)
    assert right_values >= values_right
