"""Many files at once: a folder taken, a workbook for every unit below; both stop between two files."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget

from app.actions.send_all import AllSent, send_all, units_below
from app.actions.take_folder import FolderTaken, take_folder
from app.exchange.folder import FileLine, FolderFound, files_in, look_at, look_at_files
from app.store.office import Office
from ui.do import OnRefused
from ui.exchange import folder
from ui.exchange.configure_panel import ConfigurePanel
from ui.exchange.folder_panel import FolderPanel
from ui.exchange.send_all_panel import SendAllPanel
from ui.exchange.steps import apart, between
from ui.frame import Frame
from ui.long_work import run_long


class Many:
    """The two panels and what their buttons do. `refused` explains, `back` shows the two columns again, `open_alone` shows
    one file of the folder by itself."""

    def __init__(
        self,
        frame: Frame,
        office: Office,
        stack: QStackedWidget,
        refused: OnRefused,
        back: Callable[[], None],
        configure: ConfigurePanel,
        open_alone: Callable[[Path], None],
    ) -> None:
        self._frame, self._office, self._stack, self._refused = frame, office, stack, refused
        self.folder, self.send = FolderPanel(), SendAllPanel()
        self._configure = configure
        self._paths: Sequence[Path] = ()
        self._open_alone, self._alone = open_alone, Path()
        for panel in (self.folder, self.send):
            stack.addWidget(panel)
            panel.left.connect(back)
        self.folder.confirmed.connect(self.take)
        self.folder.opened.connect(self.look_alone)
        self.folder.again.connect(lambda: self.look(self._paths))
        self.send.wanted.connect(self.export)

    @property
    def can_send(self) -> bool:
        """Whether there is more than one unit below."""
        return len(units_below(self._office)) > 1

    def look(self, paths: Sequence[Path]) -> None:
        """Show what taking these files and folders would do; nothing is written."""
        self._paths, self._alone, office = paths, Path(), self._office
        run_long(
            self._frame,
            "看看文件夹里有什么",
            apart(office, lambda count: look_at_files(office, files_in(paths), count), "正在看第几份："),
            done=self._looked,
            refused=self._refused,
        )

    def look_alone(self, path: Path) -> None:
        """Show one file of the folder by itself; whoever is done with it comes back to the folder."""
        self._alone = path
        self._open_alone(path)

    def comes_back(self) -> bool:
        """Whether a file of the folder was looked at alone: then the folder is shown again, with what holds of it now."""
        path, self._alone = self._alone, Path()
        if path == Path() or self.folder.found is None:
            return False
        office, keys = self._office, self.folder.found.keys
        self._stack.setCurrentWidget(self.folder)
        run_long(
            self._frame,
            f"再看一遍“{path.name}”",
            apart(office, lambda count: look_at(office, path, keys)[0], "正在看"),
            done=self._seen_alone,
            refused=self._refused,
        )
        return True

    def take(self, found: FolderFound) -> None:
        """Take what can be taken."""
        office = self._office
        run_long(
            self._frame,
            f"收取 {len(found.wanted)} 份",
            between(
                office,
                lambda count, stopped: take_folder(office, found, count, stopped=stopped),
                "正在收取第几份：",
            ),
            done=partial(self._took, found),
            refused=self._refused,
        )

    def ask_units(self) -> None:
        """Show the units below, each with its tick."""
        self.send.show_units(units_below(self._office), folder.remembered(self._office))
        self.show_send()

    def show_send(self) -> None:
        """The units again as they were ticked, with what of the configuration goes along."""
        self.send.show_configuration(self._configure.words)
        self._stack.setCurrentWidget(self.send)
        self.send.focus_first()

    def export(self, codes: Sequence[str]) -> None:
        """Write a workbook for each of these units."""
        office, target = self._office, folder.remembered(self._office)
        issued, alone = self._configure.ticked, self._configure.goes_alone
        run_long(
            self._frame,
            f"导出 {len(codes)} 份工作簿",
            between(
                office,
                lambda count, stopped: send_all(
                    office, codes, target, count, stopped=stopped, configuration=issued, alone=alone
                ),
                "正在写第几份：",
            ),
            done=self._sent,
            refused=self._refused,
        )

    def _seen_alone(self, line: FileLine) -> None:
        self.folder.show_line(line)
        self.folder.focus_first()

    def _looked(self, found: FolderFound) -> None:
        self.folder.show_found(found)
        self._stack.setCurrentWidget(self.folder)
        self.folder.focus_first()

    def _took(self, found: FolderFound, done: FolderTaken) -> None:
        self._frame.refresh()
        self.folder.show_taken(found, done)
        self._frame.say(done.summary)

    def _sent(self, done: AllSent) -> None:
        self._frame.refresh()
        self.send.show_sent(done)
        self._frame.say(done.summary)
