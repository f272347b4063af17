"""Where things lie: the program's resources, and the data folder of an office."""

import os
import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """Path of a file under `resources/`, in the source tree and in the frozen program alike."""
    frozen: str | None = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return root.joinpath("resources", *parts)


def data_folder(named: str | None = None) -> Path:
    """The office's folder: the one named, else `HUIYIN_DIR`, else `回音数据` in the user's home."""
    chosen = named or os.environ.get("HUIYIN_DIR")
    return Path(chosen).expanduser() if chosen else Path.home() / "回音数据"
