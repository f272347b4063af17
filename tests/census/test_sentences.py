"""Census over every sentence with which the program refuses: Chinese, one sentence, closed, brackets that pair."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FAMILIES = {"Refused", "Invalid", "Conflict", "NotAllowed", "Unavailable", "Damaged", "DateDoubtful"}


def told(path: Path) -> list[tuple[int, str]]:
    """Line and words of every refusal whose sentence stands where it is raised; `…` for what is filled in."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in FAMILIES
            and node.args
        ):
            said = node.args[0]
            if isinstance(said, ast.Constant):
                found.append((node.lineno, str(said.value)))
            elif isinstance(said, ast.JoinedStr):
                parts = [str(each.value) if isinstance(each, ast.Constant) else "…" for each in said.values]
                found.append((node.lineno, "".join(parts)))
    return found


@cache
def sentences() -> list[tuple[str, str]]:
    """Where it stands and its words, of every refusal of the program."""
    return [
        (f"{path.relative_to(ROOT).as_posix()}:{line}", words)
        for top in ("app", "ui")
        for path in sorted((ROOT / top).rglob("*.py"))
        for line, words in told(path)
    ]


def test_the_census_sees_the_sentences() -> None:
    assert len(sentences()) > 80


def test_a_refusal_is_a_closed_chinese_sentence() -> None:
    for place, words in sentences():
        if words.strip("…： ") == "":
            continue  # another sentence is passed on
        assert re.search(r"[\u4e00-\u9fff]", words), place
        assert words.endswith(("。", "？", "…")), (place, words)
        assert words.count("（") == words.count("）") and words.count("(") == words.count(")"), place
        assert words.count("“") == words.count("”"), place
        prose = re.sub(r"\{.*\}", "", words)
        assert not re.search(r"[\u4e00-\u9fff”）][,;:!?]", prose), (
            f"half-width signs between Chinese, {place}"
        )
