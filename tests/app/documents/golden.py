"""The papers of invented cases, each at the moment when it is wanted; run as a script it writes their golden texts anew.

python -m tests.app.documents.golden
"""

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from app.actions.papers import number_paper
from app.documents.paper import Paper, lines_of
from tests.app.documents.invented import accepted, closed, county, handled, township

GOLDEN = Path(__file__).resolve().parents[2] / "data" / "papers"


def papers(folder: Path) -> Iterator[Paper]:
    """One paper of each sort."""
    yield from _of_a_closed_case(folder)
    yield from _of_what_is_not_ours(folder)
    yield from _of_the_county(folder)


def _of_a_closed_case(folder: Path) -> Iterator[Paper]:
    with township(folder / "a") as at:
        accepted(at)
        yield at.paper("acceptance_record")
        at.act(
            "hand_item",
            receipt__item="原信1份3页",
            receipt__to_person="李青云",
            receipt__telephone="0745-1234567",
        )
        yield at.paper("handover_receipt")
        handled(at)
        at.act("ask_extension", extension__reason="waiting", extension__explanation="等待审计结果。")
        at.act("decide_extension", extension__approver="周正明")
        yield at.paper("extension_form")
        closed(at)
        for name in ("registration_sheet", "result_report", "feedback_record"):
            yield at.paper(name)
        at.act("follow_up", followup__state="低保已重新公示。", followup__satisfaction="satisfied")
        yield at.paper("follow_up_record")
        at.act("propose_clarification", clarification__unit="柳树村", clarification__scope="柳树村党员大会",
               clarification__question="收取村民现金2000元。", clarification__addressee="柳树村党支部",
               clarification__wish="同意澄清。", clarification__forms=("written", "meeting"))  # fmt: skip
        yield at.paper("clarification_notice")
        at.act("approve_clarification", clarification__approver="周正明")
        for name in ("clarification_form", "clarification_letter"):
            yield at.paper(name)


def _of_what_is_not_ours(folder: Path) -> Iterator[Paper]:
    with township(folder / "b") as at:
        at.act(
            "reject",
            registration__rejection_ground="other_organ",
            registration__competent_organ="清河县民政局",
        )
        at.act("tell_rejection")
        yield at.paper("rejection_notice")
    with township(folder / "c", category="out_of_scope") as at:
        at.act("transfer_out", transfer__to_unit="清河县民政局", transfer__receiver="钱行之",
               transfer__telephone="0745-7654321", transfer__reply_due_on=date(2026, 4, 30))  # fmt: skip
        number_paper(at.office, at.case, "transfer_letter")
        yield at.paper("transfer_letter")


def _of_the_county(folder: Path) -> Iterator[Paper]:
    with county(folder / "d") as at:
        at.act("forward", supervision__handling_unit="云溪镇纪委")
        number_paper(at.office, at.case, "forward_letter")
        yield at.paper("forward_letter")
    with county(folder / "e") as at:
        at.act("assign", supervision__handling_unit="云溪镇纪委", supervision__due_on=date(2026, 3, 20),
               supervision__requirement="请逐条核查，\n说明低保评定经过。")  # fmt: skip
        number_paper(at.office, at.case, "assignment_letter")
        yield at.paper("assignment_letter")
        at.act("issue_order", order__order_kind="reminder", order__requirement="请报告进展。")
        yield at.paper("reminder")
        at.clock.forward(days=17)
        at.act("issue_order", order__requirement="请说明没有按期办结的原因。")
        yield at.paper("supervision_letter")


def text_of(paper: Paper) -> str:
    """The paper as its golden text."""
    return "\n".join(lines_of(paper)) + "\n"


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as room:
        for made in papers(Path(room)):
            (GOLDEN / f"{made.name}.txt").write_text(text_of(made), "utf-8")
