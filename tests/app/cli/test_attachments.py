"""Files of a case from the command line: kept, listed, taken away; what cannot be kept is one sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.cli.conftest import Ended, Run
from tests.app.store.papers import pdf


@pytest.fixture
def case(register: Callable[..., Ended]) -> str:
    """Number of a registered case."""
    return str(register().said["cases"][0]["case_no"])


def test_a_file_is_kept_listed_and_taken_away(run: Run, case: str, tmp_path: Path) -> None:
    (tmp_path / "信.pdf").write_bytes(pdf("one", "two"))
    made = run("attach", case, tmp_path / "信.pdf", "--kind", "原信", "--json").said
    assert (made["scan_type"], made["name"], made["pages"], made["doubt"]) == (
        "original_letter",
        "原信",
        2,
        "",
    )
    (listed,) = run("attachments", case, "--json").said
    assert listed["id"] == made["id"] and listed["here"] is True
    assert "原信" in run("attachments", case).out
    assert run("detach", made["id"], "--reason", "传错了").out == "已作废附件 原信。\n"
    assert run("attachments", case).out == "这一件没有附件。\n"
    assert run("undo").code == 0
    assert len(run("attachments", case, "--json").said) == 1


def test_without_a_kind_it_is_other_material_and_a_doubt_is_told(run: Run, case: str, tmp_path: Path) -> None:
    (tmp_path / "a.exe").write_bytes(b"MZ\x90\0")
    out = run("attach", case, tmp_path / "a.exe").out
    assert out.startswith("已添加附件 其他材料（云信") and "可能有害" in out


@pytest.mark.parametrize(
    ("file", "kind", "said"),
    [
        ("gone.pdf", "原信", "找不到“gone.pdf”"),
        ("empty.pdf", "原信", "是空的"),
        ("a.pdf", "飞鸽", "“飞鸽”不在"),
    ],
)
def test_what_cannot_be_kept_is_one_sentence(
    run: Run, case: str, tmp_path: Path, file: str, kind: str, said: str
) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "a.pdf").write_bytes(pdf("x"))
    ended = run("attach", case, tmp_path / file, "--kind", kind)
    assert ended.code == 1 and said in ended.err and len(ended.err.splitlines()) == 1


def test_verify_names_an_attachment_that_was_changed_on_the_disk(
    run: Run, case: str, township: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf("x"))
    id = run("attach", case, tmp_path / "a.pdf", "--kind", "原信", "--json").said["id"]
    assert run("verify", "--json").said["ok"] is True
    (content,) = (township / "附件").iterdir()
    raw = bytearray(content.read_bytes())
    raw[-1] ^= 1
    content.write_bytes(raw)
    ended = run("verify", "--json")
    (fault,) = ended.said["faults"]
    assert ended.code == 1 and fault["where"] == f"attachment:{id}" and "附件“原信”" in fault["sentence"]


def test_backups_are_listed_with_their_attachments(run: Run, case: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf("x"))
    run("attach", case, tmp_path / "a.pdf")
    assert run("backup", "--json").said["attachments"] == 1
    assert run("backups", "--json").said[0]["attachments"] == 1
