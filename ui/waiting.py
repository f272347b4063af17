"""What waits for an answer, in numbers: the badges of the rail, and the files without a receipt.

Nothing is counted before the first page stands: to count reads the calendar and most of the ledger.
"""

from app.store.office import Office


class Waiting:
    """Counts nothing until it has `begun`."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self.begun = False

    def today(self) -> int:
        """What 今日 asks for."""
        if not self.begun:
            return 0
        from app.ledger.today import to_do

        return to_do(self._office)

    def exchange(self) -> int:
        """Files that wait too long, held records, proposals and configuration to be answered."""
        if not self.begun:
            return 0
        from app.exchange.issued.arrived import waiting as configured
        from app.store import proposing
        from ui.exchange.files import held_count, waiting_long

        office = self._office
        asked = proposing.to_answer(office.db, office.code)
        return held_count(office) + asked + configured(office) + waiting_long(office)

    def receipts(self) -> str:
        """How many files wait for their receipt, in words; blank for none."""
        if not self.begun:
            return ""
        from app.ledger.unanswered import unanswered

        number = len(unanswered(self._office))
        return f"{number} 份待回执" if number else ""
