"""What may be the code of a unit: it stands in postings, in the numbers of desks (代码/机号) and on the command line."""

import re

from app.errors import Invalid

LONGEST = 40
_GOOD = re.compile(r"[^\s/\\@#、，,;；：:=]+")


def check_code(code: str, field: str = "unit.code") -> str:
    """The code without blanks around it. Raises Invalid, naming the field, where a sign in it would part it in two."""
    code = code.strip()
    if len(code) > LONGEST or not _GOOD.fullmatch(code):
        raise Invalid(
            f"单位代码“{code[:LONGEST]}”不行：{LONGEST} 个字以内，中间不留空格，不用 / @ # 这类符号，例如 YX01。",
            field=field,
        )
    return code
