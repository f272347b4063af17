"""The index of pairs finds what a plain look at the text finds, and keeps no trace of what was taken out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.ledger import pieces
from app.ledger.columns import CASE
from app.store import grams
from app.store.office import Office
from tests.app.store.offices import Clock, new_township

LETTERS = st.sampled_from("王李村低保 \n\t〔〕'\"*ab1-:^(\x01\x7f㐀𠮷")
TEXTS = st.lists(st.text(LETTERS, max_size=9), min_size=1, max_size=6)
WORDS = st.lists(
    st.text(LETTERS, min_size=1, max_size=5).map(str.split).filter(bool).map(lambda each: each[0]), max_size=3
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    opened = new_township(Path(tmp_path_factory.mktemp("grams")), Clock())
    yield opened
    opened.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=TEXTS, words=WORDS.filter(bool))
def test_the_index_finds_what_a_plain_look_finds(office: Office, texts: list[str], words: list[str]) -> None:
    _stand(office, texts)
    expected = [number for number, text in enumerate(texts) if all(word in text for word in words)]
    assert sorted(pieces.containing(office.db, CASE, words)) == expected


def test_a_text_written_again_is_found_by_its_new_words_alone(office: Office) -> None:
    _stand(office, ["柳树村 曾小明"])
    _write(office, [(0, "石桥村 曾小明")])
    assert list(pieces.containing(office.db, CASE, ["石桥"])) == [0]
    assert list(pieces.containing(office.db, CASE, ["柳树"])) == []


def test_what_is_forgotten_stands_in_no_page_of_the_index(office: Office) -> None:
    _stand(office, ["ab 柳树村", "zx 石桥村"])
    with office.db.atomic():
        _write(office, [(1, "zx 石桥村")])
    assert b"ab" in _pages(office) and b"zx" in _pages(office)
    grams.forget(office.db, [1])
    assert b"ab" in _pages(office)
    assert b"zx" not in _pages(office)


def _pages(office: Office) -> bytes:
    """All that the index holds, even what is marked as deleted. (Terms of one beginning share it; these have their own.)"""
    found = office.db.execute_sql(f'SELECT "block" FROM "{grams.TABLE}_data"').fetchall()
    return b"".join(block for (block,) in found)


def _stand(office: Office, texts: list[str]) -> None:
    """Nothing but these texts, numbered from 0."""
    office.db.execute_sql('DELETE FROM "case_text"')
    office.db.execute_sql(f'DELETE FROM "{grams.TABLE}"')
    _write(office, list(enumerate(texts)))


def _write(office: Office, texts: list[tuple[int, str]]) -> None:
    office.db.connection().executemany('INSERT OR REPLACE INTO "case_text" VALUES (?, ?)', texts)
    grams.write(office.db, texts)
