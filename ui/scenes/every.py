"""Every picture in its order: the pages of the rail, then each part of the window. Add a state to the file of its part."""

from functools import partial

from ui.main_window import MainWindow
from ui.scenes.cases import CASES
from ui.scenes.entry import ENTRY
from ui.scenes.exchange import EXCHANGE
from ui.scenes.figures import FIGURES
from ui.scenes.foreign import FOREIGN
from ui.scenes.ledger import LEDGER
from ui.scenes.matters import MATTERS
from ui.scenes.meetings import MEETINGS
from ui.scenes.other_offices import OTHER_OFFICES
from ui.scenes.safety import SAFETY
from ui.scenes.scene import Scene, on_page
from ui.scenes.settings import SETTINGS
from ui.scenes.stage import Stage
from ui.scenes.starting import STARTING

PARTS = (
    *LEDGER, *CASES, *ENTRY, *EXCHANGE, *FIGURES, *SETTINGS, *STARTING, *SAFETY, *FOREIGN, *OTHER_OFFICES, *MATTERS,
    *MEETINGS,
)  # fmt: skip
"""Those that write into the offices of the pictures stand last."""


def every(stage: Stage) -> list[Scene]:
    """Every picture of this stage, the pages of the rail first."""
    probe = MainWindow(stage.office)
    pages = [
        Scene(page.title, partial(on_page, name=name), large=True, demo=False)
        for name, page in probe.pages.items()
    ]
    probe.deleteLater()
    return [scene for scene in (*pages, *PARTS) if stage.is_demo or not scene.demo]
