"""附件 on the page of a case: files are added by button, by dropping and by pasting, read and encrypted on a thread."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.actions.attach import File, attach, detach, file_of, read_file
from app.actions.read_attachment import Opened, Saved, proposed_name, read_attachment, save_copy
from app.change import Change
from app.records.matters import Attachment, Step
from app.rules.media import of_type, size_words
from app.rules.rights import refusal
from app.schema.kinds import Link, Text
from app.store.attachments import vault_of
from app.store.case_file import CaseFile
from app.store.office import Office
from app.store.vault import Vault
from ui.case.action_bar import REASON
from ui.case.asking import AskingPanel, short
from ui.form.field_row import FieldRow
from ui.form.form import Form
from ui.form.line import LineEditor
from ui.form.make import FormContext, row_for
from ui.form.pick import PickEditor
from ui.form.pop_list import Option
from ui.form.submit import button
from ui.frame import Frame
from ui.long_work import Progress, run_long
from ui.parts.band import Band
from ui.theme import set_role
from ui.undo import say_done
from ui.viewer.page import AttachmentPage

NONE = "没有附件。点“添加”，或把扫描件、PDF、照片拖到这一页；截图、照片可以按 Ctrl+V 粘贴。"
PASTED = "粘贴的图片.png"
ELSEWHERE = "内容在添加它的单位，不在这台电脑上"
GONE = "内容不见了，请从备份恢复"


class AttachmentsPanel(AskingPanel):
    """The attachments of a case. Files wait in `waiting` until each was asked for its kind."""

    _case: CaseFile | None = None

    def __init__(self, frame: Frame, office: Office, context: FormContext) -> None:
        super().__init__(frame, office, context)
        self.waiting: list[File] = []

    def show_case(self, case: CaseFile) -> None:
        """Show the attachments of a case; an open form stays."""
        if self._case is not None and self._case.registration.id != case.registration.id:
            self.waiting = []
        self._case = case
        vault = vault_of(self._office)
        band = Band("附件")
        barred = refusal("attach", self._office.roles)
        for word, run in (("粘贴", self.paste), ("添加…", self.choose)):
            made = button(word, run, "quiet")
            made.setEnabled(barred is None)
            made.setToolTip(barred or ("Ctrl+V" if word == "粘贴" else ""))
            band.add_to_head(made)
        if not case.attachments:
            band.add(_words(NONE, "quiet"))
        for attachment in case.attachments:
            band.add(self._line(attachment, case, vault))
        self.draw(band)

    # -- adding ---------------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for files."""
        chosen, _ = QFileDialog.getOpenFileNames(self, "选要添加的文件", "", _FILTER)
        self.add_paths([Path(each) for each in chosen])

    def paste(self) -> None:
        """Take files or a picture from the clipboard."""
        held = QGuiApplication.clipboard().mimeData()  # nothing at all on some systems
        paths = [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()] if held else []
        if paths:
            self.add_paths(paths)
        elif held and held.hasImage():
            office, picture = self._office, QImage(held.imageData())
            self._begin(lambda _: [file_of(office, _as_png(picture), PASTED)])
        else:
            self._frame.say_error("剪贴板里没有文件或图片，请先复制文件，或截图后再粘贴。")

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Read these files on a thread, then ask for the kind of each."""
        barred = refusal("attach", self._office.roles)
        if barred is not None:
            self._frame.say_error(barred)
        elif paths:
            office = self._office
            self._begin(lambda progress: [read_file(office, path, progress.step) for path in paths])

    def _begin(self, read: Callable[[Progress], list[File]]) -> None:
        office = self._office

        def work(progress: Progress) -> list[File]:
            try:
                return read(progress)
            finally:
                office.close()  # this thread's connection

        run_long(self._frame, "读取文件", work, done=self._read)

    def _read(self, files: list[File]) -> None:
        asking, self.waiting = bool(self.waiting), [*self.waiting, *files]
        if not asking:
            super().close_form()
            self._ask_next()

    def _ask_next(self) -> None:
        """Ask for the kind of the first file that waits."""
        if not self.waiting:
            return
        assert self._case is not None
        file, form = self.waiting[0], Form(self._context)
        for name in ("scan_type", "name", "step", "note"):
            column = Attachment.column(name)
            row = self._step_row() if name == "step" else row_for(column, self._context)
            if name == "name":
                row = FieldRow(column.label, row.editor, hint=column.hint)
            form.add(column.id, row)
        form.rows["attachment.scan_type"].set_value(file.proposed or None)
        more = f"，还有 {len(self.waiting) - 1} 个" if len(self.waiting) > 1 else ""
        about = [file.media.label, f"{file.pages} 页" if file.pages else "", size_words(len(file.content))]
        hint = f"{file.name}（{'，'.join(part for part in about if part)}）{more}。{file.doubt}"
        self.open("添加附件", form, lambda: None, hint)

    def _step_row(self) -> FieldRow:
        """Which step a paper belongs to, as a decision given on paper; none for most."""
        assert self._case is not None
        steps = {each.id: _spoken_step(each) for each in reversed(self._case.steps)}

        def options(typed: str) -> list[Option]:
            return [Option(id, said) for id, said in steps.items() if typed in said]

        editor = PickEditor(
            Link(Step.kind), self._context.today, options, lambda id: steps.get(id, id), width=420
        )
        return FieldRow("对应经过", editor, hint="纸质批示、审批、签收的扫描件选对应的一步；可以不选")

    def _do(self) -> None:
        if self.ask is None or not self.waiting:
            super()._do()
            return
        assert self._case is not None
        office, case, file, ask = self._office, self._case.registration.id, self.waiting[0], self.ask
        said = {
            name: None if value is None else str(value) for name, value in short(ask.form.values()).items()
        }

        def work(progress: Progress) -> Change:
            try:
                return attach(
                    office, case, file, said["scan_type"] or "", name=said["name"] or "", note=said["note"],
                    step=said["step"], progress=progress.step,
                )  # fmt: skip
            finally:
                office.close()

        run_long(self._frame, "加密保存", work, done=self._attached, refused=ask.form.refused)

    def _attached(self, change: Change) -> None:
        doubt = self.waiting.pop(0).doubt
        super().close_form()
        say_done(self._frame, self._office, f"已{change.label}。{doubt}", change)
        self._ask_next()

    def close_form(self) -> bool:
        """Close the open form; files that wait are let go of with it."""
        if self.ask is not None:
            self.waiting = []
        return super().close_form()

    # -- what is there ----------------------------------------------------------------------------------------

    def look(self, attachment: Attachment) -> None:
        """Open an attachment over the case; who looks is journalled."""
        office = self._office

        def work(progress: Progress) -> Opened:
            try:
                return read_attachment(office, attachment.id, progress.step)
            finally:
                office.close()

        run_long(self._frame, "打开附件", work, done=self._show)

    def _show(self, opened: Opened) -> None:
        self._frame.open_page(AttachmentPage(self._frame, opened, lambda: self.choose_target(opened)))

    def choose_target(self, opened: Opened) -> None:
        """Ask where to write a copy in clear."""
        barred = refusal("save_copy", self._office.roles)
        if barred is not None:
            self._frame.say_error(barred)
            return
        proposed = str(Path.home() / proposed_name(opened))
        chosen, _ = QFileDialog.getSaveFileName(self, "另存到外面（不加密）", proposed)
        if chosen:
            self.save(opened.attachment, Path(chosen))

    def save(self, attachment: Attachment, target: Path) -> None:
        """Write a copy in clear, journalled."""
        office = self._office

        def work(progress: Progress) -> Saved:
            try:
                return save_copy(office, attachment.id, target, progress.step)
            finally:
                office.close()

        run_long(
            self._frame,
            "另存附件",
            work,
            done=lambda saved: self._frame.say(f"已另存：{saved.path}。{saved.warning}"),
        )

    def open_void(self, attachment: Attachment) -> None:
        """Ask why an attachment should no longer count."""
        self.close_form()
        form = Form(self._context)
        form.add(
            REASON, FieldRow("作废理由", LineEditor(Text(), self._context.today, width=480), required=True)
        )
        self.open("作废附件", form, lambda: detach(self._office, attachment, str(form.values()[REASON])))

    def _line(self, attachment: Attachment, case: CaseFile, vault: Vault) -> QWidget:
        here = vault.holds(str(attachment.sha256), attachment.size or 0)
        ours = attachment.owner == self._office.code
        line = QWidget()
        words = QVBoxLayout()
        words.setSpacing(2)
        missing = "" if here else (GONE if ours else ELSEWHERE)
        for text, role in (
            (_spoken(attachment), ""), (_about(attachment, case), "quiet"), (missing, "error" if ours else "hint"),
        ):  # fmt: skip
            if text:
                words.addWidget(_words(text, role))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(words, 1)
        if here:
            barred = refusal("read_attachment", self._office.roles)
            made = button("查看", partial(self.look, attachment), "quiet")
            made.setAccessibleName(f"查看 {attachment.name}")
            made.setEnabled(barred is None)
            made.setToolTip(barred or "查看会记入日志")
            row.addWidget(made)
        if ours and refusal("detach", self._office.roles) is None:
            row.addWidget(button("作废", partial(self.open_void, attachment), "quiet"))
        return line


_FILTER = "扫描件和文件 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.bmp *.doc *.docx *.wps *.ofd);;所有文件 (*)"


def _words(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    set_role(label, role)
    return label


def _spoken(attachment: Attachment) -> str:
    kind = attachment.text("scan_type")
    return " · ".join(
        part
        for part in (
            kind if kind != attachment.name else "", str(attachment.name),
            f"{attachment.pages} 页" if attachment.pages else "",
        )
        if part
    )  # fmt: skip


def _about(attachment: Attachment, case: CaseFile) -> str:
    step = next((_spoken_step(each) for each in case.steps if each.id == attachment.step), "")
    parts = [
        of_type(attachment.media).label, size_words(attachment.size or 0), attachment.text("added_by"),
        attachment.text("added_on"), f"对应：{step}" if step else "", attachment.text("note"),
    ]  # fmt: skip
    return " · ".join(part for part in parts if part)


def _spoken_step(step: Step) -> str:
    return " ".join(part for part in (step.text("step_kind"), step.text("day"), step.text("person")) if part)


def _as_png(picture: QImage) -> bytes:
    """A picture of the clipboard as bytes, made in memory."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return bytes(buffer.data().data())
