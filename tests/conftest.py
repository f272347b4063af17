"""What every test stands on: no screen, a data folder of its own, patience by profile, and silence.

Python warnings, Qt warnings (pyproject.toml) and windows left behind (below) all fail the test that caused them.
"""

import gc
import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LANG"] = os.environ["LC_ALL"] = "C.UTF-8"
os.environ["QT_ACCESSIBILITY"] = "1"

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tests.ready_made import Offices

for profile, examples in (("everyday", 20), ("thorough", 60)):
    settings.register_profile(
        profile,
        derandomize=True,
        deadline=None,
        max_examples=examples,
        suppress_health_check=[HealthCheck.too_slow],
    )
settings.register_profile(
    "long", deadline=None, max_examples=2000, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)

PATIENCE = 60_000
"""Milliseconds that a window is waited for before a test gives up: a busy PC is slow, and no test is to time it."""
for waits in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitActive, QtBot.waitExposed):
    waits.__kwdefaults__["timeout"] = PATIENCE

ASKED = ("long", "packaging", "thorough")
"""Marks of tests that run only when the option of the same name is given; `.ci/run` gives the last two."""
PASSED = pytest.StashKey[bool]()
LIBREOFFICE_MISSING = "LibreOffice Calc is missing; to run this: apt-get install libreoffice-calc"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--long", action="store_true", help="also run the long tests, and try many more examples"
    )
    parser.addoption("--packaging", action="store_true", help="also build the packaged program and test it")
    parser.addoption("--thorough", action="store_true", help="also run what only CI must run every time")


def pytest_configure(config: pytest.Config) -> None:
    asked = (name for name in ("long", "thorough") if config.getoption(f"--{name}"))
    settings.load_profile(next(asked, "everyday"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    asked = {name: config.getoption(f"--{name}") for name in ASKED}
    unasked = [
        item for item in items if any(item.get_closest_marker(name) and not asked[name] for name in asked)
    ]
    if unasked:
        config.hook.pytest_deselected(items=unasked)
        items[:] = [item for item in items if item not in unasked]
    if not (shutil.which("soffice") or shutil.which("libreoffice")):
        for item in items:
            if item.get_closest_marker("libreoffice"):
                item.add_marker(pytest.mark.skip(reason=LIBREOFFICE_MISSING))


def pytest_collection_finish() -> None:
    """What was collected stays to the end: the collector of garbage need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember whether the test itself failed: its traceback then keeps widgets alive that are no leak."""
    report = yield
    if report.when == "call":
        item.stash[PASSED] = report.passed
    return report


@pytest.fixture(scope="session")
def data_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names for the folders of data, each given once; nearly no test makes its own."""
    room = tmp_path_factory.mktemp("data")
    return (room / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def data_folder(data_folders: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder that `HUIYIN_DIR` names during this test, so that no test touches a person's own data.

    It does not exist yet: making it is the program's task.
    """
    folder = next(data_folders)
    monkeypatch.setenv("HUIYIN_DIR", str(folder))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def new_stores_at_once() -> Iterator[None]:
    """Make the tables of every new store but the first of this process in one step."""
    from app.store import opening
    from tests.ready_made import Tables

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "migrate", Tables().migrate)
        yield


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory) -> "Offices":
    """Offices to copy, each set up once in this process."""
    from tests.ready_made import Offices

    return Offices(tmp_path_factory.mktemp("offices"))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords that cost next to nothing to try, so that a test may try many."""
    from app.store import keys

    monkeypatch.setattr(keys, "MEMORY", 1024)
    monkeypatch.setattr(keys, "ITERATIONS", 1)


@pytest.fixture
def encrypted() -> None:
    """For tests of the passwords of workbooks: they travel as real ones do, and offices know what they were told."""


@pytest.fixture
def real_rounds() -> None:
    """For tests of what the derivation of keys really costs."""


@pytest.fixture(autouse=True)
def passwords_of_workbooks(request: pytest.FixtureRequest) -> Iterator[None]:
    """Deriving keys takes no time; and unless a test asks for `encrypted`, offices of which nothing was said send in
    clear, so that a test may open and change what it sends. A patch of its own: a test may undo its own ones.
    """
    from app.exchange import encryption, pairs

    wanted = set(request.fixturenames)
    with pytest.MonkeyPatch.context() as patch:
        if "real_rounds" not in wanted:
            patch.setattr(encryption, "ROUNDS", 100)
            patch.setattr(encryption, "HINT_ROUNDS", 100)
        if "encrypted" not in wanted:
            clear, read = pairs.Pair((), open_on_purpose=True), pairs._read
            patch.setattr(
                pairs,
                "_read",
                lambda office, code, said: clear if said is None else read(office, code, said),
            )
        yield


@pytest.fixture(autouse=True)
def no_window_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a top-level widget alive after its window was closed."""
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        yield
        return
    before = set(windows())
    yield
    if not request.node.stash.get(PASSED, False):
        return
    if set(windows()) - before:
        gc.collect()
    left = [str(widget) for address, widget in windows().items() if address not in before]
    assert not left, f"windows left behind: {left}"


def windows() -> "dict[int, QWidget]":
    """By address, every widget without a parent that is still alive once Qt has deleted what it was told to."""
    import shiboken6
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    alone = [widget for widget in QApplication.topLevelWidgets() if widget.parent() is None]
    return {shiboken6.getCppPointer(widget)[0]: widget for widget in alone}
