"""第 2 步 列: what each column was understood as, what is assumed for missing ones, words that no code list knows."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.errors import Invalid
from app.exchange.foreign.headings import label_of
from app.exchange.foreign.inspection import Looked
from app.exchange.foreign.mapping import Mapped
from app.exchange.foreign.words_read import plain_word
from app.records.catalogue import KINDS
from app.records.registration import Registration
from app.schema.field import Field
from app.schema.kinds import Choice, Choices
from ui.exchange.foreign.pick import AS_TEXT, code_pick, field_pick, fields_of, key_of, said_of
from ui.exchange.foreign.scroll_column import clear, quiet, scroll_column
from ui.exchange.foreign.sheet import letters
from ui.exchange.foreign.text_rows import TextRows
from ui.exchange.foreign.wished import Wished
from ui.exchange.table import PlainTable
from ui.form.field_row import FieldRow
from ui.form.make import FormContext, row_for
from ui.parts.chip import ChipRow, ChipSpec
from ui.theme import set_role

COLUMNS, MISSING, WORDS = "columns", "missing", "words"
BY = {
    "alias": "按表头认出", "sound": "按读音认出（繁体或同音字）", "parts": "按表头的字认出",
    "likeness": "表头相近", "values": "按这一列的内容认出",
    "ready": "按现成的对照", "remembered": "上次就是这样收的", "person": "您选的", "none": "没有对应的栏目，随案件原样保留",
}  # fmt: skip
MOST_WORDS = 40
HOW = {
    COLUMNS: "认得不对的，选中那一行，在下面换一个栏目（可以打拼音首字母）；按回车也能换。",
    MISSING: "表上没有、登记时必填的栏目，照下面写的填；可以改。",
    WORDS: "这些词不在分类里。选它是哪一类，以后就认得了；不选的，这一格不收或照原文保留。",
}


def sure(each: Mapped) -> str:
    """How sure it is, in a word."""
    if not each.fields:
        return "原样保留"
    if each.certainty >= 90:
        return "认准"
    return "像是" if each.certainty >= 60 else "请核对"


class ColumnsStep(QWidget):
    """`pointed`: the column to be shown at the left. `mapped`: a column was said; the file is looked at anew.
    `changed`: something else was decided, which is looked at when going on."""

    pointed = Signal(int)
    mapped = Signal()
    changed = Signal()

    def __init__(self, form: FormContext) -> None:
        super().__init__()
        self._form = form
        self._looked: Looked | None = None
        self._wish = Wished()
        self.given: dict[str, FieldRow] = {}
        self.words: dict[tuple[str, str], QWidget] = {}
        self.chips = ChipRow(
            [
                ChipSpec(COLUMNS, "各列", 0),
                ChipSpec(MISSING, "表上没有的", 0),
                ChipSpec(WORDS, "不认识的词", 0),
            ]
        )
        self.chips.picked.connect(self.show_only)
        self.how = QLabel()
        self.how.setWordWrap(True)
        set_role(self.how, "quiet")
        self.model = TextRows(self, ("列", "表头", "认作", "把握"), 3)
        self.table = PlainTable(self.model, (44, 150, 220), "各列认作什么")
        self.table.selectionModel().currentChanged.connect(lambda now, before: self._tell(now.row()))
        self.table.installEventFilter(self)
        self.why = QLabel()
        self.why.setWordWrap(True)
        set_role(self.why, "quiet")
        self.field = field_pick(form.today)
        self.field.set_name("这一列是什么")
        self.field.picked.connect(self._picked)
        self._lay_out()

    def show_table(self, looked: Looked, wish: Wished) -> None:
        """Show what was understood of a table."""
        row = max(0, self.table.currentIndex().row()) if wish is self._wish else 0
        self._looked, self._wish = looked, wish
        mapping = looked.understood.mapping
        self.model.show_lines(
            [(letters(each.column), each.heading or "（没有表头）", said_of(each.fields), sure(each)) for each in mapping],
            [_tone(each) for each in mapping],
        )  # fmt: skip
        self._show_missing()
        self._show_words()
        self.chips.set_counts({COLUMNS: len(mapping), MISSING: len(self.given), WORDS: len(self.words)})
        self.show_only(self.chips.pressed[0])
        if mapping:
            self.table.selectRow(min(row, len(mapping) - 1))

    def show_only(self, which: str) -> None:
        """Columns, missing ones, or words."""
        self.chips.press(which)
        unfound = self._looked.understood.unfound if which == COLUMNS and self._looked is not None else ()
        names = "".join(f"“{each}”" for each in unfound)
        self.how.setText(
            f"没有认出{names}是哪一列：选中写着它的那一行，在下面选。{HOW[which]}" if names else HOW[which]
        )
        for part in (self.table, self.line):
            part.setVisible(which == COLUMNS)
        self.missing.setVisible(which == MISSING)
        self.unknown.setVisible(which == WORDS)

    def collect(self) -> bool:
        """Take over the values typed for missing columns; False when one is wrong, which is said beside it."""
        for field_id, row in self.given.items():
            if not row.check():
                self.show_only(MISSING)
                row.editor.setFocus()
                return False
            value = row.value()
            if value is not None and row.property("shown") != row.editor.kind.to_text(value):
                self._wish.given[field_id] = value
                self.changed.emit()
        return True

    def focus_first(self) -> None:
        """Put the focus on the columns."""
        self.table.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
        ):  # fmt: skip
            self.field.show_all()
            return True
        return super().eventFilter(watched, event)

    def _tell(self, row: int) -> None:
        if self._looked is None or not 0 <= row < len(self._looked.understood.mapping):
            return
        each = self._looked.understood.mapping[row]
        self.field.set_value(key_of(each.fields))
        self.why.setText(f"{BY.get(each.by, '')}。")
        self.pointed.emit(each.column)

    def _picked(self, key: str) -> None:
        row = self.table.currentIndex().row()
        if self._looked is None or row < 0:
            return
        mapping = self._looked.understood.mapping
        if mapping[row].fields != fields_of(key):
            self._wish.say_column(mapping, mapping[row].column, fields_of(key))
            self.mapped.emit()
        self.table.setFocus()

    def _show_missing(self) -> None:
        assert self._looked is not None
        clear(self._missing)
        self.given = {}
        mapped = {field_id for each in self._looked.understood.mapping for field_id in each.fields}
        assumed = self._looked.understood.assumed
        for field in Registration.columns():
            if field.id in mapped or not (
                field.required or field.id in assumed or field.id in self._wish.given
            ):
                continue
            row = row_for(field, self._form)
            self._put(row, field, assumed.get(field.id, ""))
            self.given[field.id] = row
            self._missing.addWidget(row)
        if not self.given:
            self._missing.addWidget(quiet("必填的栏目表上都有。"))
        self._missing.addStretch(1)

    def _put(self, row: FieldRow, field: Field, said: str) -> None:
        value = self._wish.given.get(field.id)
        if value is None and said:
            try:
                value = field.kind.from_text(said, self._form.today())
            except Invalid:
                self._missing.addWidget(quiet(f"{field.label}：{said}。要全填成一样的，就在下面填。"))
        if value is not None:
            row.set_value(value)
        row.setProperty("shown", field.kind.to_text(value) if value is not None else "")

    def _show_words(self) -> None:
        assert self._looked is not None
        clear(self._words)
        self.words = {}
        for (field_id, word), count in self._looked.understood.unknown.most_common():
            kind = _field(field_id).kind
            if isinstance(kind, Choice | Choices):
                self._wish.asked.setdefault((kind.codes.id, plain_word(word)), (field_id, word, count))
        for key, (field_id, word, count) in list(self._wish.asked.items())[:MOST_WORDS]:
            self.words[key] = self._word(key, field_id, word, count)
        if not self.words:
            self._words.addWidget(quiet("每个词都认得。"))
        self._words.addStretch(1)

    def _word(self, key: tuple[str, str], field_id: str, word: str, count: int) -> QWidget:
        kind = _field(field_id).kind
        assert isinstance(kind, Choice | Choices)
        said = QLabel(f"“{word}”")
        more = quiet(f"{label_of(field_id)}，{count} 行")
        pick = code_pick(kind.codes, self._form.today)
        pick.set_name(f"“{word}”是哪一类")
        if key in self._wish.words:
            pick.set_value(self._wish.words[key] or AS_TEXT)
        pick.picked.connect(lambda code: self._teach(key, code))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(said)
        line.addWidget(more, 1)
        line.addWidget(pick)
        inside = QWidget()
        line.setContentsMargins(0, 0, 0, 0)
        inside.setLayout(line)
        self._words.addWidget(inside)
        return pick

    def _teach(self, key: tuple[str, str], code: str) -> None:
        self._wish.words[key] = "" if code == AS_TEXT else code
        self.changed.emit()

    def _lay_out(self) -> None:
        self.line, self.missing, self.unknown = QWidget(), QWidget(), QWidget()
        line = QGridLayout(self.line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setVerticalSpacing(4)
        line.setColumnStretch(1, 1)
        line.addWidget(QLabel("这一列是"), 0, 0)
        line.addWidget(self.field, 0, 1, Qt.AlignmentFlag.AlignLeft)
        line.addWidget(self.why, 1, 1)
        self._missing, missing = scroll_column(self.missing)
        self._words, words = scroll_column(self.unknown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.chips, self.how):
            layout.addWidget(part)
        for each in (self.table, missing, words):
            layout.addWidget(each, 1)
        layout.addWidget(self.line)


def _field(field_id: str) -> Field:
    kind, _, name = field_id.partition(".")
    return KINDS[kind].column(name)


def _tone(each: Mapped) -> str:
    return {"认准": "green", "像是": "yellow", "请核对": "red"}.get(sure(each), "text_soft")
