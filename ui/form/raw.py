"""What stands in an editor as it was typed, right or wrong, as plain JSON: for drafts."""

from typing import Any

from app.errors import Invalid
from ui.form.editor import Editor
from ui.form.line import LineEditor
from ui.form.long_text import LongTextEditor


def raw(editor: Editor) -> Any:
    """`{"value": stored face}`, `{"text": as typed}` while that is no value, or None when empty."""
    try:
        stored = editor.kind.to_stored(editor.value())
    except Invalid:
        return {"text": _typed(editor)}
    return None if stored is None else {"value": stored}


def set_raw(editor: Editor, kept: Any) -> None:
    """Show again what `raw` gave; what this program no longer understands is left empty."""
    if not kept:
        editor.set_value(None)
    elif "value" in kept:
        try:
            editor.set_value(editor.kind.from_stored(kept["value"]))
        except Invalid:
            editor.set_value(None)
    else:
        editor.set_value(None)
        if isinstance(editor, LineEditor):
            editor.line.setText(str(kept["text"]))


def _typed(editor: Editor) -> str:
    if isinstance(editor, LineEditor):
        return editor.line.text()
    return editor.box.toPlainText() if isinstance(editor, LongTextEditor) else ""
