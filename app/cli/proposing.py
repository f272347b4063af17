"""propose, proposals, accept, refuse: wishes to change what another office wrote."""

from argparse import Namespace
from dataclasses import asdict

from app.actions.accept_proposal import accept_proposal
from app.actions.propose_correction import propose_correction, record_of
from app.actions.refuse_proposal import refuse_proposal
from app.change import Change
from app.cli import say, values
from app.exchange import proposals as proposed
from app.store.case_file import case_by_number
from app.store.office import Office


def propose(office: Office, asked: Namespace) -> None:
    """Propose another value for a field of a case that another office owns."""
    case = case_by_number(office, asked.case)
    ((name, value),) = values.settings([asked.value], office.today).items()
    _told(propose_correction(office, *record_of(office, case, name), value, asked.note), asked)


def proposals(office: Office, asked: Namespace) -> None:
    """List proposals, those to answer first."""
    found = proposed.proposals(office)
    if asked.as_json:
        say.document([asdict(each) for each in found])
        return
    for each in found:
        who = "、".join(f"{by.name} {by.person} {by.at[:10]}".strip() for by in each.by)
        state = "请本单位答复" if each.is_open and each.ours else proposed.STATE_WORDS[each.state]
        why = f"（{each.reason}）" if each.reason else ""
        print(
            f"{each.key}\n  {each.case_no} {each.label}：{each.base or '(空)'} → {each.new or '(空)'}  {who}  {state}{why}"
        )
        if each.is_open and each.moved_on:
            print(f"  这一栏后来改成了 {each.now or '(空)'}，不能直接采纳。")
    print(f"共 {len(found)} 条更正建议。")


def accept(office: Office, asked: Namespace) -> None:
    """Write what was proposed."""
    _told(accept_proposal(office, asked.proposal, own_level_confirmed=asked.own_level), asked)


def refuse(office: Office, asked: Namespace) -> None:
    """Leave the record as it is, with a reason."""
    _told(refuse_proposal(office, asked.proposal, asked.reason), asked)


def _told(change: Change, asked: Namespace) -> None:
    if asked.as_json:
        say.document({"change": change.seq, "label": change.label})
    else:
        print(f"{change.label}。")
