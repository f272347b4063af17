"""export, inspect, take, held: workbooks to and from other offices."""

from argparse import Namespace
from pathlib import Path

from app.actions import decide as decision
from app.actions.pair_passwords import keep_password
from app.actions.send import Dispatch, send
from app.actions.take import take as take_posting
from app.actions.units import units
from app.cli import by_hand, folders, foreign, say
from app.cli.configuration import groups_of, told
from app.cli.secret import asked_for_workbook, given_for_workbook
from app.errors import NotAllowed, Unavailable
from app.exchange.merge import Verdict
from app.exchange.preview import Preview
from app.exchange.receive import preview
from app.exchange.unlocking import Keys, PasswordNeeded, WrongPassword
from app.records.catalogue import KINDS
from app.store.office import Office

_WORDS = {
    Verdict.NEW: "新收", Verdict.CHANGED: "更新", Verdict.SAME: "相同", Verdict.OLDER: "较旧",
    Verdict.HELD: "待定", Verdict.REFUSED: "不收",
}  # fmt: skip


def export(office: Office, asked: Namespace) -> None:
    """Write the next posting to another office."""
    wanted = asked.to.strip()
    if wanted in ("all", "全部"):
        folders.export_all(office, asked)
        return
    known = units(office)
    codes = [str(unit.code) for unit in known if wanted == unit.code] or [
        str(unit.code) for unit in known if wanted == unit.name
    ]
    target = Path(asked.output).expanduser()
    if not _is_folder(target):
        if not target.parent.is_dir():
            raise Unavailable(f"没有“{target.parent}”这个文件夹，请先建好，或换一个地方。")
        if target.suffix.lower() != ".xlsx":
            raise Unavailable(f"“{target.name}”要以 .xlsx 结尾，或者写一个已有的文件夹。")
    code = codes[0] if codes else wanted
    told = given_for_workbook(asked.workbook_password_file)
    if told is not None and codes:
        keep_password(office, code, told)
    sent = send(office, code, target, replace=asked.replace, enclosed=asked.attach, full=asked.full,
                configuration=groups_of(asked), alone=asked.alone)  # fmt: skip
    header = sent.header
    if asked.as_json:
        say.document(
            {"change": sent.change.seq, "file": str(sent.path), "to": header.receiver, "number": header.number,
             "cases": header.cases, "total_cases": header.total_cases, "encrypted": sent.encrypted,
             "new_password": sent.new_password, "parcel": str(sent.parcel) if sent.parcel else None, "kept_back": sent.kept_back,
             "configuration": groups_of(asked)}
        )  # fmt: skip
    else:
        print(f"已导出寄 {header.receiver_name} 第 {header.number} 号，{header.cases} 件：{sent.path}")
        print(_how_locked(sent))
        print(f"一起下发了{sent.issued}。\n" if sent.issued else "", end="")
        if sent.parcel is not None:
            print(f"附件包和工作簿要一起交给对方：{sent.parcel}")
        print("".join(f"{said}\n" for said in [sent.remark] if said), end="")


def _how_locked(sent: Dispatch) -> str:
    name, code = sent.header.receiver_name, sent.header.receiver
    if not sent.encrypted:
        return f"这份没有加口令：谁拿到谁就能看。要加口令用 units password {code} --encrypted。"
    if sent.new_password:
        return (
            f"已为与{name}的往来生成口令，对方还不知道：用 units password {code} 查看，用电话或纸面告诉对方。"
        )
    return f"用与{name}往来的口令加了密。"


def _is_folder(target: Path) -> bool:
    try:
        return target.is_dir()
    except OSError:
        raise Unavailable(f"“{target.name[:80]}”太长，不能作文件名，请换一个短些的。") from None


def inspect(office: Office, asked: Namespace) -> None:
    """Say what taking a file, or every file of a folder, would do; writes nothing."""
    if folders.is_folder(asked.file):
        folders.inspect(office, asked)
        return
    keys = Keys()
    if ledger := foreign.opened(office, asked, keys):
        foreign.inspect(office, asked, ledger)
        return
    found = _preview(office, asked, keys)
    if asked.as_json:
        say.document(found.as_json())
    else:
        print(_summary(found))
        for item in found.items[:50]:
            changed = "；".join(
                f"{each.label} {each.old or '(空)'} → {each.new or '(空)'}" for each in item.differences[:6]
            )
            label = KINDS[item.kind].label if item.kind in KINDS else item.kind
            print(f"  {_WORDS[item.verdict]} {item.case_no} {label}：{item.note or changed}")
        print(
            "".join(f"  配置 {line}\n" for came in found.configuration for line in map(told, came.items)),
            end="",
        )
        print("".join(f"{line}\n" for line in by_hand.lines(found)), end="")
    if found.refusal is not None:
        raise NotAllowed(found.refusal)


def _preview(office: Office, asked: Namespace, keys: Keys, *, again: bool = False) -> Preview:
    name = asked.file
    path = Path(name).expanduser()
    if not path.exists():
        raise Unavailable(f"找不到文件“{name}”，请核对文件名。")
    by = asked.by
    told = given_for_workbook(asked.workbook_password_file)
    try:
        return by_hand.checked(preview(office, path, typed_by=by, password=told, again=again, keys=keys), by)
    except WrongPassword:
        raise
    except PasswordNeeded:
        told = asked_for_workbook()
        if told is None:
            raise
        return by_hand.checked(preview(office, path, typed_by=by, password=told, again=again, keys=keys), by)


def _summary(found: Preview) -> str:
    header = found.header
    counts = "，".join(
        f"{_WORDS[each]} {found.counts[each.value]} 条" for each in Verdict if found.counts[each.value]
    )
    first = (
        f"{header.name}（{header.office}）寄 {header.receiver_name} 第 {header.number} 号，"
        f"{header.cases} 件：{counts or '没有记录'}。"
    )
    back = f"其中 {found.taken_back} 条收取后又撤销过，不收；要重新收取就用 take 加 --again。"
    said = [back if found.taken_back else "", found.fewer, *found.warnings]
    return "\n".join([first, *filter(None, said)])


def take(office: Office, asked: Namespace) -> None:
    """Take a file, or every file of a folder that can be taken, after a yes."""
    if folders.is_folder(asked.file):
        folders.take(office, asked)
        return
    keys = Keys()
    if ledger := foreign.opened(office, asked, keys):
        foreign.take(office, asked, ledger)
        return
    found = _preview(office, asked, keys, again=asked.again)
    if found.refusal is not None:
        raise NotAllowed(found.refusal)
    if found.already and not found.brings_news:
        _told(found, None, "这份工作簿已经收过，没有变化", asked)
        return
    found.agreed = asked.fewer_is_right
    if found.fewer and asked.yes and not found.agreed:
        raise NotAllowed(found.fewer + "核对无误就加 --fewer-is-right。")
    if not asked.yes:
        _ask(found)
        found.agreed = True
    change = take_posting(office, found, ticked=by_hand.ticked(asked))
    _told(found, change.seq, change.label, asked)


def _ask(found: Preview) -> None:
    say.ask(_summary(found))


def _told(found: Preview, change: int | None, label: str, asked: Namespace) -> None:
    if asked.as_json:
        said = found.as_json()
        said.pop("items")
        say.document({"change": change, "taken": change is not None, **said})
    else:
        print(f"{label}。\n{_summary(found)}")


def held(office: Office, asked: Namespace) -> None:
    """List the records that wait for a decision."""
    waiting = decision.held(office)
    if asked.as_json:
        say.document(
            [
                {"id": each.id, "kind": each.kind, "case": each.case, "label": each.label, "owned": each.owned,
                 "others": [
                     [{"field": d.label, "ours": d.old, "theirs": d.new} for d in each.differences(number)]
                     for number in range(len(each.others))
                 ]}
                for each in waiting
            ]
        )  # fmt: skip
        return
    for each in waiting:
        print(f"{each.id}  {each.label}  {'由本单位决定' if each.owned else '等填写单位决定'}")
        for number in range(len(each.others)):
            for one in each.differences(number):
                print(f"    {one.label}：本方 {one.old or '(空)'}，对方 {one.new or '(空)'}")
    print(f"共 {len(waiting)} 条待定。")
