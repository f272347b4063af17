"""The offices that the pictures are played on."""

from datetime import datetime
from functools import cached_property
from pathlib import Path

from app.actions.backup import back_up
from app.store import opening
from app.store.office import Office
from ui.main_window import MainWindow

NOW = datetime(2026, 3, 6, 9, 30)
"""The fixed moment of the pictures."""
PICTURED = Path("/media/U盘/交换")
"""The folder that 交换 shows in the pictures, on whatever machine they are taken."""
SHOWN = Path("/home/wangmin/回音数据")
"""The folder of the data in the pictures."""


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
        from ui.scenes.story import assigned

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
        from ui.scenes.configuration import issued

        return issued(self.issuing, self.office.code, self._room)

    @cached_property
    def issuing(self) -> Office:
        """That county."""
        opening.copy_store(self._demo.county, self._room / "下发的")
        return self._opened(self._room / "下发的")

    @cached_property
    def untaken(self) -> Office:
        """The county that took the workbook filled in by hand, and ticked nothing of it."""
        from app.actions.take import take
        from app.exchange.receive import preview

        typed = self.typed
        self.trusting.db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        opening.copy_store(self._room / "有没装的", self._room / "没收手写")
        office = self._opened(self._room / "没收手写")
        take(office, preview(office, typed), ticked=())
        return office

    @cached_property
    def configured(self) -> Office:
        """The township that took it and has not decided yet; one limit it had changed itself."""
        from ui.scenes.configuration import received

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
        from ui.scenes.story import tell

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
