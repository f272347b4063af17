"""待裁定: a record written on both sides unknown to each other; the owner decides, field by field or as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.change import Change
from app.errors import Invalid, NotAllowed
from app.exchange import hands
from app.exchange.compare import row_of
from app.exchange.differences import Difference, differences, in_words
from app.exchange.merge import Merged, Verdict
from app.exchange.posting import stated
from app.exchange.recused import Recused, bare
from app.exchange.remembered import base_of
from app.exchange.siblings import shelve_siblings
from app.exchange.three_way import VOIDED, Point, points, with_values
from app.exchange.truth import Stated
from app.records.catalogue import KINDS
from app.records.version import Relation, encode, join, relation
from app.schema.kinds import Stored
from app.store import recusal, rows, same, shelf
from app.store.office import Office
from app.store.writing import Writer

OURS, THEIRS, JOINED = "ours", "theirs", "joined"
WORDS = {OURS: "保留本方", THEIRS: "采用对方", JOINED: "两边合并"}


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
    wrote: hands.Hands = field(default_factory=dict)
    """Who is known to have written which version."""

    def differences(self, number: int = 0) -> tuple[Difference, ...]:
        """What the other version of that number says differently."""
        return tuple(differences(self.kind, self.ours, self.others[number]))


@dataclass(frozen=True)
class Torn:
    """One field in which ours and another version differ, in words; `point` holds the stored faces."""

    name: str
    label: str
    base: str
    ours: str
    theirs: str
    point: Point

    @property
    def torn(self) -> bool:
        """Whether a person has to decide: both changed it, or nobody knows what it was."""
        return self.point.torn

    def value(self, keep: str) -> Stored:
        """The stored face that a pick means."""
        return {OURS: self.point.ours, THEIRS: self.point.theirs, JOINED: self.point.joined}[keep]


def held(office: Office) -> list[Held]:
    """All records that wait for a decision; of a case in which the reader is respondent only that they wait.

    Raises NotAllowed for whoever reads no case.
    """
    recusal.refuse_reading(office.db)
    recused = Recused(office)
    found = []
    for id, said in shelf.values(office.db, "sibling").items():
        row = next(iter(rows.fetch(office.db, said["kind"], "id", [id])), None)
        if row is None:
            continue
        case = rows.fetch(office.db, "registration", "id", [same.home(office.db, said["case"])])
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
                wrote=said.get("hands", {}),
            )
        )
        recused.look([found[-1].ours, *others])
    return [_kept_back(each) if each.case in recused.cases else each for each in found]


def _kept_back(one: Held) -> Held:
    return replace(one, ours=bare(one.ours), others=tuple(map(bare, one.others)), kept_back=True)


def fields_of(office: Office, one: Held, number: int = 0, ours: Stated | None = None) -> list[Torn]:
    """Field by field, what both knew, ours (or what it was joined to already), and the other version of that number."""
    if one.kept_back:
        return []
    ours, theirs = ours or one.ours, one.others[number]
    newer = relation(theirs.version, ours.version) is Relation.NEWER
    base = ours if newer else base_of(office, one.ours, ours, theirs)
    labels = {each.name: each for each in KINDS[one.kind].columns()}
    found = []
    for point in points(base, ours, theirs):
        column = labels.get(point.name)
        faces = (point.base, point.ours, point.theirs)
        words = ["" if face is None else in_words(column, face) if column else str(face) for face in faces]
        label = column.label if column else "作废" if point.name == VOIDED else point.name
        found.append(Torn(point.name, label, words[0], words[1], words[2], point))
    return found


def hand(office: Office, one: Held, number: int | None = None) -> tuple[str, str]:
    """Person and moment of our version, or of the other one of that number."""
    return hands.of(office, one.ours if number is None else one.others[number], one.wrote)


def waiting(office: Office, id: str) -> Held:
    """The record that waits under this id. Raises NotAllowed when there is none, or for whoever is reported in it."""
    one = next((each for each in held(office) if each.id == id), None)
    if one is None:
        raise NotAllowed("这条记录没有待定的版本，可能已经处理过，请刷新。")
    if one.kept_back:
        raise NotAllowed("您是这一件的被反映人，按规定要回避，请交给别的同事决定。")
    return one


def decide(office: Office, id: str, keep: str, number: int = 0) -> Change:
    """Keep `ours`, take `theirs` (the other version of that number), or both `joined` where no field is torn.

    The owner's decision is a new write that knows all versions and ends the matter everywhere. Elsewhere it only
    chooses which version is shown until the owner has decided.
    """
    one = waiting(office, id)
    if keep not in WORDS or not 0 <= number < len(one.others):
        raise Invalid("请选择“保留本方”“采用对方”或“两边合并”。")
    with office.writing(f"{WORDS[keep]}：{one.label}", action="decide") as write:
        if one.owned:
            _decide(office, write, one, keep, number)
        else:
            _show(write, one, keep, number)
    if write.change is None:
        raise NotAllowed("本单位不是这条记录的填写单位，现在显示的就是这个版本；等填写单位决定。")
    return write.change


def decide_many(office: Office, ids: Sequence[str], keep: str) -> Change:
    """Decide several own records alike, as one undo step. Raises Invalid or NotAllowed, and then none is decided."""
    if keep not in WORDS:
        raise Invalid("请选择“保留本方”“采用对方”或“两边合并”。")
    wanted = dict.fromkeys(ids)
    found = [each for each in held(office) if each.id in wanted]
    if not found or len(found) < len(wanted):
        raise NotAllowed("有的记录没有待定的版本，可能已经处理过，请刷新。")
    with office.writing(f"{WORDS[keep]}：{len(found)} 条", action="decide") as write:
        for one in found:
            if one.kept_back or not one.owned:
                raise NotAllowed(f"“{one.label}”不由您决定，请不要选它。")
            if len(one.others) > 1 and keep == THEIRS:
                raise Invalid(f"“{one.label}”不止一份别的内容，请单独决定。")
            _decide(office, write, one, keep, 0)
    assert write.change is not None
    return write.change


def decide_fields(office: Office, id: str, picks: Mapping[str, Stored], number: int = 0) -> Change:
    """Decide field by field: `picks` gives the stored face of every torn field, and of others where wanted.

    What is not named becomes what only one side changed. Raises Invalid where a torn field is missing, NotAllowed
    where another office decides, LevelDoubtful for a respondent that neither version names.
    """
    one = waiting(office, id)
    if not one.owned:
        raise NotAllowed("这条记录由别的单位填写，等填写单位决定。")
    found = fields_of(office, one, number)
    missing = [each.label for each in found if each.torn and each.name not in picks]
    if missing:
        raise Invalid(f"还没有定：{'、'.join(missing)}。")
    typed = {name: value for name, value in picks.items() if not _is_said(one, name, value)}
    values = {each.name: each.point.joined for each in found}
    values |= {name: value for name, value in picks.items() if name not in typed}
    with office.writing(f"逐项决定：{one.label}", action="decide") as write:
        _settle(write, one, with_values(one.ours, values, one.ours.version))
        if typed:
            record = write.latest(one.kind, one.id)
            write.edit(record, **{n: record.column(n).kind.from_stored(face) for n, face in typed.items()})
    assert write.change is not None
    return write.change


def _is_said(one: Held, name: str, value: Stored) -> bool:
    """Whether one of the versions holds this value; what a person types anew is asked about like any edit."""
    if name == VOIDED:
        return True
    return any(each.fields.get(name) == value for each in (one.ours, *one.others))


def _decide(office: Office, write: Writer, one: Held, keep: str, number: int) -> None:
    if keep != JOINED:
        _settle(write, one, one.ours if keep == OURS else one.others[number])
        return
    both = one.ours
    for at in range(len(one.others)):
        found = fields_of(office, one, at, both)
        if torn := [each.label for each in found if each.torn]:
            raise Invalid(f"“{one.label}”的{'、'.join(torn)}两边都改过，请逐项决定。")
        known = join(both.version, one.others[at].version)
        both = with_values(both, {each.name: each.point.joined for each in found}, known)
    _settle(write, one, both)


def _settle(write: Writer, one: Held, chosen: Stated) -> None:
    write.decide(one.kind, row_of(chosen), *(encode(each.version) for each in (one.ours, *one.others)))
    write.shelve("sibling", one.id, None)


def _show(write: Writer, one: Held, keep: str, number: int) -> None:
    """Choose which version is shown here until the owner has decided."""
    if keep != THEIRS:
        return
    chosen = one.others[number]
    rest = tuple(each for each in (one.ours, *one.others) if each is not chosen)
    write.put(one.kind, row_of(chosen))
    shelve_siblings(write, Merged(chosen, rest, Verdict.HELD), one.wrote)
