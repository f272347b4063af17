"""A posting of every format version there has been is taken as it was meant, and its cells are still understood."""

from pathlib import Path

import pytest

from app.actions.take import take
from app.exchange.receive import open_truth, preview
from app.exchange.truth import MAJOR, MINOR
from app.store.office import Office
from tests.app.exchange import by_hand

FOLDER = Path(__file__).parents[2] / "data" / "workbooks"
FILES = sorted(FOLDER.glob("posting_*.xlsx"))
DIGESTS = {
    "posting_1.2.xlsx": "1f32c4a7e19e976bcfbbcc9d12304afc2ed204f1eaabe00dfb13f6259cbf7ec4",
    "posting_1.3.xlsx": "0cd1d186d8d6a3176900f00e678faa9b6bd23703295e5f1eb5a22c622a400a92",
}
"""What is in each file, so that none is ever written anew."""


def test_the_present_format_has_its_file() -> None:
    assert FOLDER / f"posting_{MAJOR}.{MINOR}.xlsx" in FILES
    assert {path.name: open_truth(path).digest for path in FILES} == DIGESTS


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_posting_of_that_format_is_taken(county: Office, path: Path) -> None:
    found = preview(county, path)
    assert found.refusal is None and found.hand_edits == [] and found.counts["new"] == 10
    take(county, found)
    assert preview(county, path).counts["same"] == 10


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_typed_into_one_of_that_format_is_understood(
    county: Office, path: Path, tmp_path: Path
) -> None:
    typed = by_hand.edited(
        path,
        tmp_path / "typed.xlsx",
        lambda book: by_hand.type_over(book, "台账", 7, "registration.summary", "手写的"),
    )
    (edit,) = preview(county, typed).hand_edits
    assert (edit.base, edit.typed, edit.becomes.value) == ("反映占用林地", "手写的", "proposal")
