"""`--self-test`: whether this program, on this PC, can open, register, show, export and take; prints 自检通过.

It works in a folder of its own that it removes, on the real screen where there is one, and touches nobody's data.
"""

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import Refused, Unavailable

if TYPE_CHECKING:
    from app.store.office import Office

SUMMARY = "自检用的来件，不是真的。"


class Failed(Exception):
    """Something does not work; the sentence says what."""


def main(arguments: Sequence[str]) -> int:
    """Run all steps; 0 when all of them work."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        with tempfile.TemporaryDirectory(prefix="huiyin-self-test-", ignore_cleanup_errors=True) as room:
            run_in(Path(room))
    except (Failed, Refused, Unavailable) as error:
        print(f"自检没有通过：{error.args[0] if error.args else type(error).__name__}", file=sys.stderr)
        return 1
    print("自检通过")
    return 0


def run_in(room: Path) -> None:
    """Every step in a folder. Raises Failed with what does not work."""
    from app.actions.create_office import NewOffice, create_office

    above = NewOffice("ZX00", "自检县", "county", person="县自检员")
    township = create_office(
        room / "乡镇", NewOffice("ZX01", "自检乡镇", "township", "自", above.code, above.name, "自检员")
    )
    county = create_office(room / "县", above)
    try:
        township.person, county.person = "自检员", "县自检员"
        number = _register(township)
        _show(township, number)
        _exchange(township, county, room, number)
    finally:
        township.close()
        county.close()


def _register(office: "Office") -> str:
    from app.actions.register import Entry, register, registered_case
    from app.store.case_file import read_case

    entry = Entry(
        {"received_on": office.today, "intake_channel": "letter", "intake_source": "self",
         "identity_status": "real_name", "category": "misconduct_report", "summary": SUMMARY},
        [{"respondent": "甲某", "unit": "某村"}], {"name": "乙某"},
    )  # fmt: skip
    case = read_case(office, registered_case(register(office, entry)))
    _check(len(case.explained(office.today)) == 1, "期限没有算出来")
    return str(case.registration.case_no)


def _show(office: "Office", number: str) -> None:
    """Open the window on the ledger and look whether the row was painted."""
    from PySide6.QtWidgets import QAbstractItemView, QApplication

    from ui.main_window import MainWindow
    from ui.screenshots import hush, settle
    from ui.theme import apply_theme

    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication([sys.argv[0]])
    hush()
    apply_theme(app)
    window = MainWindow(office)
    try:
        window.show_page(window.pages.get("ledger", window.today))
        window.resize(1366, 768)
        window.show()
        settle(app)
        picture = window.grab().toImage()
        colours = {
            picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)
        }
        _check(len(colours) > 4, "窗口没有画出来")
        if "ledger" in window.pages:
            views: Sequence[QAbstractItemView] = window.findChildren(QAbstractItemView)  # type: ignore[assignment]
            filled = [view.model() for view in views if view.model() is not None and view.model().rowCount()]
            _check(number in {str(model.index(0, 0).data()) for model in filled}, "台账里没有显示登记的来件")
    finally:
        window.close()
        window.deleteLater()
        settle(app, 0)


def _exchange(township: "Office", county: "Office", room: Path, number: str) -> None:
    from app.actions.pair_passwords import keep_password, read_password
    from app.actions.send import send
    from app.actions.take import take
    from app.actions.verify import verify
    from app.exchange.receive import preview
    from app.store.case_file import case_by_number, read_case

    file = send(township, county.code, room).path
    _check(file.stat().st_size > 5000, "工作簿没有写出来")
    keep_password(county, township.code, read_password(township, county.code).password)
    take(county, preview(county, file))
    taken = read_case(county, case_by_number(county, number))
    _check(taken.registration.summary == SUMMARY, "收取的内容和寄出的不一样")
    for office in (township, county):
        _check(verify(office).ok, "数据文件或日志没有通过检查")


def _check(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Failed(otherwise)
