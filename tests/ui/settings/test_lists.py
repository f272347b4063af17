"""设置 · 单位: a unit that stands there is marked as without Huiyin, and back."""

from PySide6.QtWidgets import QPushButton

from app.actions.units import add_unit, unit_by_code
from app.store.office import Office
from ui.main_window import MainWindow


def marks(window: MainWindow) -> dict[str, QPushButton]:
    """The buttons of the list of units, by what they are called."""
    found = window.settings.units.findChildren(QPushButton)
    return {each.accessibleName(): each for each in found if "：" in each.accessibleName()}


def test_a_unit_is_marked_as_without_huiyin_and_back(window: MainWindow, office: Office) -> None:
    add_unit(office, code="V1", name="柳树村", unit_kind="village")
    add_unit(office, code="SQ02", name="石桥镇纪委", unit_kind="township")
    window.show_page(window.settings)
    assert not [name for name in marks(window) if name.startswith((office.name, "柳树村"))]
    marks(window)["石桥镇纪委：改为没有回音"].click()
    unit = unit_by_code(office, "SQ02")
    assert unit is not None and unit.uses_huiyin is False
    assert window.strip.message.text() == "已标明石桥镇纪委没有回音"
    marks(window)["石桥镇纪委：改为使用回音"].click()
    unit = unit_by_code(office, "SQ02")
    assert unit is not None and unit.uses_huiyin is True
