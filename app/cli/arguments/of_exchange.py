"""What is asked of a command that sends, takes, compares or decides what goes between offices; one function a command."""

from argparse import ArgumentParser

from app.cli.arguments.repeated import as_json, case, own_level, workbook_password


def export(to: ArgumentParser) -> None:
    to.add_argument(
        "--to",
        required=True,
        metavar="单位",
        help="寄给哪个单位（代码或名称）；all 寄给全部下级；本单位另一台写 代码/机号",
    )
    to.add_argument("-o", "--output", required=True, metavar="文件", help="写到哪个 .xlsx 文件，或哪个文件夹")
    to.add_argument(
        "--replace", action="store_true", help="那里已有本单位寄出的工作簿时换掉它；别的文件不会动"
    )
    to.add_argument("--full", action="store_true",
                    help="全量：对方参与的每一件都带上，用于对方刚用回音，或数据丢了要重建")  # fmt: skip
    to.add_argument("--with", default="", metavar="配置", dest="configuration",
                    help="县里：一起下发的配置，逗号隔开：calendar 工作日历、rules 时限、presets 灯色方案、codes 代码表、"
                         "units 单位名录")  # fmt: skip
    to.add_argument("--alone", action="store_true", help="只寄 --with 的配置，不带案件")
    to.add_argument("--attach", action="append", default=[], metavar="附件",
                    help="一起寄的附件的 id(见 attachments --json)，写在旁边的加密附件包里；可以写几个")  # fmt: skip
    workbook_password(to)
    as_json(to)


def inspect(to: ArgumentParser) -> None:
    to.add_argument(
        "file", metavar="文件", help="收到的 .xlsx，或放着它们的文件夹；外来台账还可以是 .xls、.ods、.csv"
    )
    to.add_argument("--map", action="append", default=[], dest="columns", metavar="列=字段",
                    help="外来台账：指定一列是什么，如 C=registration.received_on；字段留空就原样保留")  # fmt: skip
    to.add_argument(
        "--whose", metavar="单位代码", default="", help="外来台账：是哪个单位的；不写就是本单位自己的"
    )
    to.add_argument("--header", action="append", default=[], metavar="行",
                    help="外来台账：表头在哪一行，如 3、3-4；不在第一张表上的写 表名!3")  # fmt: skip
    to.add_argument("--own-level", metavar="行", default="", help="外来台账：已核对归本级管的行，如 5,8")
    to.add_argument("--return", dest="back", metavar="文件", help="外来台账：把不能收的行另存成退回表")
    to.add_argument("--by", metavar="单位代码", help="表里手写的改动是谁填的：寄件单位或收件单位的代码")
    workbook_password(to)
    as_json(to)


def take(to: ArgumentParser) -> None:
    inspect(to)
    hand = to.add_mutually_exclusive_group()
    hand.add_argument(
        "--hand",
        metavar="表!格",
        nargs="+",
        help="只收这些手写的格子(见 inspect --json 的 key)，不写则收勾选的",
    )
    hand.add_argument("--no-hand", action="store_true", help="手写的改动都不收")
    to.add_argument("--again", action="store_true", help="收取后又撤销过的内容也重新收取")
    to.add_argument("--yes", action="store_true", help="不再询问，直接收取")
    to.add_argument("--all-or-nothing", action="store_true", help="外来台账：有一行不能收就一行也不收")
    to.add_argument(
        "--fewer-is-right",
        action="store_true",
        help="对方的案件比以前少了许多，或口令是别的单位的：已与对方核对无误",
    )


def release(to: ArgumentParser) -> None:
    case(to)
    to.add_argument("--to", required=True, metavar="代码", help="交给哪个单位")
    to.add_argument("--reason", required=True, metavar="理由",
                    help="查看反映人的理由之一，例如 受理告知；“其他”写成 其他：理由")  # fmt: skip
    as_json(to)


def fill(to: ArgumentParser) -> None:
    to.add_argument(
        "form", metavar="表样", help="县里的空白 .xlsx，或已留存的表样的名字，或现成的 L4、L6、L7"
    )
    to.add_argument("--blank", action="store_true", help="只存空白表，不填")
    to.add_argument("-o", "--output", required=True, metavar="文件", help="填好的表写到哪个 .xlsx 文件")
    to.add_argument("--from", dest="first", metavar="日期", help="收到日期从哪天起")
    to.add_argument("--to", dest="last", metavar="日期", help="收到日期到哪天止")
    to.add_argument(
        "--map", action="append", default=[], dest="columns", metavar="列=字段", help="指定一列填什么"
    )
    to.add_argument("--keep", metavar="名字", help="把这张空白表连同各列的对应留存下来，下次写名字就行")
    to.add_argument("--period", default="", metavar="周期", help="留存时写明多久报一次，如 每季度")
    as_json(to)


def reconcile(to: ArgumentParser) -> None:
    to.add_argument("unit", metavar="单位", nargs="?", help="代码或名称；不写就每个单位一行")
    as_json(to)


def decide(to: ArgumentParser) -> None:
    to.add_argument("record", metavar="记录", nargs="+", help="待裁定记录的 id(见 conflicts)，可以写多条")
    to.add_argument(
        "--keep", choices=("ours", "theirs", "joined"), help="ours 保留本方，theirs 采用对方，joined 两边合并"
    )
    to.add_argument("--set", action="append", default=[], metavar="栏目=值", dest="values",
                    help="逐项决定：栏目=ours、栏目=theirs 或 栏目=要写的内容")  # fmt: skip
    to.add_argument(
        "--number", type=int, default=0, metavar="N", help="对方有几个版本时，采用第几个（从 0 数）"
    )
    as_json(to)


def propose(to: ArgumentParser) -> None:
    case(to)
    to.add_argument(
        "value", metavar="栏目=值", help="例如 registration.incident_place=柳林村；值留空表示清空"
    )
    to.add_argument("--note", default="", metavar="理由", help="为什么要改，对方看得到")
    as_json(to)


def accept(to: ArgumentParser) -> None:
    to.add_argument("proposal", metavar="建议", nargs="+", help="更正建议的编号(见 proposals)，可以写多条")
    own_level(to)
    as_json(to)


def refuse(to: ArgumentParser) -> None:
    to.add_argument("proposal", metavar="建议", nargs="+", help="更正建议的编号(见 proposals)，可以写多条")
    to.add_argument("--reason", required=True, metavar="理由", help="为什么不采纳，对方看得到")
    as_json(to)


def configuration(to: ArgumentParser) -> None:
    decide = to.add_mutually_exclusive_group()
    decide.add_argument("--take", action="append", metavar="哪一项",
                        help="采用这一项或这一类，可以写几个；all 采用没有疑问的各项")  # fmt: skip
    decide.add_argument("--refuse", action="store_true", help="都不采用，照本单位现在的")
    to.add_argument("--longer-is-right", action="store_true", help="已核对：比法定期限更宽的也照收")
    to.add_argument("--lights", action="store_true", help="采用前先列出会变的灯")
    as_json(to)
