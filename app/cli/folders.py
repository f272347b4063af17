"""export to all; inspect and take of a folder: every file in a line, what can be taken is taken, the rest is explained."""

from argparse import Namespace
from pathlib import Path

from app.actions.send_all import send_all, units_below
from app.actions.take_folder import take_folder
from app.cli import say
from app.cli.configuration import groups_of
from app.errors import NotAllowed
from app.exchange.folder import Fate, FileLine, FolderFound, files_in, look_at_files
from app.store.office import Office

_FATES = {Fate.TAKE: "可以收", Fate.KNOWN: "收过了", Fate.REFUSED: "不能收"}


def is_folder(name: str) -> bool:
    """Whether it names a folder."""
    try:
        return Path(name).expanduser().is_dir()
    except OSError:
        return False


def inspect(office: Office, asked: Namespace) -> None:
    """Say of every file what taking it would do; writes nothing."""
    found = _look(office, asked)
    if asked.as_json:
        say.document({"summary": found.summary, "files": [each.as_json() for each in found.lines]})
    else:
        print(_words(found))


def take(office: Office, asked: Namespace) -> None:
    """Take what can be taken after one yes. Raises NotAllowed where some file is refused, when the rest is taken."""
    found = _look(office, asked)
    if found.wanted and not asked.yes:
        say.ask(_words(found))
    done = take_folder(office, found)
    refused = [each for each in found.lines if each.fate is Fate.REFUSED] + [
        each for each in done.left if each.fate is Fate.REFUSED
    ]
    if asked.as_json:
        say.document({
            "summary": found.summary, "files": [each.as_json() for each in found.lines],
            "taken": [{**line.as_json(), "change": change.seq, "label": change.label} for line, change in done.taken],
            "left": [each.as_json() for each in done.left],
        })  # fmt: skip
    else:
        print("\n".join([*(f"{change.label}：{line.counted}" for line, change in done.taken), done.summary]))
    if refused:
        named = "；".join(f"“{each.path.name}”{each.note}" for each in refused)
        raise NotAllowed(f"{len(refused)} 份没有收：{named}")


def export_all(office: Office, asked: Namespace) -> None:
    """Write one posting for every unit below into a folder. Raises NotAllowed where one was not written."""
    codes = [str(each.code) for each in units_below(office)]
    done = send_all(
        office, codes, Path(asked.output).expanduser(), configuration=groups_of(asked), alone=asked.alone
    )
    if asked.as_json:
        say.document({
            "sent": [{"file": str(each.path), "to": each.header.receiver, "number": each.header.number,
                      "cases": each.header.cases, "kept_back": each.kept_back} for each in done.sent],
            "failed": [{"to": name, "why": why} for name, why in done.failed],
        })  # fmt: skip
    else:
        for each in done.sent:
            header = each.header
            print(
                f"寄 {header.receiver_name} 第 {header.number} 号，{header.cases} 件：{each.path}{each.remark}"
            )
        print(done.summary)
    if done.failed:
        raise NotAllowed("；".join(f"{name}：{why}" for name, why in done.failed))


def _look(office: Office, asked: Namespace) -> FolderFound:
    return look_at_files(office, files_in([Path(asked.file).expanduser()]))


def _words(found: FolderFound) -> str:
    return "\n".join([*map(_line, found.lines), found.summary])


def _line(line: FileLine) -> str:
    number = f" 第 {line.number} 号" if line.number else ""
    said = "。".join(each for each in (line.counted, line.note) if each)
    return f"{_FATES[line.fate]}  {line.path.name}  {line.name}{number}：{said or '没有新的内容'}"
