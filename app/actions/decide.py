"""待定: a record written on both sides unknown to each other; take theirs or keep ours."""

from dataclasses import dataclass, replace

from app.actions.take import shelve_siblings
from app.change import Change
from app.errors import Invalid, NotAllowed
from app.exchange.compare import row_of
from app.exchange.differences import Difference, differences
from app.exchange.merge import Merged, Verdict
from app.exchange.posting import stated
from app.exchange.recused import Recused, bare
from app.exchange.truth import Stated
from app.records.catalogue import KINDS
from app.records.version import encode
from app.store import rows, shelf
from app.store.office import Office


@dataclass(frozen=True)
class Held:
    """One record that waits: what stands here, the versions beside it, and what differs."""

    kind: str
    id: str
    case: str
    label: str
    ours: Stated
    others: tuple[Stated, ...]
    owned: bool
    kept_back: bool = False
    """Whether the reader is respondent in the case: then no version says anything."""

    def differences(self, number: int = 0) -> tuple[Difference, ...]:
        """What the other version of that number says differently."""
        return tuple(differences(self.kind, self.ours, self.others[number]))


def held(office: Office) -> list[Held]:
    """All records that wait for a decision; of a case in which the reader is respondent only that they wait."""
    recused = Recused(office)
    found = []
    for id, said in shelf.values(office.db, "sibling").items():
        (row,) = rows.fetch(office.db, said["kind"], "id", [id])
        case = rows.fetch(office.db, "registration", "id", [said["case"]])
        number = str(case[0]["case_no"] or "") if case else ""
        others = tuple(Stated.of(each) for each in said["versions"])
        found.append(
            Held(
                said["kind"],
                id,
                said["case"],
                f"{number} {KINDS[said['kind']].label}".strip(),
                stated(said["kind"], row),
                others,
                said["owner"] == office.code,
            )
        )
        recused.look([found[-1].ours, *others])
    return [_kept_back(each) if each.case in recused.cases else each for each in found]


def _kept_back(one: Held) -> Held:
    return replace(one, ours=bare(one.ours), others=tuple(map(bare, one.others)), kept_back=True)


def decide(office: Office, id: str, keep: str, number: int = 0) -> Change:
    """Keep `ours` or take `theirs` (the other version of that number).

    The owner's decision is a new write that knows all versions and ends the matter everywhere. Elsewhere it only
    chooses which version is shown until the owner has decided.
    """
    one = next((each for each in held(office) if each.id == id), None)
    if one is None:
        raise NotAllowed("这条记录没有待定的版本，可能已经处理过，请刷新。")
    if one.kept_back:
        raise NotAllowed("您是这一件的被反映人，按规定要回避，请交给别的同事决定。")
    if keep not in ("ours", "theirs") or not 0 <= number < len(one.others):
        raise Invalid("请选择“保留本方”或“采用对方”。")
    chosen = one.ours if keep == "ours" else one.others[number]
    word = "保留本方" if keep == "ours" else "采用对方"
    with office.writing(f"{word}：{one.label}", action="decide") as write:
        if one.owned:
            write.decide(
                one.kind, row_of(chosen), *(encode(each.version) for each in (one.ours, *one.others))
            )
            write.shelve("sibling", id, None)
        elif chosen is not one.ours:
            rest = tuple(each for each in (one.ours, *one.others) if each is not chosen)
            write.put(one.kind, row_of(chosen))
            shelve_siblings(write, Merged(chosen, rest, Verdict.HELD))
    if write.change is None:
        raise NotAllowed("本单位不是这条记录的填写单位，现在显示的就是这个版本；等填写单位决定。")
    return write.change
