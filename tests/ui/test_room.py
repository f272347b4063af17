"""The whole window fits a screen of 1366×768 with its taskbar and title, at every size of type, and cuts no words."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.actions.catalogue import CASE_ACTIONS
from app.actions.create_office import NewOffice, create_office
from app.actions.units import add_unit
from app.store.case_file import read_case
from app.store.office import Office
from tests.tiers import some
from tests.ui.room import cut_words, overlapping, too_wide
from tests.ui.workplace import Clock, new_town, report, town_window
from ui.main_window import MainWindow
from ui.theme import apply_theme

WIDTH, HEIGHT = 1366, 768 - 40 - 32
COUNTY = NewOffice("QH00", "清河县纪委监委信访室", "county", "清", person="赵科")


def new_county(folder: Path, clock: Clock) -> None:
    """A county with two townships below."""
    office = create_office(folder, COUNTY, clock=clock)
    for code, name in (("YX01", "云溪镇纪委"), ("SM02", "石门镇纪委")):
        add_unit(office, code=code, name=name, unit_kind="township")
    office.close()


def busy_case(office: Office) -> str:
    """A case with duties: the township handles it, the county has given it away."""
    case = report(office)
    names = ("accept", "hand_over") if office.level == "township" else ("assign",)
    said = {"handling.handler": "李青云", "supervision.handling_unit": "云溪镇纪委"}
    for name in names:
        action = CASE_ACTIONS[name]
        asked = {key: value for key, value in said.items() if key in action.fields}
        action.do(office, case, {**action.standing(office, read_case(office, case)), **asked})
    return case


def places(window: MainWindow, case: str) -> Iterator[tuple[str, QWidget]]:
    """Every page of the rail, the case, and the panels of 交换, each in front."""
    for name, page in window.pages.items():
        window.show_page(page)
        yield name, page.widget
    window.open_case(case)
    assert window.page is not None
    yield "case", window.page.widget
    window.show_page(window.exchange)
    exchange = window.exchange
    for at in range(exchange.stack.count()):
        exchange.stack.setCurrentIndex(at)
        yield f"exchange {at}", exchange.widget


SIZES = [("town", 1.5), ("county", 1.5), ("town", 1.0), ("county", 1.25), ("town", 1.25), ("county", 1.0)]


@pytest.mark.parametrize("size", some(SIZES, 3))
def test_no_page_needs_more_room_than_a_small_screen_has_and_none_cuts_its_words(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, size: tuple[str, float]
) -> None:
    level, scale = size
    apply_theme(qapp, scale=scale)
    clock = Clock()
    (new_town if level == "town" else new_county)(tmp_path / "office", clock)
    office = Office.open(tmp_path / "office", clock=clock)
    window = town_window(qtbot, office)
    case = busy_case(office)
    window.refresh()
    window.resize(WIDTH, HEIGHT)
    needed: dict[str, object] = {}
    cut: list[tuple[str, object]] = []
    for name, part in places(window, case):
        for _ in range(3):  # what is laid out asks for another round
            QApplication.processEvents()
        cut += [(name, each) for each in (*too_wide(part), *cut_words(part), *overlapping(part))]
        needed[name] = window.minimumSizeHint().toTuple()
    assert not cut, "\n".join(f"{name}: {each}" for name, each in cut)
    assert {name: size for name, size in needed.items() if size[0] > WIDTH or size[1] > HEIGHT} == {}  # type: ignore[index]
    assert len(needed) >= len(window.pages) + 10
    office.close()


def test_the_measure_tells_words_that_have_too_little_room(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QLabel, QPushButton

    page = QWidget()
    qtbot.addWidget(page)
    label, button = QLabel("这几个字放不下", page), QPushButton("也放不下的字", page)
    label.setGeometry(0, 0, 20, 30)
    button.setGeometry(0, 40, 20, 30)
    wrapped = QLabel("折成几行以后高度不够的一段话", page)
    wrapped.setWordWrap(True)
    wrapped.setGeometry(60, 0, 60, 12)
    over = QPushButton("压在上面", page)
    over.setGeometry(0, 50, 200, 30)
    page.show()
    assert len(cut_words(page)) == 3
    assert list(overlapping(page)) == ["也放不下的字 / 压在上面"]


def shown_too_soon(source: str) -> list[int]:
    """Lines that show a part before anything holds it: for a moment it would be a window of its own, and take the focus."""
    found: list[int] = []
    if ".setVisible(" not in source:
        return found
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef):
            continue
        shown = [
            (ast.unparse(each.func.value), each.lineno)
            for each in ast.walk(function)
            if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute) and each.func.attr == "setVisible"
            if ast.unparse(each.args[0]) != "False"
        ]  # fmt: skip
        if not shown:
            continue
        made = {
            ast.unparse(each.targets[0]): each.lineno
            for each in ast.walk(function)
            if isinstance(each, ast.Assign) and isinstance(each.value, ast.Call) and not each.value.keywords
        }
        for name, line in shown:
            held = [
                each.lineno
                for each in ast.walk(function)
                if isinstance(each, (ast.Call, ast.Tuple, ast.List)) and made.get(name, line) < each.lineno
                for part in (each.args if isinstance(each, ast.Call) else each.elts)
                if not (isinstance(each, ast.Call) and ast.unparse(each.func).endswith("Layout"))
                if ast.unparse(part) == name
            ]
            if name in made and held and line < min(held):
                found.append(line)
    return found


def test_no_part_is_shown_before_it_stands_on_its_page() -> None:
    planted = "def build():\n    part = QWidget()\n    part.setVisible(bool(x))\n    row.addWidget(part)\n"
    assert shown_too_soon(planted) == [3]
    folder = Path(__file__).resolve().parents[2] / "ui"
    found = {
        f"{path.relative_to(folder)}:{line}"
        for path in folder.rglob("*.py")
        for line in shown_too_soon(path.read_text("utf-8"))
    }
    assert found == set()
