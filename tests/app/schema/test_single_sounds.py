"""The sound of one character is that of pypinyin, without its phrases."""

import subprocess
import sys

from app.schema.single_sounds import single_sound


def test_characters_sound_as_pypinyin_says() -> None:
    from pypinyin import lazy_pinyin

    characters = [chr(code) for code in range(0x3400, 0xA000, 7)]
    assert [each for each in characters if single_sound(each) != lazy_pinyin(each)[0]] == []
    assert (single_sound("〇"), single_sound("女"), single_sound("A")) == ("ling", "nv", "A")


def test_a_comparison_by_sound_reads_no_phrases() -> None:
    asked = "import sys; from app.schema.pinyin import sounds; sounds('受理日期'); sys.exit('pypinyin' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
