"""Templates are read and checked; what is wrong in an office's own is said in one sentence."""

from pathlib import Path

import pytest

from app.documents.template import FOLDER, names, read_template, shipped, template_of
from app.errors import Invalid

GOOD = 'id = "transfer_letter"\ntitle = "移交函"\n[[part]]\nwords = "{registration.case_no}"\n'


def own(folder: Path, text: str | bytes, name: str = "transfer_letter") -> Path:
    (folder / FOLDER).mkdir(exist_ok=True)
    path = folder / FOLDER / f"{name}.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_an_office_s_own_template_stands_in_the_place_of_the_program_s(tmp_path: Path) -> None:
    assert template_of(tmp_path, "transfer_letter") == shipped("transfer_letter")
    own(tmp_path, GOOD)
    assert template_of(tmp_path, "transfer_letter").title == "移交函"
    assert template_of(tmp_path, "forward_letter") == shipped("forward_letter")


def test_a_copy_of_each_template_of_the_program_is_a_good_own_one(tmp_path: Path) -> None:
    from app.paths import resource

    for name in names():
        own(tmp_path, resource(FOLDER, f"{name}.toml").read_bytes(), name)
        assert template_of(tmp_path, name) == shipped(name)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id = 3 4\n", "第 1 行"),
        ("id = ", "文件末尾"),
        (b"\xff\xfeid", "UTF-8"),
        ("x = '" + "x" * 200_001 + "'", "太大"),
        (GOOD.replace("transfer_letter", "other"), "和文件名一样"),
        (GOOD.replace("移交函", ""), "缺少标题"),
        ('id = "transfer_letter"\ntitle = "移交函"\n', r"\[\[part\]\]"),
        (GOOD + 'colour = "red"\n', "不认识“colour”"),
        (GOOD.replace("case_no", "nothing"), "第 1 段没有“registration.nothing”"),
        (GOOD.replace("registration.case_no", "reporter.name"), "只能放在裁下的部分"),
        (GOOD + 'rows = [["registration.case_no"]]\n', "只能写一样"),
        (GOOD + 'role = "loud"\n', "role 可以写"),
        (GOOD + "when = 3\n", "带名称的一组值"),
        (GOOD + 'when = { fact = "registration.category", is = ["nonsense"] }\n', "没有“nonsense”"),
        (GOOD + 'when = { fact = "registration.category", absent = 1 }\n', "absent"),
        (GOOD + '[[need]]\nfact = "registration.category"\nsays = "不行"\n', "以句号结束"),
        (GOOD + '[[part]]\nrows = [[{ words = "x" }]]\n', "没有写名称"),
        (GOOD + '[[part]]\nrows = [["today", "today", "today", "today"]]\n', "1 到 3 栏"),
        (GOOD + '[[part]]\ncolumns = ["finding.finding", "visit.place"]\n', "同一种记录"),
        (GOOD + "[[part]]\nsigns = [[1]]\n", "signs"),
        (GOOD + '[[part]]\ncolumns = ["visit.place"]\nroom = -1\n', "整数"),
        (GOOD.replace("title", 'stages = ["nowhere"]\ntitle'), "没有“nowhere”这个阶段"),
        (GOOD.replace('"移交函"', "3"), "写在引号里"),
        (GOOD.replace("title", 'order = "x"\ntitle'), "整数"),
        (GOOD + "[pick.registration]\ncategory = 1\n", "方括号"),
        ("part = 1\n" + GOOD.partition("[[part]]")[0], "方括号"),
    ],
)
def test_what_is_wrong_in_a_template_is_said_in_one_sentence(
    tmp_path: Path, text: str | bytes, said: str
) -> None:
    path = own(tmp_path, text)
    with pytest.raises(Invalid, match=said) as refused:
        read_template(path)
    sentence = refused.value.sentence
    assert "transfer_letter.toml" in sentence and sentence.endswith("。") and "\n" not in sentence


def test_a_paper_that_does_not_exist_has_no_template(tmp_path: Path) -> None:
    with pytest.raises(LookupError):
        template_of(tmp_path, "../rules/national")
