"""After the first page the chain is proven on a thread; a break is told with its place and leads to the journal."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.store import chain
from app.store.office import Office
from tests.ui.workplace import report
from ui.journal.chain_watch import ChainWatch
from ui.journal.page import JournalPage
from ui.main_window import MainWindow


@pytest.fixture
def watch(window: MainWindow, office: Office) -> Iterator[ChainWatch]:
    made = ChainWatch(window, office)
    yield made
    made.stop()


def looked(qtbot: QtBot, watch: ChainWatch) -> None:
    """One look to its end."""
    with qtbot.waitSignal(watch.ended):
        watch.look()


def tamper(office: Office) -> None:
    for (name,) in office.db.execute_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        office.db.execute_sql(f'DROP TRIGGER "{name}"')
    office.db.execute_sql("UPDATE journal SET person = '别人' WHERE seq = 2")


def test_a_whole_chain_says_nothing_and_is_walked_on_another_thread(
    qtbot: QtBot, watch: ChainWatch, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[int] = []
    real = chain.prove

    def watched(*given: object) -> chain.Proven:
        threads.append(threading.get_ident())
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(chain, "prove", watched)
    before = window.strip.message.text()
    looked(qtbot, watch)
    assert threads and threads[0] != threading.get_ident()
    assert window.strip.message.text() == before


def test_a_break_is_told_with_its_place_and_the_journal_lies_open(
    qtbot: QtBot, watch: ChainWatch, window: MainWindow, office: Office
) -> None:
    report(office)
    tamper(office)
    looked(qtbot, watch)
    assert "日志被动过：第 2 条日志被改动过" in window.strip.message.text()
    assert isinstance(window.page, JournalPage)


def test_whoever_may_not_read_the_journal_is_told_too(
    qtbot: QtBot, watch: ChainWatch, window: MainWindow, office: Office
) -> None:
    report(office)
    tamper(office)
    office.roles = frozenset({"clerk"})
    looked(qtbot, watch)
    assert "第 2 条" in window.strip.message.text()
    assert not isinstance(window.page, JournalPage)


def test_what_was_noticed_of_the_store_is_told(
    qtbot: QtBot, watch: ChainWatch, window: MainWindow, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "settle_desk", lambda: setattr(office, "news", "数据文件被换成了旧的。"))
    looked(qtbot, watch)
    assert window.strip.message.text() == "数据文件被换成了旧的。" and office.news == ""
