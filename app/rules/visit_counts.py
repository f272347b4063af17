"""What is odd about the numbers of a reception. A warning never blocks: old ledgers err (M23, T19)."""

from collections.abc import Mapping

from app.schema.kinds import Value

REPRESENTATIVES = 5
"""How many may speak for the others of a collective visit (T19, 信访工作条例 Art. 20)."""


def fewer_persons(visit: Mapping[str, Value]) -> str | None:
    """Words for a reception (values by field name) with fewer persons than batches; each batch brings at least one."""
    batches, persons = visit.get("batches"), visit.get("persons")
    if isinstance(batches, int) and isinstance(persons, int) and persons < batches:
        return f"{batches} 批次只有 {persons} 人次，请核对"
    return None


def too_many_speak(visit: Mapping[str, Value]) -> str | None:
    """Words for a reception (values by field name) at which more than five speak for the others."""
    speak = visit.get("representatives")
    if isinstance(speak, int) and speak > REPRESENTATIVES:
        return f"代表 {speak} 人，规定不超过 {REPRESENTATIVES} 人"
    return None
