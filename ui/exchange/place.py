"""What the parts of the page 交换 share: window and office, and the ways to explain, to come to the front, to go back."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.store.office import Office
from ui.do import OnRefused
from ui.frame import Frame
from ui.parts.banner import Banner


@dataclass(frozen=True)
class Place:
    """`show` brings a panel to the front, `back` shows the two columns again; `page` is what file dialogs stand over."""

    frame: Frame
    office: Office
    page: QWidget
    error: Banner
    refused: OnRefused
    show: Callable[[QWidget], None]
    back: Callable[[], None]

    def explain(self, sentence: str, remedy: Callable[[], object] | None = None, word: str = "") -> None:
        """Say what is wrong, with the way out where there is one."""
        choices = [(word, remedy)] if remedy is not None else []
        self.error.ask(sentence, [*choices, ("知道了", self.error.dismiss)], wrong=True)
        self.error.setAccessibleName(sentence)
