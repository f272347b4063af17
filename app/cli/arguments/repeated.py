"""Arguments that more than one command takes, each said once."""

from argparse import ArgumentParser


def case(to: ArgumentParser) -> None:
    to.add_argument("case", metavar="案件", help="信访编号，或案件 id")


def own_level(to: ArgumentParser) -> None:
    to.add_argument("--own-level", action="store_true", help="被反映人的职级或职务较高，已核对归本级管")


def settings(to: ArgumentParser, *, required: bool) -> None:
    to.add_argument("--set", action="append", default=[], required=required, metavar="栏目=值", dest="values",
                    help="可以写多个，例如 registration.incident_place=柳树村；值留空表示清空")  # fmt: skip


def workbook_password(to: ArgumentParser) -> None:
    to.add_argument(
        "--workbook-password-file", metavar="文件",
        help="第一行是与对方往来的口令，会记下；也可以设环境变量 HUIYIN_WORKBOOK_PASSWORD",
    )  # fmt: skip


def as_json(to: ArgumentParser) -> None:
    to.add_argument("--json", action="store_true", dest="as_json", help="输出 JSON，供程序读取")
