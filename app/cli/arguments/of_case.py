"""What is asked of a command that registers, shows, changes or finds cases; one function a command."""

from argparse import ArgumentParser

from app.cli.arguments.repeated import as_json, case, own_level, settings
from app.cli.secret import ASK


def register(to: ArgumentParser) -> None:
    to.add_argument("--json", dest="file", required=True, metavar="文件",
                    help="一件或一列信访件的 JSON 文件，- 表示从标准输入读")  # fmt: skip
    own_level(to)


def escalate(to: ArgumentParser) -> None:
    to.add_argument("--received-on", required=True, metavar="日期", help="收到日期")
    to.add_argument(
        "--channel",
        required=True,
        metavar="形式",
        help="letter 来信、visit 来访、phone 来电、online 网络、other",
    )
    to.add_argument("--handed-to", metavar="机关", help="报送给哪个机关")
    to.add_argument("--handed-on", metavar="日期", help="报送日期")
    to.add_argument("--receipt-no", metavar="凭据", help="签收凭据")
    as_json(to)


def list_cases(to: ArgumentParser) -> None:
    to.add_argument(
        "--status", metavar="状态", help="逾期、将到期、在办等，红、黄、绿等灯色，或英文 overdue、red 等"
    )
    to.add_argument("--text", default="", metavar="文字", help="编号、姓名、拼音首字母、摘要里的文字")
    to.add_argument("--limit", type=int, metavar="N", help="最多列出多少件")
    as_json(to)


def one_case(to: ArgumentParser) -> None:
    case(to)
    as_json(to)


def act(to: ArgumentParser) -> None:
    case(to)
    to.add_argument(
        "action", metavar="操作", help="accept 受理、assign 交办、sign_receipt 签收、close 办结等"
    )
    settings(to, required=False)
    as_json(to)


def edit(to: ArgumentParser) -> None:
    case(to)
    settings(to, required=True)
    own_level(to)
    as_json(to)


def paper(to: ArgumentParser) -> None:
    case(to)
    to.add_argument("name", metavar="文书", help="文书的名称（见 papers），例如 acceptance_record 或 交办函")
    to.add_argument("-o", "--output", required=True, metavar="文件", help="写到哪个 .docx 文件")
    to.add_argument("--replace", action="store_true", help="那里已有文件时换掉它")
    to.add_argument("--reveal", metavar="理由", help="保密联上印反映人信息，写明查看的理由，会记入日志")
    as_json(to)


def attach(to: ArgumentParser) -> None:
    case(to)
    to.add_argument("file", metavar="文件", help="要添加的文件")
    to.add_argument("--kind", default="", metavar="种类", help="原信、签收单、照片等，不写是其他材料")
    to.add_argument("--name", default="", metavar="名称", help="不写反映人的姓名；不填就用种类的名称")
    to.add_argument("--note", metavar="说明")
    as_json(to)


def detach(to: ArgumentParser) -> None:
    to.add_argument("attachment", metavar="附件", help="附件的 id（见 attachments --json）")
    to.add_argument("--reason", required=True, metavar="理由", help="为什么作废")
    as_json(to)


def same(to: ArgumentParser) -> None:
    case(to)
    to.add_argument("other", metavar="另一件", nargs="?", help="另一件的信访编号；不写就列出可能是同一件的")
    to.add_argument("--take", action="append", metavar="栏目",
                    help="这一栏用并入的那一件的值(如 registration.summary)；可写几个，不写就只补留用件空着的")  # fmt: skip
    to.add_argument("--look", action="store_true", help="只看两件各填了什么、会留哪一个，不写入")
    as_json(to)


def part(to: ArgumentParser) -> None:
    to.add_argument("number", metavar="编号", help="并入别的件的那个编号，或它的 id")
    as_json(to)


def renumber(to: ArgumentParser) -> None:
    to.add_argument("case", metavar="案件", nargs="?", help="要改号的案件 id；不写就列出重号的")
    as_json(to)


def find_reporter(to: ArgumentParser) -> None:
    asked = "；后面不写就会问，不留在命令历史里"
    to.add_argument("--name", metavar="姓名", nargs="?", const=ASK, help=f"完整姓名{asked}")
    to.add_argument("--phone", metavar="电话", nargs="?", const=ASK, help=f"完整电话{asked}")
    to.add_argument("--id-number", metavar="号码", nargs="?", const=ASK, help=f"完整身份证号{asked}")
    as_json(to)
