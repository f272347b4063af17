"""The directory of organs: what is proposed for a matter, the office's own list, and what a broken one does."""

from pathlib import Path

import pytest

from app.rules.organs import FILE, directory, shipped, suggested

MATTERS = {
    "要求重新丈量承包地": "县农业农村局",
    "村民反映2024年土地流转费和承包合同纠纷": "县农业农村局",
    "不服县法院一审判决，要求再审": "县人民法院",
    "养殖场臭味大，污水排到河里污染": "市生态环境局县分局",
    "包工头拖欠工资，要求劳动仲裁": "县劳动人事争议仲裁院",
    "低保申请没有批准": "县民政局",
    "新农合医保报销比例": "县医疗保障局",
    "邻里地界纠纷": "镇人民调解委员会",
}


@pytest.mark.parametrize(("matter", "organ"), MATTERS.items())
def test_a_matter_is_sent_to_the_organ_whose_words_it_uses(matter: str, organ: str) -> None:
    assert suggested(matter, shipped())[0] == organ


def test_nothing_is_proposed_where_nothing_fits() -> None:
    assert suggested("反映村支书收受礼金", shipped()) == () == suggested(None, shipped())


def test_an_office_may_have_a_directory_of_its_own_and_a_broken_one_stops_nobody(tmp_path: Path) -> None:
    assert directory(tmp_path) is shipped()
    (tmp_path / FILE).write_text('[[organ]]\nname = "镇农业服务中心"\nwords = ["承包地"]\n', "utf-8")
    assert suggested("丈量承包地", directory(tmp_path)) == ("镇农业服务中心",)
    for broken in ("[[organ", "organ = 3", "", '[[organ]]\nname = "x"', "organ = []"):
        (tmp_path / FILE).write_text(broken, "utf-8")
        assert directory(tmp_path) is shipped()


def test_every_organ_of_the_directory_has_words_and_no_word_stands_twice() -> None:
    words = [word for each in shipped().values() for word in each]
    assert all(shipped().values()) and len(words) == len(set(words)) > 60
