"""The pictures of the county and of an office on its first day."""

from functools import partial

from ui.main_window import MainWindow
from ui.scenes.figures import quarter
from ui.scenes.scene import (
    Scene,
    on_page,
)
from ui.scenes.stage import Stage


def _county_case(stage: Stage) -> MainWindow:
    window = on_page(stage, "ledger", "county")
    window.open_case(stage.case())
    return window


OTHER_OFFICES: tuple[Scene, ...] = (
    Scene("县_今日", partial(on_page, name="today", office="county"), large=True),
    Scene("县_台账", partial(on_page, name="ledger", office="county")),
    Scene("县_案件", _county_case),
    Scene("县_交换", partial(on_page, name="exchange", office="county")),
    Scene("县_统计", partial(on_page, name="statistics", office="county"), quarter),
    Scene("新单位_今日", partial(on_page, name="today", office="fresh")),
    Scene("新单位_台账", partial(on_page, name="ledger", office="fresh")),
    Scene("新单位_交换", partial(on_page, name="exchange", office="fresh")),
    Scene("新单位_设置", partial(on_page, name="settings", office="fresh")),
)  # fmt: skip
