"""What the page does about passwords: show a pair's, make, keep or give up one, and ask for that of a file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.actions.pair_passwords import keep_password, make_password, read_password, send_in_clear
from app.actions.units import unit_name
from app.exchange.pairs import pair
from app.exchange.unlocking import PasswordNeeded, WrongPassword
from app.store.office import Office
from ui.do import Refusal, do
from ui.exchange.ask_word import AskWord
from ui.exchange.pair_panel import PairPanel, state_of
from ui.exchange.steps import apart
from ui.frame import Frame
from ui.long_work import run_long

MADE = "已生成新口令，对方还不知道：请用电话或纸面告诉对方，再寄下一份。"
KEPT = "已记下，以后与该单位的往来都用它。"
CLEARED = "以后寄给该单位的不加口令。"
LOCKED = "以后寄给该单位的加口令。"


class PairDesk:
    """Belongs to the page 交换; `show` brings one of its two panels to the front, `leave` goes back to the files."""

    def __init__(
        self,
        frame: Frame,
        office: Office,
        refused: Callable[[Refusal], bool],
        show: Callable[[QWidget], None],
    ) -> None:
        self._frame, self._office, self._refused, self._show = frame, office, refused, show
        self.panel, self.ask = PairPanel(office.name), AskWord()
        self.panel.read.connect(self._read)
        self.panel.renewed.connect(self._renew)
        self.panel.told.connect(self._keep)
        self.panel.turned.connect(self._turn)

    def state(self, code: str) -> str:
        """How files go to that office, in some words; blank for no office."""
        return state_of(pair(self._office, code)) if code else ""

    def show_pair(self, code: str, said: str = "") -> None:
        """The password of the pair with that office."""
        if code:
            self.panel.show_pair(code, unit_name(self._office, code), pair(self._office, code), said)
            self._show(self.panel)

    def asks(self, path: Path, error: Refusal) -> bool:
        """Ask for the password of a file, where that is what it lacks."""
        if not isinstance(error, PasswordNeeded):
            return False
        self.ask.show_file(path, error.sentence, wrong=isinstance(error, WrongPassword))
        self._show(self.ask)
        return True

    def _read(self, code: str) -> None:
        do(
            self._frame,
            lambda: read_password(self._office, code),
            done=self.panel.show_password,
            refused=self._refused,
        )

    def _renew(self, code: str) -> None:
        self._apart("生成口令", code, MADE, lambda: make_password(self._office, code))

    def _keep(self, code: str, typed: str) -> None:
        self._apart("记下口令", code, KEPT, lambda: keep_password(self._office, code, typed))

    def _turn(self, code: str, clear: bool) -> None:
        done = CLEARED if clear else LOCKED
        if not do(
            self._frame,
            lambda: send_in_clear(self._office, code, clear),
            done=lambda change: self.show_pair(code, done),
            refused=self._refused,
        ):
            self.show_pair(code)

    def _apart(self, what: str, code: str, said: str, work: Callable[[], object]) -> None:
        """Drawing a key from a password takes a moment, so away from the window's thread."""
        run_long(
            self._frame,
            what,
            apart(self._office, lambda count: work(), what),
            done=partial(self._done, code, said),
            refused=self._refused,
        )

    def _done(self, code: str, said: str, result: object) -> None:
        self._frame.refresh(None)
        self.show_pair(code, said)
