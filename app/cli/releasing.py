"""release-reporter: who reported goes sealed to another office."""

from argparse import Namespace

from app.actions.release_reporter import release_reporter as release
from app.cli import say
from app.errors import Invalid
from app.schema.codes import code_list
from app.store.case_file import case_by_number
from app.store.office import Office


def release_reporter(office: Office, asked: Namespace) -> None:
    """Release the reporters of a case to an office."""
    reason, _, words = asked.reason.replace(":", "：", 1).partition("：")
    code = code_list("reveal_reason").find(reason)
    if code is None:
        known = "、".join(each.label for each in code_list("reveal_reason").codes)
        raise Invalid(f"--reason 后面写理由：{known}；“其他”要写成 其他：理由。")
    change = release(office, case_by_number(office, asked.case), asked.to, code.id, words)
    if asked.as_json:
        say.document({"change": change.seq, "to": asked.to})
    else:
        print(f"{change.label}。随下一份工作簿封存寄出，直到对方收到为止。")
