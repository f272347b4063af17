"""The pictures of one matter in several reports; they judge and write, so they stand late."""

from functools import partial

from PySide6.QtWidgets import QWidget

from ui.main_window import MainWindow
from ui.scenes.scene import (
    Scene,
    attached,
    case_page,
    on_page,
)
from ui.scenes.stage import Stage


def _family(stage: Stage, name: str = "case") -> MainWindow:
    """A case with three reports of its matter, or the ledger with that matter opened."""
    from app.actions.families import family_of, judge_many
    from app.ledger.query import Query, ids, record_ids

    db = stage.office.db
    main = stage.case()
    if len(family_of(stage.office, main)) == 1:
        numbers = list(ids(db, Query(stage.office.today)))[4:7]
        judge_many(stage.office, [*record_ids(db, "case", numbers).values()], main)
    window = on_page(stage, "ledger")
    if name == "case":
        window.open_case(main)
        return window
    board = window.ledger.board
    at = next(at for at in range(board.model.rowCount()) if board.model.fold_mark(at))
    board.turn(at, True)
    return window


def _same(stage: Stage) -> MainWindow:
    """A case that bears the number of the platform of another one: both sides of 同一件."""
    from app.actions.edit import edit_cases
    from app.ledger.query import Query, ids, record_ids

    numbers = list(ids(stage.office.db, Query(stage.office.today)))[:2]
    one, other = record_ids(stage.office.db, "case", numbers).values()
    edit_cases(stage.office, [one, other], {"registration.platform_no": "6100202603150007"})
    window = on_page(stage, "ledger")
    window.open_case(one)
    case_page(window).same.compare(other)
    return window


def _to_same(window: QWidget) -> None:
    case_page(window).show_part(case_page(window).same)


def _find_alike(window: QWidget) -> None:
    case_page(window).family.look_for()


MATTERS: tuple[Scene, ...] = (
    Scene("案件_同一事项", _family, large=True),
    Scene("案件_查找相似件", attached, _find_alike, wait=900),
    Scene("案件_同一件", _same, _to_same, large=True),
    Scene("台账_事项展开", partial(_family, name="ledger"), large=True),
)  # fmt: skip
