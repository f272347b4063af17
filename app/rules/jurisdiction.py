"""The upper-level question (Rules Art. 15; domain §2.4): asked before any text can be typed, as one key.

Authority follows cadre rank (Rules Art. 8-12, to be confirmed). Nothing is preset: the person reads the letter and
presses a key; whatever belongs above leads to the stub, which holds no name, content or reason.
"""

from dataclasses import dataclass

_ABOVE_TOWNSHIP = frozenset({"section_head", "section_deputy", "county_rank", "above"})
_ABOVE_COUNTY = frozenset({"county_rank", "above"})

_RANKS = {
    "township": ("乡科级及以上干部", _ABOVE_TOWNSHIP),
    "dispatched": ("乡科级及以上干部", _ABOVE_TOWNSHIP),
    "county": ("县处级及以上干部", _ABOVE_COUNTY),
}


@dataclass(frozen=True)
class Answer:
    """One answer: the key that gives it, its words, and whether the matter goes up as a stub."""

    key: str
    label: str
    escalates: bool


@dataclass(frozen=True)
class Question:
    """What is asked and its answers in the order of their keys; none is preset."""

    text: str
    answers: tuple[Answer, ...]

    def answered(self, key: str) -> Answer | None:
        """The answer that the key gives, None for any other key."""
        return next((answer for answer in self.answers if answer.key == key), None)


def question(level: str) -> Question:
    """The question of an office of that level: township, dispatched or county; raises KeyError for others."""
    rank, _ = _RANKS[level]
    return Question(
        text="先看来件再选：反映的对象归谁管？按 1、2 或 3，选好后才能录入。",
        answers=(
            Answer("1", "本级管辖", False),
            Answer("2", f"上级管理的干部（{rank}）", True),
            Answer("3", "反映本机关主要负责人", True),
        ),
    )


def raises_question(level: str, respondent_class: str | None) -> bool:
    """Whether an imported row of that respondent class must be asked about before it is taken.

    A class that is not known raises nothing. Raises KeyError for an unknown level.
    """
    _, above = _RANKS[level]
    return respondent_class in above
