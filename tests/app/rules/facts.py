"""Random facts and calendars for the property tests of the rules."""

from datetime import date

from hypothesis import strategies as st

from app.rules.calendar import WorkCalendar, load_shipped

DAYS = st.dates(date(2023, 6, 1), date(2028, 6, 1))
DATED = (
    "registration.received_on", "registration.registered_on", "registration.accepted_on",
    "registration.acceptance_told_on", "registration.rejected_on", "registration.retained_on",
    "registration.transferred_on", "registration.source_due_on",
    "handling.received_on", "handling.disposed_on", "handling.verification_begun_on",
    "handling.report_handed_on", "handling.closed_on", "handling.reported_on", "handling.fed_back_on",
    "handling.archived_on", "supervision.assigned_on", "supervision.due_on", "supervision.extended_due_on",
    "escalation.received_on", "escalation.handed_on",
)  # fmt: skip
CODED = {
    "registration.identity_status": ["anonymous", "signed_unverified", "real_name", "impersonated"],
    "registration.category": ["misconduct_report", "appeal", "out_of_scope"],
    "registration.intake_source": ["self", "forwarded_above", "assigned_above"],
    "registration.is_repeat": [True, False],
    "registration.rejection_ground": ["legal_procedure", "other_organ", "no_substance"],
    "supervision.referral_kind": ["forward", "assign_result", "assign_situation"],
    "supervision.extension": ["none", "requested", "approved", "refused"],
    "handling.disposition": ["preliminary_verification", "closed_no_action"],
    "handling.finding": ["substantiated", "undetermined"],
}

FACTS = st.fixed_dictionaries(
    {},
    optional={fact: st.none() | DAYS for fact in DATED}
    | {fact: st.none() | st.sampled_from(codes) for fact, codes in CODED.items()},
)
CALENDARS = st.sampled_from([load_shipped(), WorkCalendar(())])
