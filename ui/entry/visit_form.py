"""A reception that makes no case: who came in how many batches, what about, what was answered (M23, M24)."""

from collections.abc import Callable

from app.actions.visits import ASKED, add_visit
from app.change import Change
from app.records.matters import Visit
from app.store.office import Office
from ui.entry.small_form import SmallEntry, SmallForm
from ui.form.make import FormContext
from ui.frame import Frame

VISIT = SmallEntry(
    Visit, ASKED, "只登记接访", "不立案件：当场解答的、不归本机关管已告知去处的",
    "不写来访人姓名。批次和人次都要数：一批来了五个人，是 1 批次、5 人次。", "保存接访", "接访",
)  # fmt: skip


def visit_form(
    frame: Frame, office: Office, context: FormContext, done: Callable[[Change], object],
    away: Callable[[], object],
) -> SmallForm:  # fmt: skip
    """The form of a reception without a case."""
    return SmallForm(frame, office, context, VISIT, lambda said: add_visit(office, said), done, away)
