"""What each command is called and which arguments it takes; the work is done in the module that it names.

Nothing heavy is imported here, so that help and wrong usage are answered at once.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from app.cli.parser import Parser
from app.cli.secret import ASK

Arguments = Callable[[argparse.ArgumentParser], None]
OF_THE_WINDOW = {
    "demo": "演示主要流程：登记、寄出、收取、交办、签收（--dir 指定文件夹）",
    "screenshots": "把每个页面存成图片：screenshots 文件夹",
    "bench": "测速：bench [--cases N] [--json] [--peers]",
}
"""Commands that need the screen's library; `ui.__main__` answers them."""


@dataclass(frozen=True)
class Command:
    """One command: name, one line of help, the module of `app.cli` whose function of that name does it."""

    name: str
    help: str
    module: str
    arguments: Arguments
    opens: bool = True
    """Whether it works in an office that is there already."""
    dateless: bool = False
    """Whether it numbers, dates and colours nothing, so that a wrong date on the PC or in --today does not matter."""

    @property
    def function(self) -> str:
        """Name of the function in its module."""
        return "list_cases" if self.name == "list" else self.name.replace("-", "_")


def _init(to: argparse.ArgumentParser) -> None:
    to.add_argument("folder", metavar="文件夹", help="数据放在哪里")
    to.add_argument("--office", required=True, metavar="代码", help="单位代码，例如 YX01")
    to.add_argument("--name", required=True, metavar="名称", help="单位名称")
    to.add_argument("--level", required=True, choices=("township", "dispatched", "county"),
                    help="单位级别：township 乡镇，dispatched 派驻（出），county 县")  # fmt: skip
    to.add_argument("--above", default="", metavar="代码", help="上级单位代码")
    to.add_argument("--above-name", default="", metavar="名称", help="上级单位名称")
    to.add_argument("--short", default="", metavar="简称", help="编号里用的简称，不写用名称的第一个字")
    _json(to)


def _register(to: argparse.ArgumentParser) -> None:
    to.add_argument("--json", dest="file", required=True, metavar="文件",
                    help="一件或一列信访件的 JSON 文件，- 表示从标准输入读")  # fmt: skip
    _own_level(to)


def _own_level(to: argparse.ArgumentParser) -> None:
    to.add_argument("--own-level", action="store_true", help="被反映人的职级或职务较高，已核对归本级管")


def _escalate(to: argparse.ArgumentParser) -> None:
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
    _json(to)


def _list(to: argparse.ArgumentParser) -> None:
    to.add_argument(
        "--status", metavar="状态", help="逾期、将到期、在办等，红、黄、绿等灯色，或英文 overdue、red 等"
    )
    to.add_argument("--text", default="", metavar="文字", help="编号、姓名、拼音首字母、摘要里的文字")
    to.add_argument("--limit", type=int, metavar="N", help="最多列出多少件")
    _json(to)


def _case(to: argparse.ArgumentParser) -> None:
    to.add_argument("case", metavar="案件", help="信访编号，或案件 id")


def _explain(to: argparse.ArgumentParser) -> None:
    _case(to)
    _json(to)


def _export(to: argparse.ArgumentParser) -> None:
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
    _workbook_password(to)
    _json(to)


def _inspect(to: argparse.ArgumentParser) -> None:
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
    _workbook_password(to)
    _json(to)


def _workbook_password(to: argparse.ArgumentParser) -> None:
    to.add_argument(
        "--workbook-password-file", metavar="文件",
        help="第一行是与对方往来的口令，会记下；也可以设环境变量 HUIYIN_WORKBOOK_PASSWORD",
    )  # fmt: skip


def _release(to: argparse.ArgumentParser) -> None:
    _case(to)
    to.add_argument("--to", required=True, metavar="代码", help="交给哪个单位")
    to.add_argument("--reason", required=True, metavar="理由",
                    help="查看反映人的理由之一，例如 受理告知；“其他”写成 其他：理由")  # fmt: skip
    _json(to)


def _units(to: argparse.ArgumentParser) -> None:
    to.add_argument("what", nargs="?", choices=("password",), metavar="password",
                    help="password 单位代码：看与它往来的口令（记入日志）")  # fmt: skip
    to.add_argument("code", nargs="?", metavar="代码", help="对方的单位代码")
    how = to.add_mutually_exclusive_group()
    how.add_argument("--new", action="store_true", help="换一个新口令；旧的留着，照样打得开以前的文件")
    how.add_argument("--keep", action="store_true", help="记下对方告知的口令（从文件、环境变量或键盘读）")
    how.add_argument("--in-clear", action="store_true", help="以后寄给它的不加口令：谁拿到谁就能看")
    how.add_argument("--encrypted", action="store_true", help="以后寄给它的加口令")
    _workbook_password(to)
    _json(to)


def _reconcile(to: argparse.ArgumentParser) -> None:
    to.add_argument("unit", metavar="单位", nargs="?", help="代码或名称；不写就每个单位一行")
    _json(to)


def _fill(to: argparse.ArgumentParser) -> None:
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
    _json(to)


def _retire(to: argparse.ArgumentParser) -> None:
    to.add_argument(
        "desk", metavar="机号", nargs="?", help="要停用的电脑，例如 YX01/ABCDEFGH23；不写就列出来"
    )
    _json(to)


def _renumber(to: argparse.ArgumentParser) -> None:
    to.add_argument("case", metavar="案件", nargs="?", help="要改号的案件 id；不写就列出重号的")
    _json(to)


def _same(to: argparse.ArgumentParser) -> None:
    _case(to)
    to.add_argument("other", metavar="另一件", nargs="?", help="另一件的信访编号；不写就列出可能是同一件的")
    to.add_argument("--take", action="append", metavar="栏目",
                    help="这一栏用并入的那一件的值(如 registration.summary)；可写几个，不写就只补留用件空着的")  # fmt: skip
    to.add_argument("--look", action="store_true", help="只看两件各填了什么、会留哪一个，不写入")
    _json(to)


def _part(to: argparse.ArgumentParser) -> None:
    to.add_argument("number", metavar="编号", help="并入别的件的那个编号，或它的 id")
    _json(to)


def _take(to: argparse.ArgumentParser) -> None:
    _inspect(to)
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


def _decide(to: argparse.ArgumentParser) -> None:
    to.add_argument("record", metavar="记录", nargs="+", help="待裁定记录的 id(见 conflicts)，可以写多条")
    to.add_argument(
        "--keep", choices=("ours", "theirs", "joined"), help="ours 保留本方，theirs 采用对方，joined 两边合并"
    )
    to.add_argument("--set", action="append", default=[], metavar="栏目=值", dest="values",
                    help="逐项决定：栏目=ours、栏目=theirs 或 栏目=要写的内容")  # fmt: skip
    to.add_argument(
        "--number", type=int, default=0, metavar="N", help="对方有几个版本时，采用第几个（从 0 数）"
    )
    _json(to)


def _propose(to: argparse.ArgumentParser) -> None:
    _case(to)
    to.add_argument(
        "value", metavar="栏目=值", help="例如 registration.incident_place=柳林村；值留空表示清空"
    )
    to.add_argument("--note", default="", metavar="理由", help="为什么要改，对方看得到")
    _json(to)


def _accept(to: argparse.ArgumentParser) -> None:
    to.add_argument("proposal", metavar="建议", nargs="+", help="更正建议的编号(见 proposals)，可以写多条")
    _own_level(to)
    _json(to)


def _refuse(to: argparse.ArgumentParser) -> None:
    to.add_argument("proposal", metavar="建议", nargs="+", help="更正建议的编号(见 proposals)，可以写多条")
    to.add_argument("--reason", required=True, metavar="理由", help="为什么不采纳，对方看得到")
    _json(to)


def _act(to: argparse.ArgumentParser) -> None:
    _case(to)
    to.add_argument(
        "action", metavar="操作", help="accept 受理、assign 交办、sign_receipt 签收、close 办结等"
    )
    _settings(to, required=False)
    _json(to)


def _configuration(to: argparse.ArgumentParser) -> None:
    decide = to.add_mutually_exclusive_group()
    decide.add_argument("--take", action="append", metavar="哪一项",
                        help="采用这一项或这一类，可以写几个；all 采用没有疑问的各项")  # fmt: skip
    decide.add_argument("--refuse", action="store_true", help="都不采用，照本单位现在的")
    to.add_argument("--longer-is-right", action="store_true", help="已核对：比法定期限更宽的也照收")
    to.add_argument("--lights", action="store_true", help="采用前先列出会变的灯")
    _json(to)


def _edit(to: argparse.ArgumentParser) -> None:
    _case(to)
    _settings(to, required=True)
    _own_level(to)
    _json(to)


def _papers(to: argparse.ArgumentParser) -> None:
    _case(to)
    _json(to)


def _paper(to: argparse.ArgumentParser) -> None:
    _case(to)
    to.add_argument("name", metavar="文书", help="文书的名称（见 papers），例如 acceptance_record 或 交办函")
    to.add_argument("-o", "--output", required=True, metavar="文件", help="写到哪个 .docx 文件")
    to.add_argument("--replace", action="store_true", help="那里已有文件时换掉它")
    to.add_argument("--reveal", metavar="理由", help="保密联上印反映人信息，写明查看的理由，会记入日志")
    _json(to)


def _settings(to: argparse.ArgumentParser, *, required: bool) -> None:
    to.add_argument("--set", action="append", default=[], required=required, metavar="栏目=值", dest="values",
                    help="可以写多个，例如 registration.incident_place=柳树村；值留空表示清空")  # fmt: skip


def _add_unit(to: argparse.ArgumentParser) -> None:
    to.add_argument("code", metavar="代码", help="单位代码，与对方程序里的一致")
    to.add_argument("--name", required=True, metavar="名称")
    to.add_argument(
        "--kind", required=True, metavar="类型", help="township 乡镇、dispatched 派驻、county 县、village 村"
    )
    to.add_argument("--above", default="", metavar="代码", help="它的上级单位代码")
    to.add_argument("--short", default="", metavar="简称")
    _json(to)
    to.add_argument("--without", action="store_true", help="对方没有回音，手工填表，由本单位代记")


def _stats(to: argparse.ArgumentParser) -> None:
    to.add_argument("--from", dest="since", metavar="日期", help="收到日期从哪天起")
    to.add_argument("--to", dest="until", metavar="日期", help="收到日期到哪天止")
    _json(to)


def _lists(to: argparse.ArgumentParser) -> None:
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
    _json(to)


def _journal(to: argparse.ArgumentParser) -> None:
    to.add_argument("--who", metavar="姓名", help="只看这个人的")
    to.add_argument("--action", metavar="操作", help="只看这种操作，例如 reveal、print、send")
    to.add_argument("--case", metavar="案件", help="只看这一件的（信访编号）")
    to.add_argument("--from", dest="since", metavar="日期", help="从哪天起")
    to.add_argument("--to", dest="until", metavar="日期", help="到哪天止")
    to.add_argument("--limit", type=int, default=100, metavar="N", help="最多列出多少条，默认 100")
    to.add_argument("--skip", type=int, default=0, metavar="N", help="跳过最新的多少条")
    _json(to)


def _find_reporter(to: argparse.ArgumentParser) -> None:
    asked = "；后面不写就会问，不留在命令历史里"
    to.add_argument("--name", metavar="姓名", nargs="?", const=ASK, help=f"完整姓名{asked}")
    to.add_argument("--phone", metavar="电话", nargs="?", const=ASK, help=f"完整电话{asked}")
    to.add_argument("--id-number", metavar="号码", nargs="?", const=ASK, help=f"完整身份证号{asked}")
    _json(to)


def _backup(to: argparse.ArgumentParser) -> None:
    to.add_argument("--to", metavar="文件夹", help="再拷一份到这个文件夹，例如 U 盘")
    _json(to)


def _restore(to: argparse.ArgumentParser) -> None:
    to.add_argument("file", metavar="备份", help="备份的文件名（见 backups）或路径")
    _salvage(to)


def _salvage(to: argparse.ArgumentParser) -> None:
    to.add_argument("--yes", action="store_true", help="不再询问，直接做")
    _json(to)


def _pack(to: argparse.ArgumentParser) -> None:
    to.add_argument("file", metavar="文件", help="搬家文件，以 .huiyin 结尾")
    _json(to)


def _attach(to: argparse.ArgumentParser) -> None:
    _case(to)
    to.add_argument("file", metavar="文件", help="要添加的文件")
    to.add_argument("--kind", default="", metavar="种类", help="原信、签收单、照片等，不写是其他材料")
    to.add_argument("--name", default="", metavar="名称", help="不写反映人的姓名；不填就用种类的名称")
    to.add_argument("--note", metavar="说明")
    _json(to)


def _attachments(to: argparse.ArgumentParser) -> None:
    _case(to)
    _json(to)


def _detach(to: argparse.ArgumentParser) -> None:
    to.add_argument("attachment", metavar="附件", help="附件的 id（见 attachments --json）")
    to.add_argument("--reason", required=True, metavar="理由", help="为什么作废")
    _json(to)


def _json(to: argparse.ArgumentParser) -> None:
    to.add_argument("--json", action="store_true", dest="as_json", help="输出 JSON，供程序读取")


def _undo(to: argparse.ArgumentParser) -> None:
    to.add_argument("--taken", metavar="单位#号", default="",
                    help="撤销收取过的这一份，例如 YX01#3 或 机号#3；之后又办过的件留着")  # fmt: skip
    _json(to)


COMMANDS: dict[str, Command] = {
    each.name: each
    for each in (
        Command("init", "新建单位", "offices", _init, opens=False),
        Command("units", "列出单位名录；units password 代码：往来口令", "offices", _units),
        Command("add-unit", "新增单位", "offices", _add_unit),
        Command("register", "登记信访件", "cases", _register),
        Command("escalate", "登记报上级件：只留存根，不录内容", "cases", _escalate),
        Command("list", "列出案件", "cases", _list),
        Command("explain", "说明一件的期限是怎么算的", "cases", _explain),
        Command("act", "对一件案件做一步：受理、交办、签收、办结等", "cases", _act),
        Command("edit", "修改一件的栏目", "cases", _edit),
        Command("attach", "添加附件：加密后存在这一件里", "attachments", _attach),
        Command("attachments", "列出一件的附件", "attachments", _attachments),
        Command("detach", "作废一个附件", "attachments", _detach),
        Command("papers", "列出一件的文书：现在能出的在前，不能出的说明原因", "papers", _papers),
        Command("paper", "把一份文书存为 .docx", "papers", _paper),
        Command("export", "寄出：导出给另一个单位的工作簿", "exchange", _export),
        Command("inspect", "看看收取一份工作簿会怎样，不写入", "exchange", _inspect, dateless=True),
        Command("release-reporter", "把一件的反映人信息封存在寄给一个单位的工作簿里", "releasing", _release),
        Command("take", "收取一份工作簿", "exchange", _take),
        Command("fill", "照县里的空白表填报", "foreign", _fill),
        Command(
            "reconcile", "对账：本机的记录与对方说它有的记录比，逐件列出不一致的", "reconciling", _reconcile
        ),
        Command("configuration", "县里下发的配置：逐项列出，采用或不采用", "configuration", _configuration),
        Command("held", "列出双方都改过、待定的记录", "exchange", _json),
        Command("conflicts", "列出待裁定的栏目：原来、本方、对方，谁在什么时候写的", "deciding", _json),
        Command("decide", "决定待裁定的记录：整条，或逐项", "deciding", _decide),
        Command("propose", "对别的单位填写的栏目提更正建议", "proposing", _propose),
        Command("proposals", "列出更正建议：要本单位答复的在前", "proposing", _json),
        Command("accept", "采纳更正建议", "proposing", _accept),
        Command("refuse", "不采纳更正建议", "proposing", _refuse),
        Command("retire", "停用一台不再用的电脑，以后不再等它；不写机号就列出来", "desks", _retire),
        Command("renumber", "两台电脑编重的号：后登记的一件改号", "desks", _renumber),
        Command("same", "同一件：两个编号其实是同一份来件，留较小的，另一号并入", "same", _same),
        Command("part", "不是同一件：并入的编号重新分开", "same", _part),
        Command("undo", "撤销上一步，或撤销收取过的某一份", "upkeep", _undo),
        Command("redo", "重做刚撤销的一步", "upkeep", _json),
        Command("stats", "统计", "upkeep", _stats),
        Command("lists", "会议用表：周对账、月督办、季通报，每个数与上期、去年同期比", "lists", _lists),
        Command("journal", "看日志：谁在什么时候做了什么", "looking", _journal),
        Command("find-reporter", "按反映人的完整姓名、电话或身份证号查找案件", "looking", _find_reporter),
        Command("verify", "检查数据文件和日志链", "upkeep", _json, dateless=True),
        Command("backup", "现在备份", "recovery", _backup),
        Command("backups", "列出备份：什么时候、为什么、有多少件", "recovery", _json, opens=False),
        Command("restore", "恢复一份备份，原来的数据留着", "recovery", _restore, opens=False),
        Command("salvage", "数据损坏时，抢救能读的记录", "recovery", _salvage, opens=False),
        Command(
            "rekey", "更换数据密钥：旧口令、旧恢复单和拷走的钥匙都不再有用", "rekey", _salvage, opens=False
        ),
        Command("pack", "打包成一个文件，搬到另一台电脑", "recovery", _pack),
        Command("unpack", "打开另一台电脑打包的文件", "recovery", _pack, opens=False),
    )
}


@cache
def build_parser() -> Parser:
    """The whole command line."""
    away = "\n".join(f"  {name:<14}{text}" for name, text in OF_THE_WINDOW.items())
    top = Parser(
        prog="huiyin", description="回音：乡镇纪检监察信访举报台账。不写命令就打开窗口。",
        epilog=f"还有：\n{away}\n\n日期写 2026-03-05；栏目用 registration.received_on 这样的名字。\n"
        "有口令的数据，口令放在环境变量 HUIYIN_PASSWORD 里。",
    )  # fmt: skip
    _everywhere(top, None)
    top.add_argument("--version", action="store_true", help="版本")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="命令", parser_class=Parser)
    for command in COMMANDS.values():
        parser = commands.add_parser(command.name, help=command.help, description=command.help)
        command.arguments(parser)
        _everywhere(parser, argparse.SUPPRESS)
    return top


def _everywhere(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument("--dir", default=default, metavar="文件夹", help="数据文件夹，不写用 HUIYIN_DIR")
    parser.add_argument("--today", default=default, metavar="日期", help="今天是哪天（电脑日期不对时）")
    sure = False if default is None else argparse.SUPPRESS
    parser.add_argument(
        "--date-is-right", action="store_true", default=sure, help="--today 早于最后一次记录，但没有错"
    )
    parser.add_argument("--person", default=default, metavar="姓名", help="谁在操作")
    parser.add_argument("--password-file", default=default, metavar="文件",
                        help="口令写在这个文件的第一行；不写用 HUIYIN_PASSWORD，都没有就在终端上问")  # fmt: skip
