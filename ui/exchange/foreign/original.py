"""The left side of every step: the sheet as it is, and which of the tables or sheets of the file that is."""

from PySide6.QtWidgets import QComboBox

from app.exchange.foreign.inspection import Looked
from app.exchange.foreign.source import Sheet
from app.exchange.foreign.tables import Table
from ui.exchange.foreign.reading import Reading
from ui.exchange.foreign.sheet import SheetView


class Original:
    """Two widgets that speak of one thing: `which` chooses among tables and sheets, `view` shows the chosen one."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.which = QComboBox()
        self.which.setAccessibleName("看哪张表")
        self.view = SheetView()
        self.list_places()

    @property
    def at(self) -> int:
        """The number of what is shown: tables first, then the sheets without one."""
        return max(0, self.which.currentIndex())

    @property
    def sheet(self) -> Sheet:
        """The sheet that is shown."""
        return self._reading.shown(self.at)[0]

    @property
    def table(self) -> Table | None:
        """The table that is shown, if there is one."""
        return self._reading.shown(self.at)[1]

    @property
    def looked(self) -> Looked | None:
        """What was found in it."""
        return self._reading.looked(self.at)

    def list_places(self) -> None:
        """List anew what there is to be seen."""
        self.which.clear()
        self.which.addItems(self._reading.places())
        self.which.setVisible(self.which.count() > 1)

    def show_sheet(self) -> None:
        """Show what is chosen."""
        self.view.sheet.show_sheet(*self._reading.shown(self.at))

    def choose(self, number: int) -> None:
        """Show that table and where its header is."""
        self.which.setCurrentIndex(number)
        self.show_sheet()
        self.point_at_column(0)

    def choose_sheet(self, name: str) -> None:
        """Choose the first table of that sheet; `show_sheet` shows it."""
        self.list_places()
        places = range(self.which.count())
        self.which.setCurrentIndex(next((at for at in places if self._reading.shown(at)[0].name == name), 0))

    def point_at_row(self, number: int, row: int) -> None:
        """Bring a row of that table into sight."""
        if self.at != number:
            self.choose(number)
        self.view.point_at(row)

    def point_at_column(self, column: int) -> None:
        """Bring a heading into sight."""
        if self.table is not None:
            self.view.point_at(self.table.header_rows[0], column)
