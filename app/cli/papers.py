"""papers, paper: which papers a case has now, and one of them saved as .docx."""

from argparse import Namespace
from pathlib import Path

from app.actions.papers import make_paper, papers_for, save_paper
from app.actions.reveal import reveal
from app.cli import say
from app.documents.template import names
from app.errors import Invalid
from app.records.matters import Reporter
from app.schema.codes import code_list
from app.store.case_file import case_by_number, read_case
from app.store.office import Office


def papers(office: Office, asked: Namespace) -> None:
    """List the papers of a case: those that make sense now first, the others with the reason."""
    case = read_case(office, case_by_number(office, asked.case))
    offers = papers_for(office, case)
    if asked.as_json:
        said = [
            {"name": each.name, "title": each.title, "ready": each.reason is None, "reason": each.reason,
             "likely": each.likely}
            for each in offers
        ]  # fmt: skip
        say.document({"id": case.registration.id, "case_no": case.registration.case_no, "papers": said})
        return
    rows = ((each.name, each.title, each.reason or "可以出") for each in offers)
    print(say.table(["名称", "文书", "现在"], rows, widest=60))


def paper(office: Office, asked: Namespace) -> None:
    """Save one paper as .docx. With a reason the reporter stands on the part that is cut off."""
    case = read_case(office, case_by_number(office, asked.case))
    name = _named(asked.name)
    made = make_paper(office, case.registration.id, name)
    if asked.reveal and made.apart:
        made = make_paper(office, case.registration.id, name, _revealed(office, case.reporters, asked.reveal))
    path = Path(asked.output).expanduser()
    if path.suffix.lower() != ".docx":
        path = path.with_name(f"{path.name}.docx")
    change = save_paper(office, case.registration.id, made, path, replace=asked.replace)
    if asked.as_json:
        say.document({"change": change.seq, "name": name, "title": made.title, "file": str(path),
                      "names_reporter": made.names_reporter})  # fmt: skip
    else:
        print(f"已存为 {path}，已记入日志。文件没有加密，用完请妥善保管。")


def _named(said: str) -> str:
    """A paper by its name or by what it is called."""
    code = code_list("letter_kind").find(said)
    return code.id if code is not None and code.id in names() else said


def _revealed(office: Office, reporters: tuple[Reporter, ...], said: str) -> tuple[Reporter, ...]:
    reason, _, words = said.partition("：")
    code = code_list("reveal_reason").find(reason)
    if code is None:
        known = "、".join(each.label for each in code_list("reveal_reason").codes)
        raise Invalid(f"--reveal 后面写查看反映人的理由：{known}；“其他”要写成 其他：理由。")
    return reveal(office, reporters, code.id, words)
