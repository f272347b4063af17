"""One labelled field: label at the left, editor, grey hint and the error in words below it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from app.schema.kinds import Value
from ui.form.editor import Editor
from ui.theme import set_role


class FieldRow(QWidget):
    """A label, its editor, a hint and, when something is wrong, one sentence in the light's red."""

    def __init__(self, label: str, editor: Editor, *, hint: str = "", required: bool = False) -> None:
        super().__init__()
        self.editor = editor
        self.required = required
        self._label_text = label
        self._hint_text = hint
        self._warning = ""
        self.label = QLabel(f"{label} *" if required else label)
        self.below = QLabel()
        self.below.setWordWrap(True)
        self._lay_out()
        editor.set_name(f"{label}，必填" if required else label)
        editor.changed.connect(self._changed)
        editor.left.connect(self.check)
        self._say(None)

    def value(self) -> Value:
        """The value typed; raises Invalid."""
        return self.editor.value()

    def set_value(self, value: Value) -> None:
        """Show a value; an old error goes."""
        self.editor.set_value(value)
        self.show_error(None)

    def check(self, *, complete: bool = False) -> bool:
        """Whether the value is right; says what is not. `complete`: a required field must not be empty."""
        wrong = self.editor.holds_error()
        sentence = wrong.sentence if wrong else None
        if sentence is None and complete and self.required and self.editor.value() is None:
            sentence = f"请填写{self._label_text}。"
        self.show_error(sentence)
        return sentence is None

    def show_error(self, sentence: str | None) -> None:
        """Say what is wrong with this field, or that nothing is."""
        self.editor.show_error(sentence)
        self._say(sentence)

    def show_warning(self, sentence: str) -> None:
        """Say what is odd about the value, though it is kept; blank: nothing is."""
        self._warning = sentence
        self._say(self.error or None)

    @property
    def warning(self) -> str:
        """The warning shown now; empty when there is none."""
        return self.below.text() if self.below.property("role") == "warning" else ""

    @property
    def error(self) -> str:
        """The sentence shown now; empty when nothing is wrong."""
        return self.below.text() if self.below.property("role") == "error" else ""

    def _changed(self) -> None:
        self.show_error(None)

    def _say(self, error: str | None) -> None:
        set_role(self.below, "error" if error else "warning" if self._warning else "hint")
        text = error or self._warning or self.editor.note() or self._hint_text
        self.below.setText(text)
        self.below.setVisible(bool(text))

    def _lay_out(self) -> None:
        set_role(self.label, "field")
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.label.setBuddy(self.editor)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.addWidget(self.label, 0, 0, Qt.AlignmentFlag.AlignTop)
        line = QHBoxLayout()
        line.addWidget(self.editor, 1000)
        line.addStretch(1)
        grid.addLayout(line, 0, 1)
        grid.addWidget(self.below, 1, 1)
        grid.setColumnStretch(1, 1)
