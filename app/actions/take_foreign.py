"""收取外来台账: the rows of somebody else's ledger that were understood, after the preview; one batch, one undo."""

from collections.abc import Mapping

from app.actions.backup import back_up
from app.actions.case_action import next_number
from app.actions.foreign_owners import Hand, entrust_cells, propose_cells, register_for
from app.change import Change
from app.errors import Conflict, Invalid, NotAllowed
from app.exchange.foreign.form_values import KEPT, SAYS_WHO
from app.exchange.foreign.inspection import Decisions, Inspection, Looked
from app.exchange.foreign.known_cases import SINGLE
from app.exchange.foreign.matching import WRITTEN, Outcome, Result, id_of
from app.exchange.foreign.owners import Way, sender_of
from app.exchange.posting import Progress, no_progress
from app.records.catalogue import KINDS
from app.records.matters import Allegation, Reporter, Step
from app.records.proceedings import Measure
from app.records.record import Record
from app.records.registration import Registration
from app.schema.kinds import Value
from app.store.office import Office
from app.store.writing import Writer


def take_foreign(
    office: Office, found: Inspection, decisions: Mapping[int, Decisions] | None = None, *,
    all_or_nothing: bool = False, progress: Progress = no_progress, backed_up: bool = False,
) -> Change:  # fmt: skip
    """Write the rows that are new or changed; the mapping and the words taught are remembered.
    `backed_up`: whether whoever calls has just made the backup.

    Raises NotAllowed where there is nothing to write, or a row is refused and all or nothing was wished; Conflict when
    the ledger has moved on since the preview.
    """
    counts = found.counts()
    if all_or_nothing and counts[Result.REFUSED.value]:
        raise NotAllowed(
            f"有 {counts[Result.REFUSED.value]} 行不能收，您选的是“全部能收才收”，所以一行也没有收。请先改好，或改选“先收好的”。"
        )
    wanted = [each for looked in found.looked for each in looked.outcomes if each.result in WRITTEN]
    if not wanted:
        raise NotAllowed("这份台账里没有可收的新内容，什么都没有写入。")
    if not backed_up:
        back_up(office, "take")
    with office.writing(f"收取台账 {found.source.name[:60]}（{len(wanted)} 件）", action="import") as write:
        write.own_level_confirmed = (
            True  # each row that asks was answered in the preview, or is refused there
        )
        for done, outcome in enumerate(wanted):
            progress(done, len(wanted))
            try:
                _write(office, write, outcome, Hand(sender_of(office, found.sender), found.source.name))
            except Invalid as error:
                error.args = (f"第 {outcome.line.row + 1} 行：{error.sentence}",)
                raise
        _remember(write, found, decisions or {}, found.sender)
    if write.change is None:
        raise Conflict("预览之后数据又有变化，没有收取。请重新预览。")
    return write.change


def _write(office: Office, write: Writer, outcome: Outcome, hand: Hand) -> None:
    if outcome.result is not Result.NEW:
        _change(office, write, outcome, hand)
    elif hand.sender.own:
        _register(office, write, outcome)
    else:
        register_for(write, outcome, hand)


def _of(outcome: Outcome, kind: str) -> dict[str, Value]:
    """What the row says of one kind of record, by field name."""
    return {
        key.partition(".")[2]: value
        for key, value in outcome.line.values.items()
        if key.startswith(f"{kind}.")
    }


def _register(office: Office, write: Writer, outcome: Outcome) -> None:
    said = _of(outcome, "registration")
    said.setdefault("registered_on", office.today)
    id = id_of(office.code, outcome.line)
    known = office.find(Registration, id=id)  # one that was taken back keeps its id
    made = write.add(Registration, **said) if known else write.add_as(id, Registration, **said)
    if made.case_no is None:
        made = write.edit(made, case_no=next_number(office, write, "case"))
    for seq, point in enumerate(outcome.line.allegations, start=1):
        write.add(Allegation, case=made.id, seq=seq, **point)
    for kind in SINGLE:
        if values := _of(outcome, kind):
            write.add(KINDS[kind], case=made.id, **_defaults(office, kind, made, values), **values)
    for said in outcome.line.measures:
        write.add(Measure, case=made.id, **said)
    write.add(Step, case=made.id, step_kind="register", day=made.registered_on, unit=office.name,
              person=made.registrar or office.person or None, note="从外来台账收取")  # fmt: skip
    _keep(office, write, made, outcome)


def _defaults(office: Office, kind: str, made: Registration, said: Mapping[str, Value]) -> dict[str, Value]:
    """What a record of the row needs and the sheet has no column for."""
    known: dict[str, Value] = {}
    if kind == "handling":
        known = {"round_no": 1, "unit": office.name, "received_on": made.received_on}
    elif kind == "visit":
        known = {"visited_on": made.received_on, "visit_kind": "window", "batches": 1}
    return {name: value for name, value in known.items() if name not in said}


def _keep(office: Office, write: Writer, made: Registration, outcome: Outcome) -> None:
    """The reporter, and the columns that belong to no field: those that may say who reported stay with the reporter."""
    kept = {f"{KEPT}{heading}": text for heading, text in outcome.line.kept.items()}
    private = {heading: text for heading, text in kept.items() if SAYS_WHO.search(heading)}
    who = _of(outcome, "reporter")
    if who or private:
        reporter = write.add(Reporter, case=made.id, **who)
        if private:
            place = f"reporter.extra/{reporter.id}"
            sealed = {heading: office.seal_text(text, place) for heading, text in private.items()}
            write.keep(reporter, sealed)
    if rest := {heading: text for heading, text in kept.items() if heading not in private}:
        write.keep(made, rest)


def _change(office: Office, write: Writer, outcome: Outcome, hand: Hand) -> None:
    propose_cells(office, write, outcome, hand)
    entrust_cells(office, write, outcome, hand)
    by_record: dict[tuple[str, str], dict[str, Value]] = {}
    for each in outcome.changes:
        if each.way is Way.OURS:
            value = KINDS[each.kind].column(each.name).kind.from_stored(each.new)
            by_record.setdefault((each.kind, each.id), {})[each.name] = value
    for (kind, id), values in by_record.items():
        record: type[Record] = KINDS[kind]
        if id:
            current = office.get(record, id)
            _refuse_moved(outcome, kind, id, current)
            write.edit(current, **values)
        else:
            made = office.get(Registration, outcome.case)
            write.add(record, case=made.id, **_defaults(office, kind, made, values), **values)
    if outcome.adds_reporter:
        write.add(Reporter, case=outcome.case, **_of(outcome, "reporter"))
    if not hand.sender.own:
        return
    for said in outcome.added_measures:
        write.add(Measure, case=outcome.case, **said)
    known = len(office.find(Allegation, case=outcome.case)) if outcome.added else 0
    for seq, point in enumerate(outcome.added, start=known + 1):
        write.add(Allegation, case=outcome.case, seq=seq, **point)


def _refuse_moved(outcome: Outcome, kind: str, id: str, current: Record) -> None:
    for each in outcome.changes:
        if (each.kind, each.id) != (kind, id):
            continue
        if current.column(each.name).kind.to_stored(current.value(each.name)) != each.old:
            raise Conflict("预览之后这一件又有人改过，没有收取。请重新预览。")


def _remember(write: Writer, found: Inspection, decisions: Mapping[int, Decisions], sender: str) -> None:
    for number, looked in enumerate(found.looked):
        decided = decisions.get(number)
        if decided is not None and decided.left_out:
            continue
        columns = {str(each.column): list(each.fields) for each in looked.understood.mapping}
        if columns and any(each.result in WRITTEN for each in looked.outcomes):
            write.shelve(
                "foreign_mapping",
                f"{looked.fingerprint}/{sender}",
                {"columns": columns, "as": _title(looked)},
            )
        for (list_id, word), code in (decided.words if decided else {}).items():
            write.shelve("foreign_words", f"{list_id}/{word}", {"list": list_id, "word": word, "code": code})


def _title(looked: Looked) -> str:
    return f"{looked.table.sheet.name}（{len(looked.understood.mapping)} 列）"
