"""搬到另一台电脑: the whole office as one file; on the other PC it opens with the same passwords under a new desk number."""

from dataclasses import dataclass
from pathlib import Path

from app.errors import Invalid, Unavailable
from app.store import attachments, backups, packing, preferences
from app.store.keys import KEY_FILE, SLOTS_FILE
from app.store.office import Office
from app.store.opening import CONTENTS, FILE_NAME, JOURNAL_COPY, moment
from app.store.packing import ENDING, Parcel

PACKED = "moved.packed"
"""Preference of the store that stayed behind: when it was packed, and the file's name."""


@dataclass(frozen=True)
class Packed:
    """A file that was written, and what is in it."""

    path: Path
    parcel: Parcel


def pack(office: Office, target: Path) -> Packed:
    """Write the office into one file. The store stays usable and says when it was packed.

    Raises Invalid for a place that is none, NotAllowed without the right, Unavailable when the disk will not have it.
    """
    if target.suffix != ENDING:
        raise Invalid(f"搬家文件的名字要以 {ENDING} 结尾，例如 {proposed_name(office)}。")
    if not target.parent.is_dir():
        raise Unavailable(f"没有“{target.parent}”这个文件夹，请先插好 U 盘，或换一个地方。")
    with office.writing(f"打包搬家 {target.name}", action="pack", undoable=False):
        pass
    made = backups.make(office, "pack")
    sources = {name: office.folder / name for name in (SLOTS_FILE, KEY_FILE, JOURNAL_COPY)}
    sources = {name: path for name, path in sources.items() if path.is_file()}
    vault = attachments.vault_of(office)
    for each in attachments.of_office(office):
        if vault.holds(each.sha256, each.size):
            sources[f"{CONTENTS}/{vault.name_of(each.sha256)}"] = vault.path_of(each.sha256)
    sources[FILE_NAME] = made.path
    said = Parcel(office.code, office.name, moment(office.now), made.cases, made.seq, {})
    parcel = packing.write(target, said, sources)
    preferences.put(office.db, PACKED, {"at": moment(office.now), "file": target.name})
    return Packed(target, parcel)


def unpack(file: Path, folder: Path) -> Parcel:
    """Set up the packed office in a folder that holds none. Raises NotAllowed or Unavailable; then it is as it was."""
    return packing.unpack(file, folder)


def proposed_name(office: Office) -> str:
    """A name for the file, with the office and the day."""
    return f"{office.code}-{office.now:%Y%m%d}{ENDING}"


def reminder(office: Office) -> str:
    """What the store that stayed behind says when it is opened; blank when it was never packed."""
    said = preferences.get(office.db, PACKED)
    if not isinstance(said, dict):
        return ""
    day = str(said.get("at", ""))[:10]
    return f"这份数据 {day} 打包搬过家。这里还能用，但两边各记各的、编号不会重；在新电脑上用的话，这边就不要再登记。"
