"""Reading what is kept on the shelf: settings of the office, held versions, postings taken."""

import json
from typing import Any

from peewee import Database

DEFAULTS: dict[str, Any] = {
    "office.name": "",
    "office.short": "",
    "office.level": "township",
    "office.above": "",
    "preset": "default",
    "preset.local": {},
    "codes.changes": {},
    "number.case": "{short}信〔{year}〕{serial}号",
    "number.handling": "{short}办〔{year}〕{serial}号",
    "number.stub": "{short}报〔{year}〕{serial}号",
    "number.letter": "{short}函〔{year}〕{serial}号",
    "calendar.changes": [],
    "rules.changes": {},
    "rules.local": {},
    "number.order": "{short}督〔{year}〕{serial}号",
    "statistics.last_day": 31,
    "statistics.closure_base": "accepted",
    "statistics.least_base": 10,
    "lock.minutes": 15,
    "attachment.megabytes": 50,
    "leader.signs": False,
}
"""Every setting there is, with the value it has until somebody says otherwise."""
WORDS: dict[str, str] = {
    "pair": "往来口令", "released": "移交反映人信息",
    "office.name": "单位名称", "office.short": "单位简称", "office.level": "单位级别", "office.above": "上级单位",
    "preset": "灯色", "preset.local": "本地灯色方案", "codes.changes": "代码表改动",
    "number.case": "信访编号样式", "number.handling": "办理编号样式",
    "number.stub": "报上级件编号样式", "calendar.changes": "工作日历", "rules.changes": "时限改动",
    "rules.local": "本地时限规则", "number.order": "督办编号样式", "lock.minutes": "自动锁定分钟",
    "attachment.megabytes": "附件大小上限", "leader.signs": "领导本人登录签批",
    "number.letter": "函号样式",
    "statistics.last_day": "统计月截止日", "statistics.closure_base": "办结率的基数",
    "statistics.least_base": "算百分比的最小基数", "put_off": "缓办",
    "taken": "收取记录", "hand": "表中手写未收的内容", "sibling": "待定记录", "unknown_line": "认不得的内容",
    "gone": "已转为报上级件", "form": "表样",
    "foreign_mapping": "列的对应", "foreign_words": "词的对应", "proposal": "更正建议", "joined": "合并前的内容",
    "configuration": "县里下发的配置", "issued": "下发配置的编号", "configured": "配置回话",
    "withdrawn": "撤销收取的内容", "taken_back": "撤销的收取", "retired": "停用的电脑",
    "beside": "不带案件的工作簿", "home": "填好寄回的工作簿",
}  # fmt: skip
"""What a setting, and every other kind of thing on the shelf, is called in the journal."""


def value(db: Database, kind: str, key: str) -> Any:
    """The kept value (from JSON), or None."""
    # SQL text: peewee takes longer to put the statement together than the database to answer it, and 今日 asks 300 times.
    asked = 'SELECT "value" FROM "shelf" WHERE "kind" = ? AND "key" = ?'
    found = db.execute_sql(asked, (kind, key)).fetchone()
    return None if found is None else json.loads(found[0])


def values(db: Database, kind: str) -> dict[str, Any]:
    """All kept values of a kind by key."""
    asked = 'SELECT "key", "value" FROM "shelf" WHERE "kind" = ? ORDER BY "key"'
    return {key: json.loads(text) for key, text in db.execute_sql(asked, (kind,)).fetchall()}


def setting(db: Database, key: str) -> Any:
    """A setting of the office or its default; KeyError for one that does not exist."""
    default = DEFAULTS[key]
    found = value(db, "setting", key)
    return default if found is None else found
