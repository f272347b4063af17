"""What is odd about the numbers of a reception. A warning never blocks: old ledgers err (M23)."""

from collections.abc import Mapping

from app.schema.kinds import Value


def fewer_persons(visit: Mapping[str, Value]) -> str | None:
    """Words for a reception (values by field name) with fewer persons than batches; each batch brings at least one."""
    batches, persons = visit.get("batches"), visit.get("persons")
    if isinstance(batches, int) and isinstance(persons, int) and persons < batches:
        return f"{batches} 批次只有 {persons} 人次，请核对"
    return None
