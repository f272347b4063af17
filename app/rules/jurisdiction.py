"""The upper-level question (Rules Art. 15; domain §2.4): asked before any text can be typed, as one key.

Authority follows cadre rank (Rules Art. 8-12, to be confirmed). Nothing is preset: the person reads the letter and
presses a key; whatever belongs above leads to the stub, which holds no name, content or reason. A rank or a post
that stands in a point all the same asks again, wherever it is written (`doubt`; the store refuses until it was said
that the matter is the office's own).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.errors import Invalid
from app.records.matters import Allegation
from app.schema.kinds import Stored

_ABOVE_TOWNSHIP = frozenset({"section_head", "section_deputy", "county_rank", "above"})
_ABOVE_COUNTY = frozenset({"county_rank", "above"})

_VILLAGE = frozenset({"village_secretary", "village_director", "village_other", "group_leader"})
_POSTS_ABOVE_TOWNSHIP = (
    "党委书记", "党委副书记", "党委委员", "党工委书记", "镇长", "乡长", "街道办事处主任", "办事处主任", "人大主席",
    "纪委书记", "纪工委书记", "纪检监察组组长", "纪检组长", "县委", "县长",
)  # fmt: skip
_POSTS_ABOVE_COUNTY = (
    "县委书记", "县委副书记", "县委常委", "县长", "县人大常委会主任", "县政协主席", "县纪委书记", "县监委主任", "市委", "市长",
)  # fmt: skip
_POSTS = {
    "township": _POSTS_ABOVE_TOWNSHIP, "dispatched": _POSTS_ABOVE_TOWNSHIP, "county": _POSTS_ABOVE_COUNTY,
}  # fmt: skip
"""Words in a post that stand for a cadre of the level above, or for the head of the organ itself."""

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


ASKED = frozenset({"rank_class", "position"})
"""Fields of a point that can raise the question."""


class LevelDoubtful(Invalid):
    """A respondent may belong to the level above: somebody must say that the matter is the office's own."""

    def __init__(self, words: str) -> None:
        super().__init__(
            f"被反映人{words}，可能归上级管，没有写入。归上级管的不要录入，改登报上级件，把原件报送上级；"
            "已核对归本级管的，在登记页或案件页里确认后再存。",
            field="allegation.rank_class",
        )
        self.words = words


def doubt(level: str, point: Mapping[str, Stored]) -> str | None:
    """What in a point (stored faces by field name) raises the question, in words; None when nothing does.

    A rank above the office's authority does, and so does such a post, or that of the organ's own head, unless the
    rank says that it is one of the village. Raises KeyError for an unknown level.
    """
    _, above = _RANKS[level]
    rank, post = point.get("rank_class"), str(point.get("position") or "")
    if rank in above:
        return f"职级是“{Allegation.column('rank_class').kind.to_text(rank)}”"
    if rank not in _VILLAGE and any(word in post for word in _POSTS[level]):
        return f"职务是“{post}”"
    return None


def refuse_doubtful(level: str, point: Mapping[str, Stored]) -> None:
    """Raise LevelDoubtful for a point that raises the question."""
    words = doubt(level, point)
    if words is not None:
        raise LevelDoubtful(words)
