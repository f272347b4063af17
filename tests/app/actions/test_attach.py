"""A file is kept with its case, encrypted, recognised and counted; what cannot be kept is said before anything is written."""

from pathlib import Path

import pytest

from app.actions.attach import File, attach, detach, file_of, read_file
from app.actions.settings import set_setting
from app.actions.undo import redo, undo
from app.actions.void_case import void_case
from app.errors import Invalid, NotAllowed, Refused, Unavailable
from app.records.matters import Attachment, Step
from app.store import journal
from app.store.case_file import read_case
from app.store.office import Office
from app.store.vault import FOLDER, Vault
from tests.app.store.offices import reported
from tests.app.store.papers import pdf, png


def kept(office: Office, case: str) -> tuple[Attachment, ...]:
    """The attachments of a case."""
    return read_case(office, case).attachments


def test_a_scan_is_kept_with_kind_pages_size_digest_and_who_added_it(office: Office, tmp_path: Path) -> None:
    case = reported(office)
    path = tmp_path / "黎不传举报信.pdf"
    path.write_bytes(pdf("one", "two", "three"))
    change = attach(office, case, read_file(office, path), "original_letter", note="共三页")
    (made,) = kept(office, case)
    assert (made.scan_type, made.name, made.pages, made.note) == ("original_letter", "原信", 3, "共三页")
    assert (made.size, made.media, made.added_by) == (path.stat().st_size, "application/pdf", "王敏")
    assert made.added_on == office.today and len(str(made.sha256)) == 64
    assert change.cases == {case} and "原信" in change.label


def test_the_files_own_name_stands_in_no_record_and_no_journal_line(office: Office) -> None:
    case = reported(office)
    attach(office, case, file_of(office, pdf("x"), "黎不传举报信.pdf"), "original_letter")
    lines = office.db.execute_sql('SELECT "label" FROM "journal"').fetchall()
    assert "黎不传" not in repr(lines) + repr(kept(office, case))
    change = journal.read(office.db, journal.head(office.db)[0])
    assert "黎不传" not in repr(change)


def test_a_paper_decision_is_tied_to_the_step_it_decides(office: Office) -> None:
    case, other = reported(office), reported(office)
    (step,) = office.find(Step, case=case)
    (strange,) = office.find(Step, case=other)
    attach(office, case, file_of(office, png(), "批示.png"), "instruction", step=step.id)
    assert kept(office, case)[0].step == step.id
    with pytest.raises(Invalid, match="不在这个案件"):
        attach(office, case, file_of(office, pdf("x"), "a.pdf"), "instruction", step=strange.id)


def test_adding_is_undone_and_done_again(office: Office) -> None:
    case = reported(office)
    attach(office, case, file_of(office, png(), "a.png"), "photo")
    undo(office)
    assert kept(office, case) == ()
    redo(office)
    assert [each.name for each in kept(office, case)] == ["照片"]


def test_taking_one_away_wants_a_reason_and_is_undone(office: Office) -> None:
    case = reported(office)
    attach(office, case, file_of(office, png(), "a.png"), "photo", name="路口")
    (made,) = kept(office, case)
    with pytest.raises(Invalid, match="理由"):
        detach(office, made, " ")
    assert detach(office, made, "拍错了").label == "作废附件 照片"
    assert kept(office, case) == ()
    undo(office)
    assert [each.name for each in kept(office, case)] == ["路口"]


def test_a_pdf_that_cannot_be_opened_is_kept_with_its_doubt(office: Office) -> None:
    file = file_of(office, b"%PDF-1.4 nothing", "a.pdf")
    assert file.pages is None and "打不开" in file.doubt
    case = reported(office)
    attach(office, case, file, "other")
    assert kept(office, case)[0].pages is None


def test_a_program_is_kept_and_called_dangerous(office: Office) -> None:
    file = file_of(office, b"MZ\x90", "信.pdf.exe")
    assert file.pages is None and "不要打开" in file.doubt
    attach(office, reported(office), file, "other")


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "是空的"), (bytes(1_000_001), "超过了一个附件 1.0 MB 的上限")]
)
def test_what_is_empty_or_too_large_is_refused(
    office: Office, tmp_path: Path, content: bytes, said: str
) -> None:
    set_setting(office, "attachment.megabytes", 1)
    (tmp_path / "a.pdf").write_bytes(content)
    with pytest.raises(Refused, match=said):
        read_file(office, tmp_path / "a.pdf")


@pytest.mark.parametrize("value", [0, 501, -3])
def test_the_limit_has_limits(office: Office, value: int) -> None:
    with pytest.raises(Invalid, match="1 到 500 MB"):
        set_setting(office, "attachment.megabytes", value)


def test_a_file_that_is_not_there_or_a_folder_is_told(office: Office, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="找不到“gone"):
        read_file(office, tmp_path / "gone.pdf")
    with pytest.raises(Invalid, match="是文件夹"):
        read_file(office, tmp_path)


def test_the_same_file_is_not_kept_twice_with_one_case(office: Office) -> None:
    case, other = reported(office), reported(office)
    file = file_of(office, png(), "a.png")
    attach(office, case, file, "photo")
    with pytest.raises(Refused, match="叫“照片”，没有重复添加"):
        attach(office, case, file, "original_letter")
    attach(office, other, file, "photo")
    assert len(list((office.folder / FOLDER).iterdir())) == 1


def refused(office: Office, case: str, file: File, kind: str = "photo") -> None:
    with pytest.raises((NotAllowed, Invalid)):
        attach(office, case, file, kind)
    assert not (office.folder / FOLDER).exists()


def test_nothing_is_encrypted_for_a_kind_that_is_none_a_void_case_or_somebody_without_the_right(
    office: Office,
) -> None:
    case, file = reported(office), file_of(office, png(), "a.png")
    refused(office, case, file, "nonsense")
    office.roles = frozenset({"auditor"})
    refused(office, case, file)
    office.roles = None
    void_case(office, case, "重复")
    refused(office, case, file)


def test_when_the_record_is_not_written_no_half_file_is_left(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise Unavailable("磁盘已满。")

    case = reported(office)
    monkeypatch.setattr("app.store.vault.Waiting.keep", failing)
    with pytest.raises(Unavailable):
        attach(office, case, file_of(office, png(), "a.png"), "photo")
    assert list((office.folder / FOLDER).iterdir()) == []
    assert kept(office, case) == ()


def test_progress_is_told_and_may_stop_it(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(bytes(9_000_000))
    heard: list[tuple[str, int, int]] = []
    case = reported(office)
    file = read_file(office, path, lambda *said: heard.append(said))
    assert heard[-1] == ("正在读取", 9_000_000, 9_000_000) and len(heard) == 3

    class Stopped(Exception):
        pass

    def stop(*_: object) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        attach(office, case, file, "other", progress=stop)
    assert kept(office, case) == () and list(Vault(office.folder, b"").folder.iterdir()) == []
