"""文书: the papers of a case that make sense now, made, printed or saved; what leaves is journalled and not undone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.actions.case_action import next_number
from app.actions.units import unit_name
from app.change import Change
from app.documents.making import make, not_ready
from app.documents.paper import Paper
from app.documents.saving import save
from app.documents.subject import Subject
from app.documents.template import Template, names, shipped, template_of
from app.errors import Invalid, NotAllowed
from app.records.matters import Reporter
from app.schema.codes import code_list
from app.store.case_file import CaseFile, read_case
from app.store.office import Office

SERIES = "letter"
"""The numbers of letters: 云函〔2026〕3号."""


@dataclass(frozen=True)
class Offer:
    """One paper of a case: `reason` says why it is not ready, or is None. `look` is to be looked at before it leaves."""

    name: str
    title: str
    reason: str | None
    look: str = ""
    likely: bool = False
    wants_number: bool = False
    """Whether a letter number can be drawn for it."""


def papers_for(office: Office, case: CaseFile) -> list[Offer]:
    """Every paper there is: first those that make sense now, the likeliest first, then the others with the reason."""
    subject = _subject(office, case, ())
    ranked = sorted((_ranked(office, subject, name) for name in names()), key=lambda each: each[0])
    return [offer for _, offer in ranked]


def _ranked(office: Office, subject: Subject, name: str) -> tuple[tuple[bool, bool, int], Offer]:
    own = shipped(name)
    try:
        template = template_of(office.folder, name)
    except Invalid as error:
        return (True, True, own.order), Offer(name, _called(own), error.sentence)
    about = _meant(subject, template)
    reason = not_ready(template, about)
    likely = reason is None and subject.case.stage.value in template.stages
    wants = reason is None and wants_number(about, template)
    offer = Offer(name, _called(template), reason, template.look, likely, wants)
    return (reason is not None, not likely, template.order), offer


def _called(template: Template) -> str:
    """The paper's short name in a list: its title where that names no case."""
    return code_list("letter_kind").name_of(template.id) if "{" in template.title else template.title


def make_paper(office: Office, case_id: str, name: str, reporters: Sequence[Reporter] = ()) -> Paper:
    """The paper of a case; `reporters` as `reveal` gave them, or none. Raises Invalid, NotAllowed with the reason."""
    case = read_case(office, case_id)
    template = _known(office, name)
    subject = _meant(_subject(office, case, reporters), template)
    reason = not_ready(template, subject)
    if reason is not None:
        raise NotAllowed(reason)
    return make(template, subject)


def _known(office: Office, name: str) -> Template:
    if name not in names():
        raise Invalid(f"没有“{name}”这种文书，可以写：{'、'.join(names())}。")
    return template_of(office.folder, name)


def _meant(subject: Subject, template: Template) -> Subject:
    return replace(subject, pick=template.pick)


def _subject(office: Office, case: CaseFile, reporters: Sequence[Reporter]) -> Subject:
    said = {
        "code": office.code, "name": office.name, "level": office.level, "person": office.person,
        "above": unit_name(office, office.above) if office.above else "",
    }  # fmt: skip
    mine = tuple(each for each in reporters if each.case == case.registration.id)
    return Subject(case, office.today, said, mine)


def print_paper(office: Office, case_id: str, paper: Paper, put: Callable[[], object]) -> Change:
    """Note in the journal that the paper is printed, and let `put` print it; where that fails nothing is noted."""
    return _note(office, case_id, f"打印{_said(office, paper)}", put, "print")


def save_paper(office: Office, case_id: str, paper: Paper, path: Path, *, replace: bool = False) -> Change:
    """Save the paper as .docx where the person chose. Raises NotAllowed over a file that stands, Unavailable."""

    def put() -> None:
        from app.documents.plain_docx import to_docx

        save(to_docx(paper), path, replace=replace)

    return _note(office, case_id, f"存为文档{_said(office, paper)}", put, "save_paper")


def _said(office: Office, paper: Paper) -> str:
    """The kind of paper, not its title: that may name people, and a journal's label outlives the case."""
    called = _called(template_of(office.folder, paper.name))
    return f"《{called[:40]}》{'（含反映人信息）' if paper.names_reporter else ''}"


def _note(office: Office, case_id: str, label: str, put: Callable[[], object], action: str) -> Change:
    case = read_case(office, case_id)
    with office.writing(f"{label} {case.title}", action=action, undoable=False) as write:
        write.note_reading(case.registration)
        put()
    assert write.change is not None
    return write.change


def wants_number(subject: Subject, template: Template) -> bool:
    """Whether the paper's letter number stands in a record of this office and is still blank."""
    number = template.number
    return bool(number) and subject.owns(number) and subject.value(number) is None


def number_paper(office: Office, case_id: str, name: str) -> Change:
    """Draw the next letter number for the paper and write it into the case. Raises NotAllowed when it has one."""
    case, template = read_case(office, case_id), _known(office, name)
    subject = _meant(_subject(office, case, ()), template)
    record = subject.record(template.number) if wants_number(subject, template) else None
    if record is None:
        raise NotAllowed("这份文书不用编函号，或者已经有了。")
    with office.writing(f"编函号 {case.title}", action="number_paper") as write:
        write.edit(record, **{template.number.partition(".")[2]: next_number(office, write, SERIES)})
    assert write.change is not None
    return write.change


def file_name(case: CaseFile, title: str) -> str:
    """The name offered for the file: title and number, without signs that a file name cannot hold; no names of people."""
    kept = "".join(sign if sign not in '\\/:*?"<>|\n\t' else "_" for sign in f"{title} {case.title}")
    return f"{kept[:80].strip()}.docx"
