"""What the county would send back of a filled form, told before it is saved: a list to save, go on, or leave it."""

from collections.abc import Callable
from pathlib import Path

from app.actions.fill_form import Filled, save_doubts
from app.store.office import Office
from ui.do import Refusal, do
from ui.frame import Frame
from ui.parts.banner import Banner

_SHOWN = 3


class FormDoubts(Banner):
    """`where` asks for the file of the list; what is refused is told by the page."""

    def __init__(
        self,
        frame: Frame,
        office: Office,
        where: Callable[[], Path | None],
        refused: Callable[[Refusal], bool],
    ) -> None:
        super().__init__()
        self._frame, self._office, self._where, self._refused = frame, office, where, refused
        self._name = ""
        self._filled: Filled | None = None

    def ask_of(self, name: str, filled: Filled, go_on: Callable[[], object]) -> None:
        """Tell the doubts; `go_on` saves the form as it is. Without doubts it is saved at once."""
        if not filled.doubts:
            go_on()
            return
        self._name, self._filled = name, filled

        def as_it_is() -> None:
            self.dismiss()
            go_on()

        self.ask(
            told(filled),
            (("存核对清单…", self._ask_list), ("照样存", as_it_is), ("先不存", self.dismiss)),
            wrong=any(each.wrong for each in filled.doubts),
            plain=True,
        )
        self.setAccessibleName(self.words.text())

    def save_list(self, path: Path) -> None:
        """Save the doubts as a workbook; the dialog has asked about a file that stands."""
        assert self._filled is not None
        name, filled = self._name, self._filled
        do(self._frame, lambda: save_doubts(self._office, name, filled, path, replace=True),
           done=lambda _: self._frame.say(f"核对清单已存为 {path}。"), refused=self._refused)  # fmt: skip

    def _ask_list(self) -> None:
        if chosen := self._where():
            self.save_list(chosen if chosen.suffix.lower() == ".xlsx" else chosen.with_suffix(".xlsx"))


def told(filled: Filled) -> str:
    """How many doubts there are, and the first of them, those that differ before the others."""
    wrong = sum(each.wrong for each in filled.doubts)
    doubts = sorted(filled.doubts, key=lambda each: not each.wrong)
    counts = "，".join(
        f"{word} {count} 处" for word, count in (("不一致", wrong), ("要确认", len(doubts) - wrong)) if count
    )
    lines = [f"表还没有存。县里会核对：{counts}。", *(f"{each.said}。" for each in doubts[:_SHOWN])]
    more = len(doubts) - _SHOWN
    return "\n".join([*lines, f"另有 {more} 处，见核对清单。"] if more > 0 else lines)
