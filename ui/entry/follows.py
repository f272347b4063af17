"""Which fields a report asks for: they follow from how it came, from whom, and whether it is signed."""

from app.schema.kinds import Value

OWN_SOURCES = frozenset({"self", "found_in_work"})
"""Sources without an office that sent the report."""
NAMELESS = frozenset({"anonymous", "impersonated"})
PLATFORM_CHANNELS = frozenset({"online", "phone"})

SENT = ("registration.source_unit", "registration.source_letter_no", "registration.county_ref_no")
PLATFORM = ("registration.platform_no",)
VISIT = (
    "visit.visit_kind", "visit.visit_order", "visit.visit_level", "visit.batches", "visit.persons",
    "visit.receiver", "visit.place", "visit.answer",
)  # fmt: skip
REPORTER = (
    "reporter.name", "reporter.phone", "reporter.address", "reporter.id_number", "reporter.reporter_type",
    "reporter.needs", "reporter.consent_to_publish",
)  # fmt: skip

FOLLOWING = (*SENT, *PLATFORM, *VISIT, *REPORTER)
"""Every field that is not always asked."""


def asked(channel: Value, source: Value, identity: Value) -> frozenset[str]:
    """Of the following fields those asked for now; what is not known yet asks for nothing."""
    found: set[str] = set()
    if source is not None and source not in OWN_SOURCES:
        found.update(SENT)
    if channel in PLATFORM_CHANNELS:
        found.update(PLATFORM)
    if channel == "visit":
        found.update(VISIT)
    if identity is not None and identity not in NAMELESS:
        found.update(REPORTER)
    return frozenset(found)
