"""attach, attachments, detach: files of a case."""

from argparse import Namespace
from pathlib import Path

from app.actions import attach as attaching
from app.cli import say
from app.cli.values import read
from app.records.catalogue import field
from app.records.matters import Attachment
from app.rules.media import of_type, size_words
from app.store.attachments import vault_of
from app.store.case_file import case_by_number, read_case
from app.store.office import Office


def attach(office: Office, asked: Namespace) -> None:
    """Keep a file with a case."""
    case = case_by_number(office, asked.case)
    file = attaching.read_file(office, Path(asked.file).expanduser())
    kind = read(field("attachment.scan_type"), asked.kind, office.today) if asked.kind else None
    change = attaching.attach(
        office, case, file, str(kind or file.proposed or attaching.OTHER), name=asked.name, note=asked.note
    )
    (edit,) = change.of(Attachment.kind)
    if asked.as_json:
        made = office.get(Attachment, edit.id)
        say.document({"change": change.seq, **_plain(made), "doubt": file.doubt})
    else:
        print(f"已{change.label}。{file.doubt}")


def attachments(office: Office, asked: Namespace) -> None:
    """List the attachments of a case; `here` says whether the content lies on this PC."""
    case = read_case(office, case_by_number(office, asked.case))
    vault = vault_of(office)
    here = {each.id: vault.holds(str(each.sha256), int(each.size or 0)) for each in case.attachments}
    if asked.as_json:
        say.document([{**_plain(each), "here": here[each.id]} for each in case.attachments])
    elif case.attachments:
        rows = (
            (each.text("scan_type"), str(each.name), of_type(each.media).label, each.text("pages"),
             size_words(each.size or 0), each.text("added_by"), each.text("added_on"), "" if here[each.id] else "不在本机",
             each.id)
            for each in case.attachments
        )  # fmt: skip
        print(say.table(("种类", "名称", "格式", "页数", "大小", "添加人", "添加日期", "", "id"), rows))
    else:
        print("这一件没有附件。")


def detach(office: Office, asked: Namespace) -> None:
    """Void an attachment."""
    change = attaching.detach(office, office.get(Attachment, asked.attachment), asked.reason)
    if asked.as_json:
        say.document({"change": change.seq})
    else:
        print(f"已{change.label}。")


def _plain(each: Attachment) -> dict[str, object]:
    fields = {column.name: say.plain(each.value(column.name)) for column in each.columns()}
    return {"id": each.id, **fields}
