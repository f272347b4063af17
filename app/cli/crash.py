"""What a crash may leave behind: nothing that anybody wrote.

A dead process would leave an image of its memory (a core file, a dump of Windows' error reports) with the data key and
every open case in it, and Python would print an exception's message, which may hold a value, to a terminal or into the
log of a desktop session.
"""

import sys
import threading
from types import TracebackType

_QUIET = 0x0001 | 0x0002
"""SEM_FAILCRITICALERRORS and SEM_NOGPFAULTERRORBOX: Windows ends the process and reports nothing."""


def leave_nothing() -> None:
    """From now on a crash writes no memory, and an exception that nobody caught is told by type and place alone."""
    _without_image()
    sys.excepthook = _tell
    threading.excepthook = lambda found: _tell(found.exc_type, found.exc_value, found.exc_traceback)
    sys.unraisablehook = lambda found: _tell(found.exc_type, found.exc_value, found.exc_traceback)


def _without_image() -> None:
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetErrorMode(_QUIET)
    else:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _tell(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt) and sys.stderr is not None:  # a windowed program has no stderr
        from app.cli.report import report

        print(report((error or kind()).with_traceback(trace)), file=sys.stderr)
