"""Twenty reports of every sort, typed through the real window by keyboard alone, each checked in the store."""

from dataclasses import dataclass, field
from datetime import date

import pytest
from PySide6.QtCore import Qt

from app.records.matters import Allegation, Escalation, Reporter, Visit
from app.records.registration import Registration
from app.store.office import Office
from tests.ui.workplace import CTRL, Typist
from ui.main_window import MainWindow

R, P, V = "registration", "reporter", "visit"
LETTER, VISIT, PHONE, ONLINE, OTHER = "1", "2", "3", "4", "5"
ANONYMOUS, SIGNED, REAL = "1", "2", "3"


@dataclass(frozen=True)
class Case:
    """What the clerk types (field → keys), and what must then stand in the store (stored faces by field)."""

    name: str
    typed: dict[str, str]
    stored: dict[str, object]
    points: tuple[dict[str, str], ...] = ()
    respondents: tuple[str, ...] = ()
    reporters: int = 0
    visit: dict[str, object] = field(default_factory=dict)


def case(
    name: str, channel: str, source: str, identity: str, summary: str, stored: dict[str, object], *,
    received: str = "3.5", category: str = "1", points: tuple[dict[str, str], ...] = (),
    respondents: tuple[str, ...] = (), reporters: int = 0, visit: dict[str, object] | None = None, **more: str,
) -> Case:  # fmt: skip
    """A case whose usual fields are given by position; further ones by name with `__` for the dot."""
    typed = {
        f"{R}.received_on": received, f"{R}.intake_channel": channel, f"{R}.intake_source": source,
        f"{R}.identity_status": identity, f"{R}.summary": summary, f"{R}.category": category,
    } | {each.replace("__", "."): text for each, text in more.items()}  # fmt: skip
    return Case(name, typed, {"summary": summary} | stored, points, respondents, reporters, visit or {})


CASES = (
    case("letter, real name", LETTER, "1", REAL, "反映村低保评定不公",
         {"intake_channel": "letter", "identity_status": "real_name", "received_on": "2026-03-05"},
         points=({"respondent": "曾小明", "unit": "柳树村", "rank_class": "5"},), respondents=("曾小明",),
         reporters=1, reporter__name="赵某某", reporter__phone="13800000001"),
    case("letter, anonymous", LETTER, "1", ANONYMOUS, "反映村务公开不及时", {"identity_status": "anonymous"}),
    case("letter by pinyin initials", "lx", "zs", "nm", "反映集体土地发包不公",
         {"intake_channel": "letter", "intake_source": "self", "identity_status": "anonymous",
          "category": "misconduct_report"}, category="jjkg"),
    case("letter passed down", LETTER, "3", SIGNED, "反映低价出让山林",
         {"intake_source": "forwarded_above", "source_unit": "清河县信访局", "county_ref_no": "QX2026-7"},
         registration__source_unit="清河县信访局", registration__county_ref_no="QX2026-7", reporters=1,
         reporter__name="钱某"),
    case("two respondents", LETTER, "1", ANONYMOUS, "反映两名村干部多占宅基地", {},
         points=({"respondent": "刘一", "unit": "河湾村", "rank_class": "5", "summary": "多占一处"},
                 {"respondent": "区二", "unit": "河湾村", "rank_class": "6"}), respondents=("刘一", "区二")),
    case("three respondents", LETTER, "1", ANONYMOUS, "反映补贴名单不实", {},
         points=tuple({"respondent": name} for name in ("仇甲", "查乙", "解丙")), respondents=("仇甲", "查乙", "解丙")),
    case("a unit as respondent", LETTER, "1", ANONYMOUS, "反映合作社账目不清", {},
         points=({"respondent": "柳树村合作社", "rank_class": "11"},), respondents=("柳树村合作社",)),
    case("no respondent", ONLINE, "1", ANONYMOUS, "反映饮水工程质量", {"intake_channel": "online"}),
    case("visit at the window", VISIT, "1", REAL, "来访反映机动地分配",
         {"intake_channel": "visit"}, reporters=1, reporter__name="孙某", reporter__phone="13800000002",
         visit={"visit_kind": "window", "batches": 1, "persons": 1, "receiver": "王敏"},
         visit__visit_kind="1", visit__persons="1"),
    case("visit of a group", VISIT, "1", REAL, "六人来访反映征地补偿", {}, reporters=1, reporter__name="周某",
         visit={"visit_kind": "leader", "persons": 6, "visit_order": "repeat", "place": "接访室"},
         visit__visit_kind="3", visit__persons="6", visit__visit_order="2", visit__place="接访室"),
    case("visit, anonymous", VISIT, "1", ANONYMOUS, "来访人不愿留名，反映吃空饷", {},
         visit={"visit_kind": "reception_day"}, visit__visit_kind="2", visit__persons="1"),
    case("visit received elsewhere", VISIT, "1", SIGNED, "下沉接访时反映农机补贴", {}, reporters=1,
         reporter__name="吴某", visit={"visit_kind": "field_reception"}, visit__visit_kind="xcjf",
         visit__persons="2"),
    case("phone", PHONE, "1", ANONYMOUS, "来电反映村道工程", {"intake_channel": "phone", "platform_no": "12388-5"},
         registration__platform_no="12388-5"),
    case("phone, real name, yesterday", PHONE, "1", REAL, "来电反映养老金冒领", {"received_on": "2026-03-05"},
         received="昨天", reporters=1, reporter__name="郑某", reporter__phone="0745-1234567"),
    case("online, today by Enter alone", ONLINE, "1", REAL, "网上反映违规办酒席", {"received_on": "2026-03-06"},
         received="", reporters=1, reporter__name="冯某", reporter__phone="13800000003"),
    case("another year", LETTER, "1", ANONYMOUS, "去年的来信", {"received_on": "2025-12-30"}, received="12.30"),
    case("out of scope", LETTER, "1", ANONYMOUS, "反映邻里纠纷", {"category": "out_of_scope"}, category="4"),
    case("with fields of work", OTHER, "9", ANONYMOUS, "村监委反映集体三资",
         {"intake_channel": "other", "intake_source": "village_committee", "handling_class": "priority",
          "incident_place": "桐子村", "remark": "已复印"},
         registration__handling_class="2", registration__incident_place="桐子村", registration__remark="已复印"),
    case("a repeated one", LETTER, "1", REAL, "再次反映低保评定", {"is_repeat": 1}, reporters=1,
         reporter__name="赵某某", registration__is_repeat="1"),
)  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(each, id=each.name, marks=() if number % 7 == 0 else pytest.mark.thorough)
        for number, each in enumerate(CASES)
    ],
)
def test_a_report_is_typed_by_keyboard_and_stands_in_the_store(
    said: Case, window: MainWindow, office: Office, typist: Typist
) -> None:
    window.show_page(window.entry)
    typist.press(Qt.Key.Key_1)
    typist.fill(window.entry, said.typed, said.points)
    typist.enter()
    (made,) = office.find(Registration)
    stored = made.stored()
    assert {name: stored[name] for name in said.stored} == said.stored
    assert stored["case_no"] == "云信〔2026〕1号"
    assert tuple(point.respondent for point in office.find(Allegation)) == said.respondents
    assert len(office.find(Reporter)) == said.reporters
    visits = office.find(Visit)
    assert bool(visits) == bool(said.visit)
    for visit in visits:
        assert {name: visit.stored()[name] for name in said.visit} == said.visit


def test_the_twentieth_belongs_to_the_level_above(window: MainWindow, office: Office, typist: Typist) -> None:
    window.show_page(window.entry)
    typist.press(Qt.Key.Key_2)
    for text in ("3.4", VISIT, "清河县纪委监委", "3.6", "收2026-3"):
        typist.type(text)
        typist.enter()
    typist.press(Qt.Key.Key_S, CTRL)
    (stub,) = office.find(Escalation)
    assert stub.received_on == date(2026, 3, 4) and stub.handed_on == date(2026, 3, 6)
    assert (stub.channel, stub.handed_to, stub.receipt_no) == ("visit", "清河县纪委监委", "收2026-3")
    assert not office.find(Registration)


@pytest.mark.thorough
def test_one_after_the_other_they_get_numbers_of_their_own(
    window: MainWindow, office: Office, typist: Typist
) -> None:
    window.show_page(window.entry)
    for said in CASES[:4]:
        typist.press(Qt.Key.Key_1)
        typist.fill(window.entry, said.typed, said.points)
        typist.enter()
    assert [each.case_no for each in office.find(Registration)] == [f"云信〔2026〕{n}号" for n in range(1, 5)]
