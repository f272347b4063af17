"""可能是同一件: cases under different ids that bear one number of the county, of the platform, or of their own.

The number of one may be the county's number of the other (the county registered the paper under its own number). Two cases
of one office that bear the same number of its own are no such pair: they are to be renumbered. Nothing is decided here.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from peewee import Database

from app.store import rows, same

_SAME_NUMBER: tuple[tuple[str, str, str], ...] = (
    ("platform_no", "platform_no", "平台编号"), ("county_ref_no", "county_ref_no", "县编号"),
    ("county_ref_no", "case_no", "县编号"), ("case_no", "county_ref_no", "县编号"), ("case_no", "case_no", "信访编号"),
)  # fmt: skip
"""A column of the one, the column of the other in which the same number may stand, and what that number is called."""
_BRACKETS = ("〔〕", "[]", "［］", "（）", "()", "【】")
_PLAIN = str.maketrans({sign: "〔〕"[at] for pair in _BRACKETS for at, sign in enumerate(pair)})
_FEW = 300
"""Up to so many numbers are asked of the index, more are looked for in one walk over all cases."""
_NEWEST = 100
"""Cases that came last, of which 今日 asks."""
_Bearer = tuple[str, str, str | None, str]
"""A standing case that bears a number: id, owner, its own number, and the number as it stands there."""


@dataclass(frozen=True)
class Alike:
    """Two cases that may be the same: id and number of either, and which number they have in common."""

    one: str
    one_no: str
    other: str
    other_no: str
    number: str
    called: str

    @property
    def sentence(self) -> str:
        """For people, the number first by which it was seen."""
        return (
            f"“{self.one_no or '(未编号)'}”与“{self.other_no or '(未编号)'}”的{self.called}相同，可能是同一件"
        )


def alike(db: Database, cases: Iterable[Mapping[str, object]]) -> list[Alike]:
    """For each of these registrations (by field name, with `id` and `owner`) the standing cases here that may be the
    same; each pair once, without those already said to be one, and those judged to be another matter."""
    dropped, asked = same.known(db), list(cases)
    found: dict[tuple[str, str], Alike] = {}
    for mine, theirs, called in _SAME_NUMBER:
        wanted: dict[str, list[Mapping[str, object]]] = {}
        for case in asked:
            if number := _plain(case.get(mine)):
                wanted.setdefault(number, []).append(case)
        for id, owner, case_no, number in _bearing(db, theirs, wanted):
            for case in wanted.get(_plain(number), ()):
                one = str(case["id"])
                pair = (min(one, id), max(one, id))
                own = mine == theirs == "case_no" and owner == case["owner"]
                if one != id and pair not in found and not own and dropped.get(one, one) != id:
                    mine_no = str(case.get("case_no") or "")
                    found[pair] = Alike(one, mine_no, id, case_no or "", number, called)
    apart = _apart(db, found)
    return [each for pair, each in sorted(found.items()) if pair not in apart]


def alike_to(db: Database, case: str) -> list[Alike]:
    """The standing cases that may be the same as this one."""
    return alike(db, rows.fetch(db, "registration", "id", [case]))


def newest_alike(db: Database, barred: Collection[str] = ()) -> list[Alike]:
    """The pairs of which one is among the cases that came last, for the first page; without those `barred`."""
    names = ("id", "owner", "case_no", "county_ref_no", "platform_no")
    sql = (
        f'SELECT {", ".join(names)} FROM "registration" WHERE "voided" IS NULL '
        'AND "id" NOT IN (SELECT "dropped" FROM "same_case") ORDER BY "n" DESC LIMIT ?'
    )
    asked = db.execute_sql(sql, (_NEWEST,)).fetchall()
    found = alike(db, [dict(zip(names, row, strict=True)) for row in asked])
    return [each for each in found if not {each.one, each.other} & set(barred)]


def _apart(db: Database, pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of these pairs that somebody has judged to be different."""
    ids = sorted({id for pair in pairs for id in pair})
    return {
        (min(said), max(said))
        for row in rows.fetch(db, "repeat", "case", ids)
        if row["voided"] is None and row["verdict"] == "different"
        for said in [(str(row["case"]), str(row["main_case"]))]
    }


def _bearing(db: Database, column: str, numbers: Collection[str]) -> Iterator[_Bearer]:
    """The cases, neither voided nor dropped, in whose column one of these plain numbers stands (or, of many, may)."""
    sql = (
        f'SELECT "id", "owner", "case_no", "{column}" FROM "registration" WHERE "voided" IS NULL '
        f'AND "id" NOT IN (SELECT "dropped" FROM "same_case") AND "{column}" '
    )
    if len(numbers) > _FEW:
        yield from db.execute_sql(f"{sql}> ''")
    elif numbers:
        spelled = sorted({each for number in numbers for each in _spellings(number)})
        for start in range(0, len(spelled), _FEW):
            part = spelled[start : start + _FEW]
            yield from db.execute_sql(f"{sql}IN ({', '.join('?' * len(part))})", part)


def _plain(number: object) -> str:
    """A number with its brackets in the one shape."""
    return str(number or "").strip().translate(_PLAIN)


def _spellings(plain: str) -> list[str]:
    """A plain number as it may be written: with each sort of brackets."""
    return [plain.replace("〔", pair[0]).replace("〕", pair[1]) for pair in _BRACKETS]
