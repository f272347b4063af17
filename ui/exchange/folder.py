"""Where this desk puts the workbooks it sends: the folder or stick of last time, at first the desktop."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from app.store import preferences
from app.store.office import Office

_KEY = "exchange.folder"
_TAKEN_FROM = "exchange.taken_from"


def remembered(office: Office) -> Path:
    """The folder of last time, whether or not it is there now."""
    said = preferences.get(office.db, _KEY)
    return Path(said) if isinstance(said, str) and said else _desktop()


def remember(office: Office, folder: Path) -> None:
    """Use this folder from now on."""
    preferences.put(office.db, _KEY, str(folder))


def ask_folder(parent: QWidget, start: Path) -> Path | None:
    """Let the person choose a folder."""
    chosen = QFileDialog.getExistingDirectory(parent, "把工作簿存到哪个文件夹", str(start))
    return Path(chosen) if chosen else None


def ask_file(parent: QWidget, office: Office) -> Path | None:
    """Let the person choose a workbook to take, beginning where the last one lay."""
    said = preferences.get(office.db, _TAKEN_FROM)
    start = said if isinstance(said, str) and Path(said).is_dir() else str(remembered(office))
    chosen, _ = QFileDialog.getOpenFileName(
        parent,
        "选择对方寄来的工作簿，或别人的台账",
        start,
        "工作簿 (*.xlsx *.xlsm *.xls *.ods *.csv);;所有文件 (*)",
    )
    if not chosen:
        return None
    preferences.put(office.db, _TAKEN_FROM, str(Path(chosen).parent))
    return Path(chosen)


def ask_folder_to_take(parent: QWidget, office: Office) -> Path | None:
    """Let the person choose a folder with workbooks to take, beginning where the last one lay."""
    said = preferences.get(office.db, _TAKEN_FROM)
    start = said if isinstance(said, str) and Path(said).is_dir() else str(remembered(office))
    chosen = QFileDialog.getExistingDirectory(parent, "选择放着各单位工作簿的文件夹", start)
    if not chosen:
        return None
    preferences.put(office.db, _TAKEN_FROM, chosen)
    return Path(chosen)


def _desktop() -> Path:
    said = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DesktopLocation)
    return Path(said) if said and Path(said).is_dir() else Path.home()
