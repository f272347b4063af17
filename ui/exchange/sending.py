"""寄出: the next workbook is written; what goes with it, and where it lies afterwards."""

from app.actions.enclose import numbers_of, offered
from app.actions.send import Dispatch, send
from app.actions.send_all import units_below
from app.actions.take_back import take_home_back
from app.actions.units import mark_without, unit_by_code, unit_name, units
from app.change import Change
from app.store import preferences
from ui.do import do
from ui.exchange import folder
from ui.exchange.configure_panel import ConfigurePanel
from ui.exchange.enclose_panel import EnclosePanel
from ui.exchange.file_list import FileList
from ui.exchange.files import sent_files
from ui.exchange.foreign.form_page import FormPage
from ui.exchange.outbox import OTHER_DESK, SendForm, SentCard
from ui.exchange.pair_desk import PairDesk
from ui.exchange.place import Place
from ui.exchange.steps import apart
from ui.form.submit import button
from ui.long_work import run_long
from ui.parts.empty import Empty
from ui.undo import in_office, say_done

_RECEIVER = "exchange.receiver"


class Sending:
    """The form, the card that takes its place afterwards, the list of what went out, and what may go along."""

    def __init__(self, place: Place, pairs: PairDesk) -> None:
        self._place, self._frame, self._office, self._pairs = place, place.frame, place.office, pairs
        self.form, self.card = SendForm(), SentCard()
        self.enclose, self.configure = EnclosePanel(), ConfigurePanel()
        self.sent = FileList(
            "寄出的工作簿", Empty("还没有寄出过。\n点“导出工作簿”，写出第 1 号。", icon="send")
        )
        self.back_out = button("撤销收回", self.take_home_back, "quiet")
        self.back_out.setToolTip("对方填好寄回、代它记下的内容都退回去，之后又办过的件留着；以后还可以再收。")
        self.sent.add_action(self.back_out, lambda line: line.home)
        form = self.form
        form.wanted.connect(lambda code: self.export(code, full=form.full.isChecked()))
        form.marked.connect(self.mark_without)
        form.form_wanted.connect(lambda: self._frame.open_page(FormPage(self._frame, self._office)))
        form.other_folder_wanted.connect(self.choose_folder)
        form.password_wanted.connect(pairs.show_pair)
        form.units.currentIndexChanged.connect(lambda: self._other_receiver())
        form.enclosing.connect(self.show_enclose)
        self.enclose.left.connect(self._enclosed)
        self.card.copied.connect(lambda path: self._frame.say("路径已复制，可以粘贴。"))
        self.card.folded.connect(self._fold_card)
        self.card.password_wanted.connect(pairs.show_pair)

    def export(self, receiver: str, *, full: bool = False) -> None:
        """Write the next posting to that office into the remembered folder; `full`: all it has a part in (全量)."""
        self._place.error.dismiss()
        self.show_form()
        office, target = self._office, folder.remembered(self._office)
        if not target.is_dir():
            self._place.explain(
                f"文件夹“{target}”现在打不开：请插好 U 盘再导出，或换一个文件夹。",
                self.choose_folder,
                "换文件夹…",
            )
            return
        preferences.put(office.db, _RECEIVER, receiver)
        ticked, issued, alone = self.enclose.ticked, self.configure.ticked, self.configure.goes_alone
        name = OTHER_DESK if receiver == office.code else unit_name(office, receiver)
        run_long(
            self._frame,
            f"导出寄给 {name} 的工作簿",
            apart(
                office,
                lambda count: send(
                    office, receiver, target, count, enclosed=ticked, full=full, configuration=issued, alone=alone
                ),
                "正在整理案件",
                "正在写工作簿",
            ),
            done=self._exported,
            refused=self._place.refused,
        )  # fmt: skip

    def mark_without(self, code: str, without: bool) -> None:
        """Remember whether that office has no Huiyin."""
        self._place.error.dismiss()
        do(
            self._frame,
            lambda: mark_without(self._office, code, without),
            done=self._marked,
            refused=self._place.refused,
        )

    def take_home_back(self) -> None:
        """Take back what an office without Huiyin filled in and sent back, also long after."""
        self._place.error.dismiss()
        line, office = self.sent.chosen, self._office
        if line is not None and line.home:
            run_long(
                self._frame,
                f"撤销收回 {line.office} 第 {line.number} 号",
                in_office(office, lambda: take_home_back(office, line.home)),
                done=lambda change: say_done(self._frame, office, f"已{change.label}", change),
                refused=self._place.refused,
                stoppable=False,
            )

    def choose_folder(self) -> None:
        """Let the person say where workbooks go from now on."""
        chosen = folder.ask_folder(self._place.page, folder.remembered(self._office))
        if chosen is not None:
            self._place.error.dismiss()
            folder.remember(self._office, chosen)
            self.form.show_folder(chosen)
            self.form.export.setFocus()

    def show_enclose(self, receiver: str) -> None:
        """The attachments that may go to that office with the next workbook."""
        unit = unit_by_code(self._office, receiver)
        if unit is not None:
            found = offered(self._office, unit)
            numbers = numbers_of(self._office, found)
            self.enclose.show_offered(found, lambda case: numbers.get(case, ""))
            self._place.show(self.enclose)

    def show_form(self) -> None:
        """Receiver and folder again, in the place of the file written last."""
        self.card.hide()
        self.form.show()

    def show_configuration(self) -> None:
        """Say on the form how many groups of the configuration go along."""
        below = [str(unit.code) for unit in units_below(self._office)]
        self.form.show_configuration(len(self.configure.ticked), offered=self.form.receiver in below)

    def refresh(self, *, several: bool) -> None:
        """Show what holds now; `several`: whether there is more than one unit below."""
        office = self._office
        chosen = preferences.get(office.db, _RECEIVER) or office.above
        others = [unit for unit in units(office) if unit.code != office.code]
        self.form.show_units(others, str(chosen), office.code)
        self.form.show_folder(folder.remembered(office))
        self.form.several.setVisible(several)
        self._tell_state()
        self.show_configuration()
        self.sent.show_files(sent_files(office))

    def _marked(self, change: Change | None) -> None:
        if change is not None:
            say_done(self._frame, self._office, f"已{change.label}", change)

    def _exported(self, sent: Dispatch) -> None:
        self._frame.refresh(sent.change)
        self.sent.show_files(sent_files(self._office), newest=True)
        self._place.back()
        self.form.hide()
        self.form.full.setChecked(False)
        self.enclose.untick()
        self.form.show_enclosed(0)
        self.configure.tick(())
        self.show_configuration()
        self.card.show_dispatch(sent)
        self._frame.say(f"已{sent.change.label}")

    def _fold_card(self) -> None:
        self.show_form()
        self.form.export.setFocus()

    def _enclosed(self) -> None:
        self.form.show_enclosed(len(self.enclose.ticked))
        self._place.back()

    def _other_receiver(self) -> None:
        self.enclose.show_offered((), str)
        self.form.show_enclosed(0)
        self.show_configuration()
        self._tell_state()

    def _tell_state(self) -> None:
        self.form.show_state(self._pairs.state(self.form.receiver))
