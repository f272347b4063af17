"""What stands where the table was when it has no rows: why, and what can be done."""

from collections.abc import Callable

from app.ledger.views import View
from ui.ledger.standing import Standing
from ui.parts.empty import Empty


def nothing(
    standing: Standing,
    first: View,
    clear: Callable[[], object],
    register: Callable[[], object],
    go: Callable[[View], object],
) -> Empty:
    """The sentence with its button; `first` is the view to go to from an empty one."""
    view = standing.view
    if not standing.is_plain:
        return Empty("没有符合筛选的内容。", icon="filter", action="清除筛选", run=clear, plain=True)
    if not view.conditions and standing.has_lights:
        return Empty("还没有案件。", icon="inbox", action="登记第一件", run=register)
    said = f"“{view.name}”里还没有内容。"
    if view.id == first.id:
        return Empty(said, icon="inbox")
    return Empty(said, icon="inbox", action=f"看{first.name}", run=lambda: go(first), plain=True)
