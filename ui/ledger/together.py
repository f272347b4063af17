"""What is done to all rows chosen in the ledger at once, as one undo step: voided, joined to a matter, put on the backlog."""

from collections.abc import Callable, Sequence

from app.actions.edit_many import void_rows
from app.actions.families import judge_many
from app.actions.list_backlog import list_many
from app.change import Change
from app.store.case_file import case_by_number
from app.store.office import Office
from ui.do import do
from ui.frame import Frame
from ui.ledger.asks import LineAsk
from ui.ledger.board import Board
from ui.undo import say_done

MOST = 2000
"""Rows that are written at once at most."""


class Together:
    """Does it; the page says when."""

    def __init__(self, board: Board, office: Office, host: Frame) -> None:
        self._board, self._office, self._host = board, office, host

    def void(self) -> None:
        """Void the rows, after asking for the reason. Only when all are this office's own."""
        places = self._places("作废", "行")
        if not places:
            return
        foreign = sum(not self._board.model.ours(at) for at in places)
        if foreign:
            self._host.say_error(f"所选的行里有 {foreign} 行不是本单位登记的，不能作废。请只选本单位的。")
            return
        hint = f"作废后这 {len(places)} 行不再计数，内容和理由都保留，可以撤销。请写明理由："
        reason = LineAsk.ask(self._board.table, "作废", hint, "作废")
        if reason is None:
            return
        source = self._board.model.source
        self._do(places, lambda ids: void_rows(self._office, source, ids, reason))

    def join(self) -> None:
        """Judge the rows to be repeats of one main item, after asking which."""
        places = self._places("认定", "件")
        if not places:
            return
        hint = f"所选的 {len(places)} 件反映同一事项，都作为主件的重复件；认定人和时间会记下，可以撤销。请写主件的编号："
        number = LineAsk.ask(self._board.table, "认定重复", hint, "认定重复")
        if number is not None:
            self._do(places, lambda ids: judge_many(self._office, ids, case_by_number(self._office, number)))

    def list_backlog(self) -> None:
        """Put the cases on the ledger of the backlog, dated today; undo takes all of them off again."""
        places = self._places("列入", "件")
        if places:
            self._do(places, lambda ids: list_many(self._office, ids))

    def _places(self, verb: str, unit: str) -> list[int]:
        places = self._board.table.chosen()
        if places and len(places) <= MOST:
            return places
        self._host.say_error(
            f"一次最多{verb} {MOST} {unit}，请少选一些。" if places else f"请先选中要{verb}的{unit}。"
        )
        return []

    def _do(self, places: Sequence[int], run: Callable[[list[str]], Change]) -> None:
        ids = [self._board.model.record_id(at) for at in places]
        do(self._host, lambda: run(ids), done=self._written)

    def _written(self, change: Change) -> None:
        say_done(self._host, self._office, f"已{change.label}", change)
