"""The papers of invented cases, each at the moment when it is wanted; run as a script it writes their golden texts anew.

python -m tests.app.documents.golden
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from app.actions.papers import make_paper, number_paper
from app.documents.paper import Paper, lines_of
from tests.app.documents.invented import accepted, closed, county, township

GOLDEN = Path(__file__).resolve().parents[2] / "data" / "papers"


def papers(folder: Path) -> Iterator[Paper]:
    """One paper of each sort."""
    with township(folder / "a") as at:
        accepted(at)
        yield make_paper(at.office, at.case, "acceptance_record")
        closed(at)
        for name in ("registration_sheet", "result_report", "feedback_record"):
            yield make_paper(at.office, at.case, name)
    with township(folder / "b") as at:
        at.act(
            "reject",
            registration__rejection_ground="other_organ",
            registration__competent_organ="清河县民政局",
        )
        yield make_paper(at.office, at.case, "rejection_notice")
    with township(folder / "c", category="out_of_scope") as at:
        at.edit(registration__transferred_on=at.office.today, registration__transferred_to="清河县民政局")
        yield make_paper(at.office, at.case, "transfer_letter")
    for name, kind in (("forward_letter", "forward"), ("assignment_letter", "assign_result")):
        with county(folder / name) as at:
            at.act("assign", supervision__handling_unit="云溪镇纪委", supervision__referral_kind=kind,
                   supervision__requirement="请逐条核查，\n说明低保评定经过。")  # fmt: skip
            number_paper(at.office, at.case, name)
            yield make_paper(at.office, at.case, name)


def text_of(paper: Paper) -> str:
    """The paper as its golden text."""
    return "\n".join(lines_of(paper)) + "\n"


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as room:
        for made in papers(Path(room)):
            (GOLDEN / f"{made.name}.txt").write_text(text_of(made), "utf-8")
