"""init, units, add-unit: setting up an office and its directory."""

from argparse import Namespace
from datetime import date, datetime, timedelta
from pathlib import Path

from app.actions import pair_passwords
from app.actions import units as directory
from app.actions.create_office import NewOffice, create_office
from app.actions.locks import protect_office
from app.cli import say
from app.cli.secret import WORKBOOK_PASSWORD, asked_for_workbook, given, given_for_workbook
from app.cli.values import named, read
from app.errors import Invalid
from app.exchange.pairs import grouped, pair
from app.records.offices import Unit
from app.store import keys
from app.store.office import Office


def init(asked: Namespace) -> None:
    """Set up an office in a folder."""
    day: date | None = asked.today

    def clock() -> datetime:
        now = datetime.now()
        return now if day is None else now + timedelta(days=(day - now.date()).days)

    password = given(asked.password_file)
    if password is not None:
        keys.check(password)
        if not asked.person:
            raise Invalid("设口令要写明是谁的口令，请加上 --person 姓名。")
    folder = Path(asked.folder).expanduser()
    office = create_office(
        folder,
        NewOffice(
            asked.office,
            asked.name,
            asked.level,
            asked.short,
            asked.above,
            asked.above_name,
            asked.person or "",
        ),
        clock=clock,
    )
    try:
        code = None if password is None else protect_office(office, asked.person, password)
    finally:
        office.close()
    if asked.as_json:  # the code is shown this once, in whatever form
        say.document({"dir": str(folder), "office": asked.office.strip(), "recovery_code": code})
        return
    print(f"已在“{folder}”建立单位 {asked.name}({asked.office})。以后的命令加 --dir，或设好 HUIYIN_DIR。")
    if code is None:
        print(
            f"没有设口令：钥匙放在数据旁边的 {keys.KEY_FILE} 里，什么也保护不了，谁拷走文件夹谁就能看到全部内容。"
        )
    else:
        print(f"恢复码（只显示这一次，请抄在纸上锁好；忘了口令只有它能打开）：\n{code}")


def units(office: Office, asked: Namespace) -> None:
    """List the directory of units, or tell of the password of workbooks that go to one."""
    if asked.what is not None:
        pair_password(office, asked)
        return
    known = directory.units(office)
    if asked.as_json:
        say.document(
            [{column.name: say.plain(unit.value(column.name)) for column in Unit.columns()} for unit in known]
        )
        return
    columns = [column for column in Unit.columns() if column.name in ("code", "name", "unit_kind", "above")]
    print(
        say.table(
            [each.label for each in columns], ([unit.text(each.name) for each in columns] for unit in known)
        )
    )


def pair_password(office: Office, asked: Namespace) -> None:
    """Tell, change or keep the password of workbooks to and from one unit, or give it up on purpose."""
    if not asked.code:
        raise Invalid("请写明单位代码，例如 units password YX01。")
    if directory.unit_by_code(office, asked.code) is None:
        raise Invalid(f"单位名录里没有代码为“{asked.code}”的单位，请核对，或先用 add-unit 添加。")
    if asked.new:
        pair_passwords.make_password(office, asked.code)
    elif asked.keep:
        told = given_for_workbook(asked.workbook_password_file) or asked_for_workbook()
        if told is None:
            raise Invalid(f"请设环境变量 {WORKBOOK_PASSWORD}，或加 --workbook-password-file 文件。")
        pair_passwords.keep_password(office, asked.code, told)
    elif asked.in_clear or asked.encrypted:
        pair_passwords.send_in_clear(office, asked.code, bool(asked.in_clear))
    _tell_pair(office, asked)


def _tell_pair(office: Office, asked: Namespace) -> None:
    found = pair(office, asked.code)
    clear = found.open_on_purpose
    word = None if clear and found.current is None else pair_passwords.read_password(office, asked.code)
    name = directory.unit_name(office, asked.code)
    if asked.as_json:
        said = (
            None if word is None else {"password": word.password, "since": word.since, "origin": word.origin}
        )
        say.document({"code": asked.code, "name": name, "encrypted": not clear, "password": said,
                      "kept": len(found.words)})  # fmt: skip
        return
    if word is not None:
        print(f"与{name}往来的口令：{grouped(word.password)}（{word.since} 起；只输数字，不输空格）")
    print(
        f"寄给{name}的工作簿不加口令：U 盘丢了，谁捡到谁就能看到里面的全部案件。" if clear
        else "请用电话或纸面告诉对方，不要和文件一起送。"
    )  # fmt: skip


def add_unit(office: Office, asked: Namespace) -> None:
    """Enter a unit."""
    kind = read(named(Unit, "unit_kind"), asked.kind, office.today)
    change = directory.add_unit(
        office, code=asked.code, name=asked.name, unit_kind=kind, above=asked.above or None,
        short=asked.short or None, uses_huiyin=not asked.without,
    )  # fmt: skip
    if asked.as_json:
        say.document({"change": change.seq, "code": asked.code})
    else:
        print(f"{change.label}({asked.code})。")
