"""What is asked of a command about the office itself: units, counts, journal, undo, backups; one function a command."""

from argparse import ArgumentParser

from app.cli.arguments.repeated import as_json, workbook_password


def init(to: ArgumentParser) -> None:
    to.add_argument("folder", metavar="文件夹", help="数据放在哪里")
    to.add_argument("--office", required=True, metavar="代码", help="单位代码，例如 YX01")
    to.add_argument("--name", required=True, metavar="名称", help="单位名称")
    to.add_argument("--level", required=True, choices=("township", "dispatched", "county"),
                    help="单位级别：township 乡镇，dispatched 派驻（出），county 县")  # fmt: skip
    to.add_argument("--above", default="", metavar="代码", help="上级单位代码")
    to.add_argument("--above-name", default="", metavar="名称", help="上级单位名称")
    to.add_argument("--short", default="", metavar="简称", help="编号里用的简称，不写用名称的第一个字")
    as_json(to)


def units(to: ArgumentParser) -> None:
    to.add_argument("what", nargs="?", choices=("password",), metavar="password",
                    help="password 单位代码：看与它往来的口令（记入日志）")  # fmt: skip
    to.add_argument("code", nargs="?", metavar="代码", help="对方的单位代码")
    how = to.add_mutually_exclusive_group()
    how.add_argument("--new", action="store_true", help="换一个新口令；旧的留着，照样打得开以前的文件")
    how.add_argument("--keep", action="store_true", help="记下对方告知的口令（从文件、环境变量或键盘读）")
    how.add_argument("--in-clear", action="store_true", help="以后寄给它的不加口令：谁拿到谁就能看")
    how.add_argument("--encrypted", action="store_true", help="以后寄给它的加口令")
    workbook_password(to)
    as_json(to)


def add_unit(to: ArgumentParser) -> None:
    to.add_argument("code", metavar="代码", help="单位代码，与对方程序里的一致")
    to.add_argument("--name", required=True, metavar="名称")
    to.add_argument(
        "--kind", required=True, metavar="类型", help="township 乡镇、dispatched 派驻、county 县、village 村"
    )
    to.add_argument("--above", default="", metavar="代码", help="它的上级单位代码")
    to.add_argument("--short", default="", metavar="简称")
    as_json(to)
    to.add_argument("--without", action="store_true", help="对方没有回音，手工填表，由本单位代记")


def retire(to: ArgumentParser) -> None:
    to.add_argument(
        "desk", metavar="机号", nargs="?", help="要停用的电脑，例如 YX01/ABCDEFGH23；不写就列出来"
    )
    as_json(to)


def stats(to: ArgumentParser) -> None:
    to.add_argument("--from", dest="since", metavar="日期", help="收到日期从哪天起")
    to.add_argument("--to", dest="until", metavar="日期", help="收到日期到哪天止")
    as_json(to)


def lists(to: ArgumentParser) -> None:
    to.add_argument(
        "name",
        nargs="?",
        metavar="表",
        help="weekly 周对账、monthly 月督办、quarterly 季通报，县里还有 page 本周一页、reports 收报情况；不写就列出有哪些",
    )
    to.add_argument(
        "--period",
        metavar="期间",
        help="2026-W47（周）、2026-11（月）、2026Q4（季）、2026（年）；不写是昨天所在的那一期",
    )
    to.add_argument("-o", "--output", metavar="文件", help="存为 .xlsx 工作簿")
    to.add_argument("--replace", action="store_true", help="那里已有同名文件时换掉它")
    as_json(to)


def journal(to: ArgumentParser) -> None:
    to.add_argument("--who", metavar="姓名", help="只看这个人的")
    to.add_argument("--action", metavar="操作", help="只看这种操作，例如 reveal、print、send")
    to.add_argument("--case", metavar="案件", help="只看这一件的（信访编号）")
    to.add_argument("--from", dest="since", metavar="日期", help="从哪天起")
    to.add_argument("--to", dest="until", metavar="日期", help="到哪天止")
    to.add_argument("--limit", type=int, default=100, metavar="N", help="最多列出多少条，默认 100")
    to.add_argument("--skip", type=int, default=0, metavar="N", help="跳过最新的多少条")
    as_json(to)


def undo(to: ArgumentParser) -> None:
    to.add_argument("--taken", metavar="单位#号", default="",
                    help="撤销收取过的这一份，例如 YX01#3 或 机号#3；之后又办过的件留着")  # fmt: skip
    as_json(to)


def backup(to: ArgumentParser) -> None:
    to.add_argument("--to", metavar="文件夹", help="再拷一份到这个文件夹，例如 U 盘")
    as_json(to)


def restore(to: ArgumentParser) -> None:
    to.add_argument("file", metavar="备份", help="备份的文件名（见 backups）或路径")
    salvage(to)


def salvage(to: ArgumentParser) -> None:
    to.add_argument("--yes", action="store_true", help="不再询问，直接做")
    as_json(to)


def pack(to: ArgumentParser) -> None:
    to.add_argument("file", metavar="文件", help="搬家文件，以 .huiyin 结尾")
    as_json(to)
