"""Who looks at an attachment stands in the journal before it is given; a copy outside is in clear and said to be so."""

from pathlib import Path

import pytest

from app.actions.attach import attach, file_of
from app.actions.read_attachment import IN_CLEAR, proposed_name, read_attachment, save_copy
from app.errors import NotAllowed, Unavailable
from app.records.matters import Attachment
from app.store import journal
from app.store.attachments import vault_of
from app.store.office import Office
from tests.app.store.offices import reported
from tests.app.store.papers import pdf


@pytest.fixture
def letter(office: Office) -> Attachment:
    attach(
        office,
        reported(office),
        file_of(office, pdf("one"), "黎不传 信.PDF"),
        "original_letter",
        name="原信/一",
    )
    (made,) = office.find(Attachment)
    return made


def last(office: Office) -> tuple[str, str]:
    change = journal.read(office.db, journal.head(office.db)[0])
    assert change is not None and not change.undoable
    return change.action, change.label


def test_reading_is_journalled_with_the_case_and_gives_the_content(
    office: Office, letter: Attachment
) -> None:
    opened = read_attachment(office, letter.id)
    assert (opened.content, opened.file_name, opened.media.label) == (pdf("one"), "黎不传 信.PDF", "PDF")
    action, label = last(office)
    assert action == "read_attachment" and label.startswith("查看附件 原信（云信〔2026〕")
    change = journal.read(office.db, journal.head(office.db)[0])
    assert change is not None and change.cases == {letter.case}


def test_a_damaged_one_was_still_looked_at(office: Office, letter: Attachment) -> None:
    vault_of(office).path_of(str(letter.sha256)).write_bytes(b"HYA1")
    line = journal.head(office.db)[0]
    with pytest.raises(Unavailable, match="已损坏"):
        read_attachment(office, letter.id)
    assert journal.head(office.db)[0] == line + 1


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_who_may_not_see_reporters_sees_no_scan_either(office: Office, letter: Attachment, role: str) -> None:
    office.roles = frozenset({role})
    with pytest.raises(NotAllowed):
        read_attachment(office, letter.id)


def test_whoever_is_reported_neither_reads_nor_saves_it(
    office: Office, letter: Attachment, tmp_path: Path
) -> None:
    office.person, office.roles = "曾小明", frozenset({"clerk"})
    with pytest.raises(NotAllowed, match="回避"):
        read_attachment(office, letter.id)
    with pytest.raises(NotAllowed, match="回避"):
        save_copy(office, letter.id, tmp_path / "a.pdf")


def test_a_copy_is_written_journalled_and_said_to_be_in_clear(
    office: Office, letter: Attachment, tmp_path: Path
) -> None:
    opened = read_attachment(office, letter.id)
    assert proposed_name(opened) == "原信_一.PDF"
    saved = save_copy(office, letter.id, tmp_path / "copy.pdf")
    assert saved.path.read_bytes() == pdf("one") and saved.warning == IN_CLEAR
    assert last(office)[0] == "save_copy" and "未加密" in last(office)[1]


def test_no_copy_in_clear_among_the_programs_own_data(
    office: Office, letter: Attachment, tmp_path: Path
) -> None:
    for target in (office.folder / "a.pdf", office.folder / "附件" / "a.pdf"):
        with pytest.raises(NotAllowed, match="都要加密"):
            save_copy(office, letter.id, target)
    with pytest.raises(Unavailable, match="没有“"):
        save_copy(office, letter.id, tmp_path / "gone" / "a.pdf")
    assert last_is_registering(office)


def last_is_registering(office: Office) -> bool:
    change = journal.read(office.db, journal.head(office.db)[0])
    return change is not None and change.action == "attach"


def test_a_disk_that_does_not_take_the_copy_is_told_and_no_half_copy_is_left(
    office: Office, letter: Attachment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.setattr("app.actions.read_attachment.os.fsync", full, raising=False)
    with pytest.raises(Unavailable):
        save_copy(office, letter.id, out / "a.pdf")
    assert list(out.iterdir()) == []
