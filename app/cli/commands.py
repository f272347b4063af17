"""Which commands there are, and what each is asked (`app.cli.arguments`); the module that it names does the work.

Nothing heavy is imported here, so that help and wrong usage are answered at once.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from app.cli.arguments import of_case, of_exchange, of_office, repeated
from app.cli.parser import Parser

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


COMMANDS: dict[str, Command] = {
    each.name: each
    for each in (
        Command("init", "新建单位", "offices", of_office.init, opens=False),
        Command("units", "列出单位名录；units password 代码：往来口令", "offices", of_office.units),
        Command("add-unit", "新增单位", "offices", of_office.add_unit),
        Command("register", "登记信访件", "cases", of_case.register),
        Command("escalate", "登记报上级件：只留存根，不录内容", "cases", of_case.escalate),
        Command("list", "列出案件", "cases", of_case.list_cases),
        Command("explain", "说明一件的期限是怎么算的", "cases", of_case.one_case),
        Command("act", "对一件案件做一步：受理、交办、签收、办结等", "cases", of_case.act),
        Command("edit", "修改一件的栏目", "cases", of_case.edit),
        Command("attach", "添加附件：加密后存在这一件里", "attachments", of_case.attach),
        Command("attachments", "列出一件的附件", "attachments", of_case.one_case),
        Command("detach", "作废一个附件", "attachments", of_case.detach),
        Command("papers", "列出一件的文书：现在能出的在前，不能出的说明原因", "papers", of_case.one_case),
        Command("paper", "把一份文书存为 .docx", "papers", of_case.paper),
        Command("export", "寄出：导出给另一个单位的工作簿", "exchange", of_exchange.export),
        Command(
            "inspect", "看看收取一份工作簿会怎样，不写入", "exchange", of_exchange.inspect, dateless=True
        ),
        Command(
            "release-reporter",
            "把一件的反映人信息封存在寄给一个单位的工作簿里",
            "releasing",
            of_exchange.release,
        ),
        Command("take", "收取一份工作簿", "exchange", of_exchange.take),
        Command("fill", "照县里的空白表填报", "foreign", of_exchange.fill),
        Command(
            "reconcile",
            "对账：本机的记录与对方说它有的记录比，逐件列出不一致的",
            "reconciling",
            of_exchange.reconcile,
        ),
        Command(
            "configuration",
            "县里下发的配置：逐项列出，采用或不采用",
            "configuration",
            of_exchange.configuration,
        ),
        Command("held", "列出双方都改过、待定的记录", "exchange", repeated.as_json),
        Command(
            "conflicts", "列出待裁定的栏目：原来、本方、对方，谁在什么时候写的", "deciding", repeated.as_json
        ),
        Command("decide", "决定待裁定的记录：整条，或逐项", "deciding", of_exchange.decide),
        Command("propose", "对别的单位填写的栏目提更正建议", "proposing", of_exchange.propose),
        Command("proposals", "列出更正建议：要本单位答复的在前", "proposing", repeated.as_json),
        Command("accept", "采纳更正建议", "proposing", of_exchange.accept),
        Command("refuse", "不采纳更正建议", "proposing", of_exchange.refuse),
        Command("retire", "停用一台不再用的电脑，以后不再等它；不写机号就列出来", "desks", of_office.retire),
        Command("renumber", "两台电脑编重的号：后登记的一件改号", "desks", of_case.renumber),
        Command("same", "同一件：两个编号其实是同一份来件，留较小的，另一号并入", "same", of_case.same),
        Command("part", "不是同一件：并入的编号重新分开", "same", of_case.part),
        Command("undo", "撤销上一步，或撤销收取过的某一份", "upkeep", of_office.undo),
        Command("redo", "重做刚撤销的一步", "upkeep", repeated.as_json),
        Command("stats", "统计", "upkeep", of_office.stats),
        Command(
            "lists", "会议用表：周对账、月督办、季通报，每个数与上期、去年同期比", "lists", of_office.lists
        ),
        Command("journal", "看日志：谁在什么时候做了什么", "looking", of_office.journal),
        Command(
            "find-reporter", "按反映人的完整姓名、电话或身份证号查找案件", "looking", of_case.find_reporter
        ),
        Command("verify", "检查数据文件和日志链", "upkeep", repeated.as_json, dateless=True),
        Command("backup", "现在备份", "recovery", of_office.backup),
        Command("backups", "列出备份：什么时候、为什么、有多少件", "recovery", repeated.as_json, opens=False),
        Command("restore", "恢复一份备份，原来的数据留着", "recovery", of_office.restore, opens=False),
        Command("salvage", "数据损坏时，抢救能读的记录", "recovery", of_office.salvage, opens=False),
        Command(
            "rekey",
            "更换数据密钥：旧口令、旧恢复单和拷走的钥匙都不再有用",
            "rekey",
            of_office.salvage,
            opens=False,
        ),
        Command("pack", "打包成一个文件，搬到另一台电脑", "recovery", of_office.pack),
        Command("unpack", "打开另一台电脑打包的文件", "recovery", of_office.pack, opens=False),
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
    commands = top.add_subparsers(dest="command", metavar="命令", title="命令", parser_class=Parser)
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
