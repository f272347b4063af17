"""What `screenshots` pictures: one declared list of states of the window, and the offices that they are played on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from app.actions.backup import back_up
from app.records.matters import Attachment
from app.store import opening
from app.store.office import Office
from ui.main_window import MainWindow
from ui.parts.read_row import ReadRow
from ui.parts.scroll import settle

if TYPE_CHECKING:
    from ui.case.page import CasePage
    from ui.ledger.board import Board

NOW = datetime(2026, 3, 6, 9, 30)
"""The fixed moment of the pictures."""
PICTURED = Path("/media/U盘/交换")
"""The folder that 交换 shows in the pictures, on whatever machine they are taken."""
SHOWN = Path("/home/wangmin/回音数据")
"""The folder of the data in the pictures."""
WAIT = 120
"""Milliseconds in which what `then` did settles."""


class Stage:
    """The offices of the pictures: a township, its county, and an office on its first day.

    With the data of a real office there is only that one, and nothing is written to it.
    """

    def __init__(self, room: Path, data: Path | None) -> None:
        self._room, self._open = room, []  # type: tuple[Path, list[Office]]
        self.is_demo = data is None
        if data is not None:
            from app.cli.secret import secret_for

            self.office = self._keep(Office.open(data, secret=secret_for(data, None)))
            return
        from app.demo import build_demo

        self._demo = build_demo(room / "演示", lambda: NOW)
        for name in ("另一台", "坏"):
            opening.copy_store(self._demo.township, room / name)
        self.office = self._opened(self._demo.township)
        self._tear()

    @cached_property
    def trusting(self) -> Office:
        """The county again, with a township that has no Huiyin and handles two of its cases."""
        from app.actions.units import add_unit
        from ui.scene_story import assigned

        opening.copy_store(self._demo.county, self._room / "有没装的")
        office = self._opened(self._room / "有没装的")
        add_unit(office, code="SM02", name="石门镇纪委", unit_kind="township", uses_huiyin=False)
        self._given = [
            assigned(office, "石门镇纪委", name, words)
            for name, words in (("石富贵", "反映占用公益林建房"), ("石大山", "反映修路款去向不明"))
        ]
        return office

    @cached_property
    def typed(self) -> Path:
        """Its workbook, filled in by that township by hand."""
        from app.actions.send import send
        from app.exchange.typing_over import type_over
        from app.exchange.unlocking import unlocked

        (self._room / "手填").mkdir()
        sent = send(self.trusting, "SM02", self._room / "手填").path
        one, two = self._given
        sent.write_bytes(type_over(unlocked(self.trusting, sent).data, {
            ("台账", one, "handling.received_on"): "2026.3.2", ("台账", one, "handling.handler"): "石大力",
            ("台账", one, "handling.disposition"): "初步核实", ("台账", one, "case.light"): "已经办结",
            ("台账", one, "registration.summary"): "反映占用公益林二亩建房，林业站已去看过",
            ("台账", two, "handling.received_on"): "三月初", ("台账", two, "handling.handler"): "石小力",
        }))  # fmt: skip
        return sent

    @cached_property
    def gathering(self) -> Office:
        """The county again, with four units below."""
        from app.actions.units import add_unit

        opening.copy_store(self._demo.county, self._room / "收的")
        office = self._opened(self._room / "收的")
        for code, name in (("SQ03", "石桥镇纪委"), ("LH04", "柳河镇纪委"), ("PZ05", "派驻第三纪检监察组")):
            add_unit(office, code=code, name=name, unit_kind="dispatched" if code == "PZ05" else "township")
        return office

    @cached_property
    def week(self) -> Path:
        """A folder with what came to the county in a week: a good workbook, half a one, and none."""
        from app.actions.send import send

        folder = self._room / "本周来件"
        folder.mkdir()
        opening.copy_store(self._demo.township, self._room / "寄件的")
        sender = self._opened(self._room / "寄件的")
        send(sender, self.county.code, folder)
        (folder / "值班表.pdf").write_bytes(b"%PDF-1.4")
        (folder / "没拷完.xlsx").write_bytes(b"PK\x03\x04")
        return folder

    @cached_property
    def issued(self) -> Path:
        """A workbook of a county that changed its calendar, limits and lights."""
        from ui.scene_configuration import issued

        opening.copy_store(self._demo.county, self._room / "下发的")
        return issued(self._opened(self._room / "下发的"), self.office.code, self._room)

    @cached_property
    def configured(self) -> Office:
        """The township that took it and has not decided yet; one limit it had changed itself."""
        from ui.scene_configuration import received

        opening.copy_store(self._demo.township, self._room / "有配置的")
        return received(self._opened(self._room / "有配置的"), self.issued)

    @cached_property
    def county(self) -> Office:
        """The county of the demonstration."""
        return self._opened(self._demo.county)

    @cached_property
    def fresh(self) -> Office:
        """A township in which nothing was done yet."""
        return self._new("新")

    @cached_property
    def damaged(self) -> Path:
        """A copy of the township whose file no longer opens, beside its backups."""
        folder = self._room / "坏"
        copy = Office.open(folder, clock=lambda: NOW)
        back_up(copy)
        copy.close()
        (folder / opening.FILE_NAME).write_bytes(b"x" * 4096)
        return folder

    @cached_property
    def file(self) -> Path:
        """A workbook of the county that the township has not taken yet."""
        from app.actions.edit import edit_cases
        from app.actions.send import send

        asked = {"supervision.requirement": "请于三月底前查清并书面报告。", "supervision.method": "letter"}
        edit_cases(self.county, [self.case()], asked)
        (self._room / "来件").mkdir()
        return send(self.county, self.office.code, self._room / "来件").path

    @cached_property
    def safe(self) -> Office:
        """A township with passwords, from which a login was taken back."""
        from app.actions import locks
        from app.actions.settings import add_staff

        office = self._new("锁")
        add_staff(office, name="李青云", roles=("handler",))
        add_staff(office, name="赵长河", roles=("leader",))
        locks.protect_office(office, "王敏", "柳树村的早晨很安静")
        for name, password in (("李青云", "another good one"), ("赵长河", "a third good one")):
            locks.add_login(office, name, password)
        locks.remove_login(office, "李青云")
        return office

    @cached_property
    def busy(self) -> Office:
        """A township with one case, which has been through nearly everything."""
        return self._new("长")

    @cached_property
    def long_case(self) -> str:
        """That case, in its second round."""
        from ui.scene_story import tell

        return tell(self.busy)

    def case(self, at: int = 0) -> str:
        """A case that has gone far: assigned from above if there is one."""
        from app.ledger.query import Condition, Query, ids, record_ids

        assigned = Condition("supervision.assigned_on", (None, "9999-12-31"), "between")
        db, today = self.office.db, self.office.today
        found = list(ids(db, Query(today, conditions=(assigned,)))) or list(ids(db, Query(today)))
        return record_ids(db, "case", found[at : at + 1])[found[at]]

    def close(self) -> None:
        """Close every office."""
        for office in self._open:
            office.close()

    def _tear(self) -> None:
        """Two desks of the township write the same case, and the county sends both back: one record is held."""
        from app.actions.edit import edit_cases
        from app.actions.propose_correction import propose_correction
        from app.actions.send import send
        from app.actions.take import take
        from app.exchange.receive import preview

        (self._room / "两台").mkdir()
        other = Office.open(self._room / "另一台", clock=lambda: NOW)
        other.person, case = self.office.person, self.case(1)
        try:
            for office, words, place, desk in (
                (self.office, "反映村集体鱼塘发包不公开，涉及三户。", "石门村三组", "第一台"),
                (other, "反映村鱼塘发包没有公示，金额约两万元。", None, "第二台"),
            ):
                edit_cases(office, [case], {"registration.summary": words})
                if place:
                    edit_cases(office, [case], {"registration.incident_place": place})
                sent = send(office, self.county.code, self._room / "两台" / f"回音_云溪镇纪委_{desk}.xlsx")
                take(self.county, preview(self.county, sent.path))
        finally:
            other.close()
        for at, name, value, note in (
            (0, "incident_place", "柳林村", "与来信信封上的地址不符"), (2, "category", "appeal", "应为申诉"),
        ):  # fmt: skip
            propose_correction(self.county, "registration", self.case(at), name, value, note)
        back = send(self.county, self.office.code, self._room / "两台")
        take(self.office, preview(self.office, back.path))
        back_up(self.office)  # here, so that every look finds the same backups

    def _new(self, name: str) -> Office:
        from app.actions.create_office import create_office
        from app.demo import TOWNSHIP

        create_office(self._room / name, TOWNSHIP, clock=lambda: NOW).close()
        return self._opened(self._room / name)

    def _opened(self, folder: Path) -> Office:
        from ui.exchange.folder import remember

        office = Office.open(folder, clock=lambda: NOW)
        office.person = str(MainWindow(office).office.person)
        remember(office, PICTURED)
        return self._keep(office)

    def _keep(self, office: Office) -> Office:
        self._open.append(office)
        return office


@dataclass(frozen=True)
class Scene:
    """One picture. `then` is done once the window stands and takes `wait` milliseconds; `large`: at 150 % too."""

    name: str
    make: Callable[[Stage], QWidget]
    then: Callable[[QWidget], object] | None = None
    wait: int = WAIT
    large: bool = False
    demo: bool = True
    """Whether it needs the demonstration."""


def scenes(stage: Stage) -> list[Scene]:
    """Every picture of this stage, the pages of the rail first."""
    probe = MainWindow(stage.office)
    pages = [
        Scene(page.title, partial(_page, name=name), large=True, demo=False)
        for name, page in probe.pages.items()
    ]
    probe.deleteLater()
    return [scene for scene in (*pages, *SCENES) if stage.is_demo or not scene.demo]


# -- windows ----------------------------------------------------------------------------------------------------


def _page(stage: Stage, name: str, office: str = "office") -> MainWindow:
    window = MainWindow(getattr(stage, office))
    window.show_page(window.pages[name])
    return window


def _reconciled(stage: Stage) -> MainWindow:
    """The county beside the township, which wrote on since, and beside units that never wrote."""
    window = _page(stage, "exchange", "gathering")
    window.open_reconcile()
    return window


def _case(stage: Stage, action: str = "") -> MainWindow:
    window = _page(stage, "today")
    window.open_case(stage.case(), action)
    return window


def _to_attachments(window: QWidget) -> None:
    part: QWidget | None = _case_page(window).attachments
    while part is not None and not isinstance(part, QScrollArea):
        part = part.parentWidget()
    assert part is not None
    settle(_case_page(window).attachments)
    part.verticalScrollBar().setValue(part.verticalScrollBar().maximum())


def _add_attachment(window: QWidget) -> None:
    """The form that asks what a file is."""
    from app.paths import resource

    _case_page(window).attachments.add_paths([resource("demo", "letter.pdf")])
    QTimer.singleShot(600, lambda: _to_attachments(window))


def _attached(stage: Stage) -> MainWindow:
    """The case with a scan."""
    window = _page(stage, "today")
    window.open_case(str(stage.office.find(Attachment)[0].case))
    return window


def _attachment(stage: Stage) -> MainWindow:
    """An attachment as the program shows it."""
    window = _attached(stage)
    _case_page(window).attachments.look(stage.office.find(Attachment)[0])
    return window


def _county_case(stage: Stage) -> MainWindow:
    window = _page(stage, "ledger", "county")
    window.open_case(stage.case())
    return window


def _entry(stage: Stage, key: str = "1") -> MainWindow:
    """The form after the question was answered."""
    from app.rules.jurisdiction import question

    window = _page(stage, "entry")
    answer = question(window.office.level).answered(key)
    assert answer is not None
    window.entry.answer(answer)
    return window


def _alike(stage: Stage) -> MainWindow:
    """A report that is being typed, much like a case that stands already."""
    from app.store.case_file import read_case

    window = _entry(stage)
    earlier = read_case(stage.office, stage.case())
    point, form = earlier.allegations[0], window.entry.report.form
    form.set_values(
        {
            "registration.received_on": stage.office.today, "registration.intake_channel": "letter",
            "registration.intake_source": "self", "registration.identity_status": "anonymous",
            "registration.summary": f"来信说，{earlier.registration.summary}",
        }
    )  # fmt: skip
    row = window.entry.report.points.rows[0]
    for name in ("respondent", "unit"):
        row.cells[name].set_value(point.value(name))
    window.entry.report.changed.emit()
    return window


def _looked_at(stage: Stage) -> MainWindow:
    """A report that only names offences of many people who came together: what is pointed at."""
    window = _entry(stage)
    form = window.entry.report.form
    form.set_values(
        {
            "registration.received_on": stage.office.today, "registration.intake_channel": "visit",
            "registration.intake_source": "self", "registration.identity_status": "anonymous",
            "visit.persons": 12, "registration.summary": "反映村支书贪污腐败、欺压百姓",
        }
    )  # fmt: skip
    window.entry.report._changed("registration.intake_channel")
    return window


def _to_checks(window: QWidget) -> None:
    report = cast(MainWindow, window).entry.report
    settle(report.bands["审查"])
    cast(MainWindow, window).entry._scroll.ensureWidgetVisible(report.bands["审查"])


def _compare(window: QWidget) -> None:
    cast(MainWindow, window).entry.likeness.open()


def _to_strip(window: QWidget) -> None:
    cast(MainWindow, window).entry.report.points.rows[0].cells["unit"].setFocus()


def _family(stage: Stage, name: str = "case") -> MainWindow:
    """A case with three reports of its matter, or the ledger with that matter opened."""
    from app.actions.families import family_of, judge_many
    from app.ledger.query import Query, ids, record_ids

    db = stage.office.db
    main = stage.case()
    if len(family_of(stage.office, main)) == 1:
        numbers = list(ids(db, Query(stage.office.today)))[4:7]
        judge_many(stage.office, [*record_ids(db, "case", numbers).values()], main)
    window = _page(stage, "ledger")
    if name == "case":
        window.open_case(main)
        return window
    board = window.ledger.board
    at = next(at for at in range(board.model.rowCount()) if board.model.fold_mark(at))
    board.turn(at, True)
    return window


def _same(stage: Stage) -> MainWindow:
    """A case that bears the number of the platform of another one: both sides of 同一件."""
    from app.actions.edit import edit_cases
    from app.ledger.query import Query, ids, record_ids

    numbers = list(ids(stage.office.db, Query(stage.office.today)))[:2]
    one, other = record_ids(stage.office.db, "case", numbers).values()
    edit_cases(stage.office, [one, other], {"registration.platform_no": "6100202603150007"})
    window = _page(stage, "ledger")
    window.open_case(one)
    _case_page(window).same.compare(other)
    return window


def _to_same(window: QWidget) -> None:
    _case_page(window).show_part(_case_page(window).same)


def _find_alike(window: QWidget) -> None:
    _case_page(window).family.look_for()


def _ledger(stage: Stage) -> MainWindow:
    """The ledger with its preview unfolded and the second case chosen."""
    window = _page(stage, "ledger")
    if window.ledger.board.beside.is_folded:
        window.ledger.board.beside.toggle()
    window.ledger.board.table.go_to(1)
    return window


def _incoming(stage: Stage) -> MainWindow:
    window = _page(stage, "exchange")
    window.exchange.open_file(stage.file)
    return window


def _folder(stage: Stage) -> MainWindow:
    window = _page(stage, "exchange", office="gathering")
    window.exchange.open_many([stage.week])
    return window


def _configured(stage: Stage) -> MainWindow:
    """What the county sent down, taken and not decided yet."""
    window = _page(stage, "exchange", office="configured")
    window.open_received()
    return window


def _issued(stage: Stage) -> MainWindow:
    window = _page(stage, "exchange")
    window.exchange.open_file(stage.issued)
    return window


def _configure(window: QWidget) -> None:
    page = cast(MainWindow, window).exchange
    page.show_configure()
    page.configure.tick(["calendar", "rules", "presets"])


def _units_below(stage: Stage) -> MainWindow:
    window = _page(stage, "exchange", office="gathering")
    window.exchange.many.ask_units()
    return window


def _typed(stage: Stage) -> MainWindow:
    window = _page(stage, "exchange", office="trusting")
    window.exchange.open_file(stage.typed)
    return window


def _pair_password(window: QWidget) -> None:
    page = cast(MainWindow, window).exchange
    page.form.password.click()
    page.pairs.panel.show_word.click()
    page.pairs.panel.shown.setText("4827 1930 5561 7702 9146")  # a picture is the same each time


def _locked_file(stage: Stage) -> MainWindow:
    window = _page(stage, "exchange", office="fresh")
    window.exchange.open_file(stage.file)
    return window


def _journal(stage: Stage) -> MainWindow:
    from ui.journal.page import JournalPage

    window = _page(stage, "settings")
    window.open_page(JournalPage(window, stage.office))
    return window


def _plain(title: str, inside: QWidget) -> QWidget:
    from ui.welcome.plain_window import PlainWindow

    window = PlainWindow(title, inside)
    inside.teller = window  # type: ignore[attr-defined]
    return window


def _welcome(stage: Stage) -> QWidget:
    from ui.welcome.welcome import Welcome

    inside = Welcome(Path("回音数据"), lambda office: None, lambda: stage.office, lambda folder: None)
    return _plain("欢迎使用回音", inside)


def _assistant(stage: Stage, step: int = 2) -> QWidget:
    """The first-run assistant on one of its screens."""
    from ui.welcome.assistant import Assistant

    inside = Assistant(Path("回音数据"), lambda office: None)
    window = _plain("新建单位", inside)
    inside.form.set_values({"unit.level": "township", "unit.code": "YX01", "unit.name": "云溪镇纪委"})
    inside.people.people[0][0].set_value("王敏")
    for _ in range(step):
        inside.go_on()
    return window


def _unlock(stage: Stage) -> QWidget:
    from ui.welcome.unlock import Unlock

    inside = Unlock(stage.office.folder, lambda office: None, lambda error, lock: None)
    window = _plain("请输入口令", inside)
    inside.begin()
    return window


def _ask_date(stage: Stage) -> QWidget:
    from ui.welcome.ask_date import AskDate

    doubt = "电脑时间离最近一次操作已超过 30 天，请核对今天的日期后再继续。"
    inside = AskDate(stage.office, doubt, lambda: None)
    window = _plain("先核对今天的日期", inside)
    inside.begin()
    return window


def _rescue(stage: Stage) -> QWidget:
    from app.store import keys
    from app.store.opening import FILE_NAME
    from ui.backup.rescue_window import RescueSide

    folder = stage.damaged
    inside = RescueSide(
        folder,
        f"数据文件 {FILE_NAME} 损坏，打不开。",
        keys.unlock(folder, None),
        lambda *_: None,
        lambda _: None,
    )
    window = _plain("数据打不开，可以救", inside)
    inside.begin()
    return window


# -- what is done in them ---------------------------------------------------------------------------------------


def _board(window: QWidget) -> "Board":
    return cast(MainWindow, window).ledger.board


def _edit_wrong(window: QWidget) -> None:
    hands = cast(MainWindow, window).ledger.hands
    hands.edit(_board(window).model.index(2, 2))
    assert hands.editor is not None
    hands.editor.editor.line.setText("2026-13-05")  # type: ignore[attr-defined]
    hands.editor.commit(False)


def _choose_rows(window: QWidget) -> None:
    _board(window).table.choose(list(range(2, 7)), 4, 4)


def _search_ledger(window: QWidget) -> None:
    _board(window).search("没有这样的")


def _others(window: QWidget) -> None:
    _case_page(window).actions.turn_others()


def _deep(stage: Stage) -> MainWindow:
    """A case with everything: receipts, a stop, an extension, measures, an order, a second round."""
    window = _page(stage, "today", "busy")
    window.open_case(stage.long_case)
    return window


def _to(window: QWidget, find: Callable[["CasePage"], QWidget]) -> None:
    """Scroll a part of the case page to the top, once it is laid out."""
    inside = find(_case_page(window))
    part: QWidget | None = inside
    while part is not None and not isinstance(part, QScrollArea):
        part = part.parentWidget()
    assert part is not None
    settle(inside)
    area = part
    QTimer.singleShot(60, lambda: area.verticalScrollBar().setValue(
        inside.mapTo(area.widget(), inside.rect().topLeft()).y() - 8
    ))  # fmt: skip


def _unfold(window: QWidget) -> None:
    """What is not there yet, and what begins it."""
    _case_page(window).lists.turn()
    _to(window, lambda page: page.lists.absent)


def _history(window: QWidget) -> None:
    """Who changed what, unfolded at the right."""
    _case_page(window).side._history.turn()
    _to(window, lambda page: page.side._history)


def _search_actions(window: QWidget) -> None:
    menu = _case_page(window).actions
    menu.turn_others()
    menu.menu.line.setText("yq")
    menu.menu._fill()


def _case_page(window: QWidget) -> "CasePage":
    return cast("CasePage", cast(MainWindow, window).page)


def _refuse_action(window: QWidget) -> None:
    ask = _case_page(window).actions.ask
    assert ask is not None
    ask.form.clear()
    ask.confirm()


def _settings(window: QWidget, card: str) -> None:
    page = cast(MainWindow, window).settings
    for row, words in zip(_rows(page.cards["数据"]), (str(SHOWN), "YX01/7K2M9QXW4B"), strict=True):
        row.show_text(words)  # what differs from run to run
    page.side.setCurrentRow(list(page.cards).index(card))


def _own_scheme(window: QWidget) -> None:
    _settings(window, "灯色")
    cast(MainWindow, window).settings.own_scheme.open()


def _limits(window: QWidget) -> None:
    """A shorter limit, and the lights that it would move."""
    section = cast(MainWindow, window).settings.limits
    section.rule.setCurrentIndex(section.rule.findData("T03"))
    section.length.setText("3")
    section.propose()
    QTimer.singleShot(600, lambda: _settings(window, "时限"))


def _rows(part: QWidget) -> list[ReadRow]:
    return cast("list[ReadRow]", part.findChildren(ReadRow))


def _password(window: QWidget) -> None:
    _settings(window, "登录与口令")
    cast(MainWindow, window).settings.login.ask_first()


def _restore(window: QWidget) -> None:
    section = cast(MainWindow, window).settings.backup
    _settings(window, "备份与恢复")
    section.ask(section.table.chosen)


def _dropped_head(window: QWidget) -> None:
    _board(window).drops.values(4)


def _put_off(window: QWidget) -> None:
    """The form that puts the first line off."""
    cast(MainWindow, window).today.sections[0].lines[0].later.click()


def _quarter(window: QWidget) -> None:
    """The list of the quarterly meeting."""
    cast(MainWindow, window).statistics.pick_list("quarterly")


SCENES: tuple[Scene, ...] = (
    Scene("台账_预览", _ledger, large=True),
    Scene("台账_栏目筛选", _ledger, _dropped_head),
    Scene("台账_选栏目", _ledger, lambda window: _board(window).drops.columns()),
    Scene("台账_选中几行", _ledger, _choose_rows, wait=400),
    Scene("台账_一格写错", _ledger, _edit_wrong),
    Scene("台账_没有找到", _ledger, _search_ledger, wait=400),
    Scene("搜索", partial(_page, name="today"), lambda window: cast(MainWindow, window).palette_box.open("村")),
    Scene("快捷键", partial(_page, name="ledger"), lambda window: cast(MainWindow, window).show_keys()),
    Scene("案件", _case, large=True, demo=False),
    Scene("案件_操作", partial(_case, action="close"), large=True),
    Scene("案件_操作没填", partial(_case, action="close"), _refuse_action),
    Scene("案件_其他操作", _case, _others),
    Scene("案件_查找操作", _case, _search_actions),
    Scene("案件_各种记录", _deep, partial(_to, find=lambda page: page.lists)),
    Scene("案件_没有的记录", _deep, _unfold),
    Scene("案件_以前的轮次", _deep, partial(_to, find=lambda page: page.rounds)),
    Scene("案件_修改记录", _deep, _history),
    Scene("案件_附件", _attached, _to_attachments, large=True),
    Scene("案件_加附件", _case, _add_attachment, large=True, wait=900),
    Scene("附件", _attachment, lambda window: None, large=True, wait=900),
    Scene("案件_文书", _case, lambda window: _case_page(window).open_papers(), large=True),
    Scene("登记表", _entry, large=True, demo=False),
    Scene("登记_可能重复", _alike, _to_strip, large=True, wait=1200),
    Scene("登记_对照", _alike, lambda window: QTimer.singleShot(1000, lambda: _compare(window)), large=True, wait=1500),
    Scene("登记_审查", _looked_at, _to_checks, large=True),
    Scene("登记表_没填", _entry, lambda window: cast(MainWindow, window).entry.save(), demo=False),
    Scene("报上级件", partial(_entry, key="2"), demo=False),
    Scene("交换_收取前", _incoming, lambda window: None, wait=900),
    Scene("县_交换_手写", _typed, lambda window: None, large=True, wait=1500),
    Scene("交换_两边都改过", partial(_page, name="exchange"),
          lambda window: cast(MainWindow, window).exchange.show_held()),
    Scene("交换_更正建议", partial(_page, name="exchange"),
          lambda window: cast(MainWindow, window).exchange.show_proposals()),
    Scene("交换_附件", partial(_page, name="exchange"),
          lambda window: cast(MainWindow, window).exchange.form.enclose.click()),
    Scene("交换_口令", partial(_page, name="exchange"), _pair_password),
    Scene("交换_问口令", _locked_file, wait=900),
    Scene("今日_缓办", partial(_page, name="today"), _put_off),
    Scene("统计_月督办", partial(_page, name="statistics"),
          lambda window: cast(MainWindow, window).statistics.pick_list("monthly"), large=True),
    Scene("统计_季通报", partial(_page, name="statistics"), _quarter),
    Scene("县_统计", partial(_page, name="statistics", office="county"), _quarter),
    Scene("设置_统计口径", partial(_page, name="settings"), partial(_settings, card="统计口径")),
    Scene("设置_设口令", partial(_page, name="settings"), _password),
    Scene("设置_单位", partial(_page, name="settings"), partial(_settings, card="单位")),
    Scene("设置_自定灯色", partial(_page, name="settings"), _own_scheme),
    Scene("设置_时限", partial(_page, name="settings"), _limits, wait=900),
    Scene("设置_通报", partial(_page, name="settings"), partial(_settings, card="通报和预警函")),
    Scene("设置_工作日历", partial(_page, name="settings"), partial(_settings, card="工作日历")),
    Scene("设置_编号样式", partial(_page, name="settings"), partial(_settings, card="编号样式"), large=True),
    Scene("设置_备份", partial(_page, name="settings"), partial(_settings, card="备份与恢复")),
    Scene("设置_恢复", partial(_page, name="settings"), _restore, wait=900),
    Scene("日志", _journal),
    Scene("锁定", partial(_page, name="today"), lambda window: cast(MainWindow, window).guard.cover.lock(), demo=False),
    Scene("口令", _unlock, demo=False),
    Scene("欢迎", _welcome, demo=False),
    Scene("新建单位", partial(_assistant, step=0), demo=False),
    Scene("新建单位_人员", _assistant, demo=False),
    Scene("核对日期", _ask_date, demo=False),
    Scene("救数据", _rescue, wait=900),
    Scene("案件_同一事项", _family, large=True),
    Scene("案件_查找相似件", _attached, _find_alike, wait=900),
    Scene("案件_同一件", _same, _to_same, large=True),
    Scene("台账_事项展开", partial(_family, name="ledger"), large=True),
    Scene("县_统计_本周一页", partial(_page, name="statistics", office="gathering"),
          lambda window: cast(MainWindow, window).statistics.pick_list("page"), large=True),
    Scene("县_统计_收报情况", partial(_page, name="statistics", office="gathering"),
          lambda window: cast(MainWindow, window).statistics.pick_list("reports")),
    Scene("县_对账", _reconciled, lambda window: None, large=True, wait=2500),
    Scene("县_交换_每台电脑", partial(_page, name="exchange", office="county"),
          lambda window: cast(MainWindow, window).exchange.beside.show_desks()),
    Scene("县_交换_文件夹", _folder, lambda window: None, large=True, wait=2500),
    Scene("县_交换_寄给下级", _units_below, lambda window: None, large=True),
    Scene("县_交换_下发配置", partial(_page, name="exchange", office="gathering"), _configure),
    Scene("交换_收配置前", _issued, lambda window: None, wait=900),
    Scene("交换_县里的配置", _configured, lambda window: None, large=True, wait=900),
    Scene("设置_代码表", partial(_page, name="settings"), partial(_settings, card="代码表")),
    Scene("设置_县里下发", partial(_page, name="settings", office="configured"), partial(_settings, card="县里下发")),
    Scene("设置_灯色", partial(_page, name="settings"), partial(_settings, card="灯色")),
    Scene("县_今日", partial(_page, name="today", office="county"), large=True),
    Scene("县_台账", partial(_page, name="ledger", office="county")),
    Scene("县_案件", _county_case),
    Scene("县_交换", partial(_page, name="exchange", office="county")),
    Scene("新单位_今日", partial(_page, name="today", office="fresh")),
    Scene("新单位_台账", partial(_page, name="ledger", office="fresh")),
    Scene("新单位_交换", partial(_page, name="exchange", office="fresh")),
    Scene("新单位_设置", partial(_page, name="settings", office="fresh")),
)  # fmt: skip
"""Everything else that is pictured. Add a state here, and nowhere else."""
