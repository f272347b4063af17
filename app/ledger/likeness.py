"""Likeness: earlier cases that may be about the same matter as a report, for a person to judge (M26).

What is compared is respondents (name, sound, post, unit), village and content; never who may have written. Nobody is
compared with everybody: candidates come from indexes (the sound of a name, rare pairs of characters, the village),
and only those few are read and compared.
"""

import heapq
import math
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from peewee import Database

from app.ledger.families import families_of
from app.ledger.pieces import numbers, run
from app.rules.alike import agree
from app.rules.report_said import Named, Report, names_of, places, plain, sound_pairs
from app.schema.pinyin import near_sounds
from app.store import grams

POSSIBLE = 50
"""Certainty (0-100) from which a case is offered as a possible repeat; below it only as one to look at."""
_RARE, _AMONG_NAMES, _AMONG_VILLAGE, _READ = 600, 400, 1500, 160
_RANKED, _OF_A_FAMILY = 480, 3
"""How many cases are looked at: of one pair of characters, one name, one village, how many are read and compared; and how
many are ranked, of which one matter gives so many."""


@dataclass(frozen=True)
class Like:
    """An earlier case: its row number, how certain (0-100) it is the same matter, and what agrees, in words."""

    number: int
    certainty: int
    agrees: tuple[str, ...]
    family: int = 0
    """Row number of the main item of its matter; its own where it stands alone."""


def like(db: Database, asked: Report, but: Iterable[int] = (), limit: int = 8) -> list[Like]:
    """The likeliest earlier cases, the likeliest first, of one matter the likeliest alone; `but` are row numbers of
    cases, or of main items of matters, that are not offered."""
    hits, weights = _candidates(db, asked)
    barred = set(but)
    for number in barred:
        hits.pop(number, None)
    ranked = [number for _, number in heapq.nlargest(_RANKED, zip(hits.values(), hits, strict=True))]
    known = families_of(db, ranked)
    families = {number: known[number] for number in ranked if number in known}
    best: dict[int, Like] = {}
    for number, report in read(db, _of_each_few(families, barred)).items():
        agreement = agree(asked, report, weights)
        if agreement.certainty >= POSSIBLE or agreement.named:
            found = Like(number, agreement.certainty, agreement.words, families[number])
            best[found.family] = min(best.get(found.family, found), found, key=_likeliest)
    return sorted(best.values(), key=_likeliest)[:limit]


def _likeliest(each: Like) -> tuple[int, int]:
    return -each.certainty, -each.number


def _of_each_few(families: Mapping[int, int], barred: Collection[int]) -> list[int]:
    """Of cases ranked by what speaks for them those to be read: a matter of many reports must not push out the rest."""
    taken: dict[int, int] = {}
    kept: list[int] = []
    for number, family in families.items():
        before = taken.get(family, 0)
        if before < _OF_A_FAMILY and family not in barred:
            taken[family] = before + 1
            kept.append(number)
            if len(kept) == _READ:
                break
    return kept


def read(db: Database, wanted: Sequence[int]) -> dict[int, Report]:
    """What is compared of these cases, in two questions."""
    chosen = f"[{','.join(map(str, wanted))}]"
    within = "IN (SELECT value FROM json_each(?))"
    people: dict[int, list[Named]] = {}
    for number, *named in run(
        db,
        'SELECT r."n", a."respondent", a."unit", a."position" FROM "registration" r JOIN "allegation" a '
        f'ON a."case" = r."id" WHERE r."n" {within} AND a."voided" IS NULL',
        [chosen],
    ):
        people.setdefault(number, []).append(Named(*(each or "" for each in named)))
    return {
        number: Report(tuple(people.get(number, ())), place or "", summary or "", received_on or "")
        for number, place, summary, received_on in run(
            db,
            f'SELECT "n", "incident_place", "summary", "received_on" FROM "registration" WHERE "n" {within} '
            'AND "voided" IS NULL AND "id" NOT IN (SELECT "dropped" FROM "same_case")',
            [chosen],
        )
    }


def _candidates(db: Database, asked: Report) -> tuple[dict[int, float], dict[str, float]]:
    """Row numbers with how much speaks for reading them, and how telling the pairs of sounds of what is asked are."""
    hits: defaultdict[int, float] = defaultdict(float)
    for name in names_of(asked):
        _add(hits, sounding_like(db, name), 8.0)
    for place in places(asked):
        _add(hits, newest(db, place, _AMONG_VILLAGE), 3.0)
    weights: dict[str, float] = {}
    ((total,),) = run(db, 'SELECT count(*) FROM "case_row"', ())
    for pair in sorted(grams.grams(plain(asked.summary))):
        if len(pair) < grams.EXACT or not grams.can_find(pair):
            continue
        holding = newest(db, pair, _RARE)
        telling = math.log(1 + (total + 1) / (len(holding) + 1))
        for sound in sound_pairs(pair):
            weights[sound] = max(weights.get(sound, 0.0), telling)
        if len(holding) < _RARE:
            _add(hits, holding, telling)
    return hits, weights


def _add(hits: "defaultdict[int, float]", found: Iterable[int], worth: float) -> None:
    for number in found:
        hits[number] += worth


def newest(db: Database, word: str, limit: int) -> "array[int]":
    """The newest cases whose text holds the pairs of this word."""
    return numbers(
        db,
        f'SELECT group_concat("rowid") FROM (SELECT "rowid" FROM "{grams.TABLE}" WHERE "{grams.TABLE}" MATCH ? '
        'ORDER BY "rowid" DESC LIMIT ?)',
        [grams.question([word]), limit],
    )


def sounding_like(db: Database, name: str) -> "array[int]":
    """The newest cases with a respondent whose name sounds like this one."""
    begun = near_sounds(name)
    values = ", ".join("(?)" for _ in begun)
    return numbers(
        db,
        f'WITH said("key") AS (VALUES {values}) SELECT group_concat("n") FROM (SELECT r."n" FROM said JOIN "allegation" a '
        'ON a."respondent_pinyin" >= said."key" AND a."respondent_pinyin" < said."key" || char(0x10FFFF) '
        'JOIN "registration" r ON r."id" = a."case" ORDER BY r."n" DESC LIMIT ?)',
        [*begun, _AMONG_NAMES],
    )
