"""谈话函询: a talk with a respondent, or a written inquiry (DR 26-28; T07)."""

from app.actions.case_action import CaseAction, Values
from app.actions.dispose import handling_refusal
from app.actions.standing import refuse_the_reported, respondent
from app.records.proceedings import Inquiry
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    return handling_refusal(office, case)


def _also(office: Office, case: CaseFile, values: Values) -> dict[str, Value]:
    """A talk is its own answer: its report is due from that day (T08)."""
    return {"inquiry.replied_on": values["inquiry.sent_on"]} if values["inquiry.way"] == "talk" else {}


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {
        "inquiry.sent_on": office.today,
        "inquiry.received_on": office.today,
        "inquiry.way": "written_inquiry",
        "inquiry.respondent": respondent(case),
    }


ACTION = CaseAction(
    id="inquire", label="谈话函询", step="inquire", rank=31,
    fields=(
        "inquiry.way", "inquiry.respondent", "inquiry.sent_on", "inquiry.received_on", "inquiry.talkers",
    ),
    required=("inquiry.way", "inquiry.respondent", "inquiry.sent_on"),
    refusal=_refusal, defaults=_defaults, day="inquiry.sent_on", adds=Inquiry, also=_also, check=refuse_the_reported,
    quiet=True,
    hint="函询填发出和收到日期，收到后十五个工作日内回复；谈话填谈话人。",
)  # fmt: skip
