"""Realistic invented cases for benches and tests of the ledger: everybody and every village is made up."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from app.actions.create_office import NewOffice, create_office
from app.records.handling import Handling
from app.records.matters import Allegation
from app.records.registration import Registration
from app.records.supervision import Supervision
from app.schema.codes import code_list
from app.schema.kinds import Value
from app.store.office import Office
from app.store.writing import Writer

TODAY = date(2026, 3, 6)
CHUNK = 2000
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_GIVEN = "明华国建军伟强芳娜敏静丽艳勇杰涛磊超霞平刚桂英玉兰秀珍春梅海燕志文德福金水木林森山川云雨雪晨"
_VILLAGES = tuple(f"{a}{b}村" for a in "柳松石清双竹梅大小白龙东西南北" for b in "树溪桥坪塘岭湾田冲庄")
_HANDLERS = ("王敏", "李青云", "赵长河", "周晓燕", "陈立新", "孙海波")
_MATTERS = (
    "村低保评定优亲厚友", "机动地发包未公开招标，低价包给亲属", "危房改造补助款发放不实", "村集体鱼塘承包费去向不明",
    "公益林补偿款被截留", "违规操办酒席收受礼金", "村道硬化工程偷工减料", "征地补偿款分配不公",
    "工作日中午饮酒影响工作", "扶贫产业资金未按规定使用",
)  # fmt: skip


def clock() -> datetime:
    """Nine o'clock on the bench's day."""
    return datetime(TODAY.year, TODAY.month, TODAY.day, 9)


def name(dice: random.Random) -> str:
    """An invented person."""
    return dice.choice(_SURNAMES) + "".join(dice.choices(_GIVEN, k=dice.choice((1, 2, 2))))


def township(folder: Path) -> Office:
    """A new office of invented people."""
    office = create_office(folder, NewOffice("YX01", "云溪镇纪委", "township", "云", "QH00", "清河县纪委监委信访室", "王敏"),
                           clock=clock)  # fmt: skip
    office.person = "王敏"
    return office


def fill(office: Office, cases: int, seed: int = 1) -> None:
    """Write so many cases, 2,000 in one transaction."""
    dice = random.Random(seed)
    for start in range(0, cases, CHUNK):
        with office.writing("导入", action="bench", undoable=False) as write:
            write.own_level_confirmed = True
            for at in range(start, min(cases, start + CHUNK)):
                _case(write, dice, at)


def _case(write: Writer, dice: random.Random, at: int) -> None:
    received = TODAY - timedelta(days=min(dice.randrange(1100), dice.randrange(1400)))
    dates = _dates(dice, received)
    anonymous = dice.random() < 0.5
    registration: dict[str, Value] = {
        "case_no": f"云信〔{received.year}〕{at + 1}号", "received_on": received, "registered_on": received,
        "registrar": dice.choice(_HANDLERS), "intake_channel": _code(dice, "intake_channel"),
        "intake_source": _code(dice, "intake_source"),
        "identity_status": "anonymous" if anonymous else _code(dice, "identity_status"),
        "category": _code(dice, "category"), "incident_place": dice.choice(_VILLAGES),
        "summary": f"反映{dice.choice(_VILLAGES)}{dice.choice(_MATTERS)}，涉及{dice.randrange(2, 40)}户。",
        "accepted_on": next(dates),
    }  # fmt: skip
    made = write.add(Registration, **registration)
    for seq in range(1, dice.choice((2, 2, 2, 3))):
        write.add(Allegation, case=made.id, seq=seq, respondent=name(dice), unit=dice.choice(_VILLAGES),
                  rank_class=_code(dice, "respondent_class"), allegation_type=_code(dice, "allegation_type"))  # fmt: skip
    if dice.random() < 0.15:
        assigned = min(TODAY, received + timedelta(days=5))
        write.add(Supervision, case=made.id, letter_no=f"清纪信函〔{received.year}〕{at % 900 + 1}号",
                  assigned_on=assigned, due_on=assigned + timedelta(days=60), handling_unit="云溪镇纪委")  # fmt: skip
    if registration["accepted_on"] is not None and dice.random() < 0.9:
        handed, disposed, closed, told, archived = (next(dates) for _ in range(5))
        write.add(Handling, case=made.id, round_no=1, handling_no=f"云办〔{received.year}〕{at + 1}号",
                  received_on=handed, unit="云溪镇纪委", handler=dice.choice(_HANDLERS), disposed_on=disposed,
                  closed_on=closed, fed_back_on=told, archived_on=archived,
                  finding=None if closed is None else _code(dice, "finding"))  # fmt: skip


def _code(dice: random.Random, list_id: str) -> str:
    return dice.choice(code_list(list_id).offered).id


def _dates(dice: random.Random, received: date) -> Iterator[date | None]:
    """The days of the steps, one after the other, until today or until somebody forgot."""
    day = received
    forgotten = dice.random() < 0.06
    while True:
        day += timedelta(days=dice.randrange(1, 24))
        if day > TODAY or (forgotten and dice.random() < 0.3):
            break
        yield day
    while True:
        yield None
