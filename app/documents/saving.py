"""A paper on its way to disk: whole or not at all, never over a file that stands, nothing in clear anywhere else."""

import os
from contextlib import suppress
from pathlib import Path

from app.errors import NotAllowed, Unavailable, system_said


def save(content: bytes, path: Path, *, replace: bool = False) -> None:
    """Write the file. Raises NotAllowed where one stands, unless it may be replaced, Unavailable with the reason."""
    if not replace and os.path.lexists(path):
        raise NotAllowed(f"“{path.name[:80]}”已经有了，没有覆盖。请换一个文件名。")
    part = path.with_name(f".{path.stem[:20]}-{os.getpid()}.part")
    try:
        with open(part, "xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _name(part, path, replace)
    except OSError as error:
        _forget(part)
        missing = isinstance(error, FileNotFoundError)
        raise Unavailable(system_said(error, (path.parent if missing else path).name[:80])) from error
    except ValueError as error:
        raise Unavailable(f"“{path.name[:80]}”不能用作文件名，请换一个。") from error
    except BaseException:
        _forget(part)
        raise


def _name(part: Path, path: Path, replace: bool) -> None:
    """Give the part its name; where nothing may be replaced, a file that came meanwhile keeps it."""
    if replace:
        os.replace(part, path)
        return
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        raise NotAllowed(f"“{path.name[:80]}”已经有了，没有覆盖。请换一个文件名。") from None
    try:
        os.replace(part, path)
    except OSError:
        _forget(path)
        raise


def _forget(part: Path) -> None:
    with suppress(OSError, ValueError):
        part.unlink(missing_ok=True)
