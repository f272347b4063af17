"""Which fields a report asks for: they follow from how it came, from whom, and whether it is signed."""

from app.schema.kinds import Value

OWN_SOURCES = frozenset({"self", "found_in_work"})
"""Sources without an office that sent the report."""
NAMELESS = frozenset({"anonymous", "impersonated"})
PLATFORM_CHANNELS = frozenset({"online", "phone"})

WAY = ("registration.sub_channel",)
WAYS = {
    "letter": ("post", "hand", "box", "fax", "other"),
    "phone": ("hotline", "office_phone", "message", "fax", "other"),
    "online": ("website", "wechat", "app", "platform", "other"),
}  # fmt: skip
"""Of the ways in which a report comes (sub-channels), those of each channel; another channel has all."""
LEADER = ("registration.source_leader",)
SENT = (
    "registration.source_unit", "registration.source_letter_no", "registration.source_letter_on",
    "registration.source_due_on", "registration.county_ref_no",
)  # fmt: skip
PLATFORM = ("registration.platform_no",)
VISIT = (
    "visit.visit_kind", "visit.visit_order", "visit.visit_level", "visit.batches", "visit.persons",
    "visit.representatives", "visit.receiver", "visit.place", "visit.answer",
)  # fmt: skip
REPORTER = (
    "reporter.name", "reporter.phone", "reporter.address", "reporter.id_number", "reporter.reporter_type",
    "registration.joint_count", "reporter.needs", "reporter.consent_to_publish",
)  # fmt: skip

FOLLOWING = (*WAY, *LEADER, *SENT, *PLATFORM, *VISIT, *REPORTER)
"""Every field that is not always asked."""
COLLECTIVE = 5
"""Persons from which a visit is a collective one (domain §2.6, to be confirmed): it speaks through representatives."""


def asked(
    channel: Value, source: Value, identity: Value, reporter_type: Value = None, persons: Value = None
) -> frozenset[str]:
    """Of the following fields those asked for now; what is not known yet asks for nothing."""
    found: set[str] = set()
    if channel is not None and channel != "visit":
        found.update(WAY)
    if source == "leader_assigned":
        found.update(LEADER)
    if source is not None and source not in OWN_SOURCES:
        found.update(SENT)
    if channel in PLATFORM_CHANNELS:
        found.update(PLATFORM)
    if channel == "visit":
        found.update(VISIT)
    if identity is not None and identity not in NAMELESS:
        found.update(REPORTER)
    if not (isinstance(persons, int) and persons >= COLLECTIVE):
        found.discard("visit.representatives")
    if reporter_type != "joint":
        found.discard("registration.joint_count")
    return frozenset(found)
