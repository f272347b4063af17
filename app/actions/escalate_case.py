"""报上级(登记以后): a registered matter proves to belong above: its content is destroyed, a stub stays (Rules Art. 15).

Destroyed are the records of the case, what the journal says of them, search text, drafts, and the possibility to undo.
The stub keeps number, received on, channel, handed to and on; the journal keeps number, day and approver; T01 runs on
from the day of receipt. The kept truth of postings that held the case goes too, and a small list of what is gone stays:
taking a posting refuses these records, and offices that were sent them are sent their withdrawal. Sheets and orders of
the office above hang on the case as copies: they are destroyed here with it and stay with their owner, who is sent the
withdrawal of ours. Minutes and circulars hang on no case: the sentences in them that name it go with it
(`app.store.striking`). While another office still handles the case, its content lies there: it has to give it back first.
Backups made before are found and given up when asked (`app.actions.thin_escalated`); files that were sent are not
reached. Sentences of other cases that name it by its number go as those of minutes do. What repeats it is another record
with the same content: it is named, and goes up one by one.
"""

from app.actions.backup import second_place
from app.actions.case_action import CaseAction, Values, next_number, owned
from app.actions.families import family_of
from app.actions.units import unit_name
from app.change import Change
from app.records.matters import Escalation
from app.schema.kinds import Value
from app.store import attachments, backups, firewall, same, striking
from app.store.case_file import CaseFile, read_cases
from app.store.office import Office

_ALSO = "没有写编号和姓名而说到它的话，办完以后到“统计”的“会议”一栏点“划去报上级的话”。"
_NAMED = 5
"""Cases of the same matter at most that are named."""


def _refusal(office: Office, case: CaseFile) -> str | None:
    if reason := owned(office, case.registration, "登记"):
        return reason
    others = (each for each in case.handlings if each.owner != office.code and each.returned_on is None)
    handler = next(others, None)
    if handler is None:
        return None
    return f"{unit_name(office, handler.owner)}还在办理这一件。请先请它退回，收到它的工作簿后再转为报上级件。"


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"registration.instructed_on": office.today}


def _told(office: Office, case: CaseFile) -> str:
    """Which sentences of minutes, circulars and other cases go with it, and which cases repeat it."""
    found = [*striking.spoken(office, striking.marks(office, case)), *striking.spoken_elsewhere(office, case)]
    said = [_alike(office, case)]
    if found:
        words = "；".join(each.words for each in found)
        said.append(f"会议纪要、通报和别的件里说到它的这几句一并销毁：{words}。")
    return "".join((*said, _ALSO))


def _alike(office: Office, case: CaseFile) -> str:
    """The other cases of the matter: they hold the same content and are not reached from here."""
    ids = [id for id in family_of(office, case.registration.id) if id != case.registration.id]
    titles = [each.title for each in read_cases(office, ids[:_NAMED])]
    if not titles:
        return ""
    more = f"等 {len(ids)} 件" if len(ids) > len(titles) else ""
    return f"同一事项还有{'、'.join(titles)}{more}，内容相同，也要逐件转为报上级件。"


def _escalate(office: Office, case: CaseFile, values: Values) -> Change:
    registration = case.registration
    said = {name: values.get(f"escalation.{name}") for name in ("handed_to", "handed_on", "receipt_no")}
    with office.writing("报上级", action="escalate_case", undoable=False) as write:
        stub = next_number(office, write, "stub")
        write.add(
            Escalation, stub_no=stub, received_on=registration.received_on, channel=registration.intake_channel, **said
        )  # fmt: skip
        approver, day = values["registration.approver"], values["registration.instructed_on"]
        write.label = f"{case.title} 转为报上级件 {stub}，{day} 由{approver}批准"
        kept = [each.sha256 for each in case.attachments if each.sha256]
        striking.strike(office, write, striking.marks(office, case), case)
        for id in same.members(office.db, [registration.id]):
            destroyed = firewall.destroy(office.db, id, office.code)
            said_of_it = destroyed.as_kept(
                write.desk, office.counter + 1, stub=stub, on=office.today.isoformat()
            )
            write.shelve("gone", id, said_of_it)
    firewall.scrub(office.db)
    second = second_place(office)
    attachments.forget(office, kept, () if second is None else (second / backups.FOLDER,))
    assert write.change is not None
    return write.change


ACTION = CaseAction(
    id="escalate_case", label="转为报上级件", step="escalate", rank=95,
    fields=(
        "registration.approver", "registration.instructed_on", "escalation.handed_to", "escalation.handed_on",
        "escalation.receipt_no",
    ),
    required=("registration.approver", "registration.instructed_on"),
    refusal=_refusal, defaults=_defaults, day="registration.instructed_on", instead=_escalate, told=_told,
    hint="应由上级管的：内容全部销毁，只留编号，不能撤销；原件报上级，五个工作日内。",
)  # fmt: skip
