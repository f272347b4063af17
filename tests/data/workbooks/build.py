"""Writes the posting of the present format version beside this file: `python -m tests.data.workbooks.build`.

Run once when the format's version changes; a file of an earlier version is never written again.
"""

import tempfile
from pathlib import Path

from app.exchange.posting import make_posting
from app.exchange.truth import MAJOR, MINOR
from app.records.offices import Unit
from tests.app.exchange import two_offices as two

PLACE = Path(__file__).parent


def build() -> Path:
    """A township's posting of three cases to its county, in clear."""
    target = PLACE / f"posting_{MAJOR}.{MINOR}.xlsx"
    with tempfile.TemporaryDirectory() as room:
        office = two.township(Path(room) / "town")
        for days, words in ((3, "反映低保评定不公"), (4, "反映占用林地"), (5, "反映修路款去向")):
            case = two.report(office, days, words)
        two.act(
            office, "propose", case, registration__proposed_action="accept", registration__proposer="王敏"
        )
        county = next(unit for unit in office.find(Unit) if unit.code == "QH00")
        target.write_bytes(make_posting(office, county).content.getvalue())
        office.close()
    return target


if __name__ == "__main__":
    print(build())
