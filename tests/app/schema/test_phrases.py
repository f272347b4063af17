"""The table of phrases is read in pieces, so that a window answers meanwhile."""

import json
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from app.schema.phrases import pieces

WORDS = st.dictionaries(
    st.text('一丁不识],\n"', min_size=1, max_size=4),
    st.lists(st.lists(st.text("yī]\n", max_size=3), min_size=1, max_size=2), max_size=3),
    max_size=8,
)
LENGTHS = """
import json
real, lengths = json.loads, []
json.loads = lambda text: lengths.append(len(text)) or real(text)
from app.schema.pinyin import initials, syllables
assert syllables("重庆银行") == ("chong", "qing", "yin", "hang")
import pypinyin
table = pypinyin.constants.PHRASES_DICT
text = open(pypinyin.__path__[0] + "/phrases_dict.json", encoding="utf8").read()
assert {phrase: [list(each) for each in said] for phrase, said in table.items()} == real(text)
assert len({id(each) for said in table.values() for each in said}) < 3000
print(max(lengths))
"""


@given(WORDS, st.integers(0, 60), st.sampled_from([0, None]))
def test_the_pieces_are_the_whole(table: dict[str, list[list[str]]], size: int, indent: int | None) -> None:
    text = json.dumps(table, ensure_ascii=False, indent=indent)
    assert {key: value for piece in pieces(text, size) for key, value in piece.items()} == table


def test_no_text_of_a_megabyte_is_parsed_at_once_and_the_table_is_pypinyins_own() -> None:
    done = subprocess.run([sys.executable, "-c", LENGTHS], capture_output=True, encoding="utf-8", check=True)
    assert int(done.stdout) < 1_000_000
