"""我的: of what waits in the office, what one person has to do: who registered tells and moves on, who handles does the rest."""

from dataclasses import dataclass

from app.ledger.asked_extensions import EXTENSION
from app.ledger.duties import CHASE, REPLY, Duty
from app.ledger.given_back import RETURNED
from app.ledger.pieces import run
from app.rules.declarations import Rule
from app.store.office import Office

_OF_THE_REGISTRAR = (CHASE, REPLY, EXTENSION, RETURNED)
"""What an upper office sees to, and what somebody else than the handler decides."""
_SPLIT = "replace(replace(replace(ifnull(h.\"assistants\", ''), '，', '、'), ',', '、'), ' ', '')"
_HANDLED = (
    'SELECT c."registration" FROM "handling" h JOIN "case_row" c ON c."handling" = h."n" WHERE h."handler" = ?1 '
    f"OR instr('、' || {_SPLIT} || '、', '、' || ?1 || '、') > 0"
)
_REGISTERED = 'SELECT "n" FROM "registration" WHERE "registrar" = ?1'
_IN_HAND = 'SELECT c."registration" FROM "case_row" c JOIN "handling" h ON h."n" = c."handling" WHERE h."handler" IS NOT NULL'


@dataclass(frozen=True)
class Mine:
    """The cases of one person: those handled or assisted, those registered, and of these the ones nobody handles yet."""

    handled: frozenset[int]
    registered: frozenset[int]
    waiting: frozenset[int]
    """Cases in which the person is the one who waits: handled, or registered while nobody handles them."""
    person: str
    rules: dict[str, Rule]

    def row(self, number: int, rule: str) -> bool:
        """Whether the duty by this rule in the case with that row number is the person's."""
        known = self.rules.get(rule)
        return number in (self.registered if known is not None and known.by_registrar else self.waiting)

    def duty(self, duty: Duty) -> bool:
        """Whether a line is the person's; what belongs to no case is the office's."""
        if duty.case is None:
            return False
        known, case = self.rules.get(duty.rule), duty.case
        helpers = (case.handling.assistants or "") if case.handling is not None else ""
        handler = case.handling.handler if case.handling is not None else None
        if handler is None or duty.rule in _OF_THE_REGISTRAR or (known is not None and known.by_registrar):
            return case.registration.registrar == self.person
        return self.person == handler or self.person in _names(helpers)


def mine(office: Office, person: str) -> Mine:
    """What is this person's."""
    handled, registered, taken = (
        frozenset(number for (number,) in run(office.db, sql, [person] if "?1" in sql else []))
        for sql in (_HANDLED, _REGISTERED, _IN_HAND)
    )
    rules = {each.id: each for each in office.measure.rules}
    return Mine(handled, registered, handled | (registered - taken), person, rules)


def _names(said: str) -> list[str]:
    return [each for each in said.replace("，", "、").replace(",", "、").replace(" ", "").split("、") if each]
