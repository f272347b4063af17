"""寄给下级: the next posting to every unit below, or to those that are ticked, in one step; each a file of its own."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.actions.send import Dispatch, send
from app.actions.units import unit_name, units
from app.errors import Damaged, NotAllowed, Refused, Unavailable
from app.exchange.posting import Progress, no_progress
from app.records.offices import Unit
from app.store.office import Office

BELOW = frozenset({"township", "dispatched"})
"""Kinds of unit that keep a ledger under a county."""


@dataclass(frozen=True)
class AllSent:
    """What lies in the folder now, and for whom nothing does: name and reason. `stopped` before the last one."""

    sent: tuple[Dispatch, ...]
    failed: tuple[tuple[str, str], ...] = ()
    stopped: bool = False

    @property
    def summary(self) -> str:
        """已写好 27 份，1 份没有写成。"""
        failed = f"，{len(self.failed)} 份没有写成" if self.failed else ""
        return f"已写好 {len(self.sent)} 份{failed}{'，后面的停下没有写' if self.stopped else ''}。"


def units_below(office: Office) -> list[Unit]:
    """The units that a county writes to, in the order in which they were entered."""
    if office.level != "county":
        return []
    return [
        each for each in units(office)
        if each.code not in (None, "", office.code, office.above) and each.unit_kind in BELOW
    ]  # fmt: skip


def send_all(
    office: Office, receivers: Sequence[str], folder: Path, progress: Progress = no_progress, *,
    stopped: Callable[[], bool] = lambda: False, configuration: Collection[str] = (), alone: bool = False,
) -> AllSent:  # fmt: skip
    """Write one posting for each of these codes into the folder; `progress` counts files, `stopped` is asked between.

    `configuration` goes down with each, `alone` without any case (see `send`).
    Raises NotAllowed where nobody is named, Unavailable where the folder is none.
    """
    if not receivers:
        raise NotAllowed("还没有选单位。请先勾选要寄给哪些单位；名录里没有下级单位的，先在设置里添加。")
    if not folder.is_dir():
        raise Unavailable(f"没有“{folder}”这个文件夹，请先建好，或换一个地方。")
    sent: list[Dispatch] = []
    failed: list[tuple[str, str]] = []
    for done, code in enumerate(receivers):
        if stopped():
            return AllSent(tuple(sent), tuple(failed), stopped=True)
        progress(done, len(receivers))
        try:
            sent.append(send(office, code, folder, configuration=configuration, alone=alone))
        except Damaged:
            raise
        except (Refused, Unavailable) as error:
            failed.append((unit_name(office, code), error.sentence))
    return AllSent(tuple(sent), tuple(failed))
