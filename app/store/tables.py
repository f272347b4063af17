"""The tables that are the store's own; those of the records are derived in `record_tables`."""

from peewee import (
    BlobField,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)


class Table(Model):
    """Base of all tables; unbound, so that several stores can be open: every query names its database."""

    class Meta:
        legacy_table_names = False


class CaseRow(Table):
    """Derived from a case's records at every write: which rows stand side by side, its stage and its light.

    The light of any day follows from the dates from which it turns (`app.rules.status`), so that "all red cases"
    is one indexed query that is right after midnight too.
    """

    registration = IntegerField(primary_key=True)
    handling = IntegerField(null=True, index=True)
    supervision = IntegerField(null=True, index=True)
    allegation = IntegerField(null=True)
    stage = TextField(index=True)
    settled = TextField(null=True)
    running_from = TextField(null=True)
    due_soon_from = TextField(null=True)
    urgent_from = TextField(null=True)
    overdue_from = TextField(null=True)
    due_on = TextField(null=True, index=True)
    due_rule = TextField(null=True)
    respondents = TextField(null=True)
    respondent_key = TextField()
    open = IntegerField()
    voided = IntegerField()
    family = IntegerField(null=True)
    after = TextField(null=True)
    ended_on = TextField(null=True, index=True)
    limit_on = TextField(null=True, index=True)
    closing = TextField(null=True)
    duty_unit = TextField(null=True, index=True)
    flags = TextField(null=True)

    class Meta:
        table_name = "case_row"
        indexes = (
            (("voided", "family"), False),
            (("voided", "after"), False),
            (("voided", "settled", "overdue_from", "urgent_from", "due_soon_from", "running_from"), False),
            (("voided", "respondent_key"), False),
            (("voided", "due_on"), False),
        )


class CaseObligation(Table):
    """Derived with `case_row`: every duty of every case with the dates from which its own light turns.

    `subject` is the id of the record that the duty is about where a case may have several, else blank. A duty whose
    limit is not set has no `due_on`.
    """

    registration = IntegerField()
    rule = TextField()
    subject = TextField()
    started_on = TextField()
    first_due_on = TextField(null=True)
    due_on = TextField(null=True)
    done_on = TextField(null=True)
    stopped_on = TextField(null=True)
    settled = TextField(null=True)
    due_soon_from = TextField(null=True)
    urgent_from = TextField(null=True)
    overdue_from = TextField(null=True)

    class Meta:
        table_name = "case_obligation"
        primary_key = CompositeKey("registration", "rule", "subject")
        indexes = (
            (("settled", "due_on"), False),
            (("rule", "settled", "due_on"), False),
        )


class CaseText(Table):
    """What a search looks through: numbers, respondents with initials, units, summary; never the reporter."""

    registration = IntegerField(primary_key=True)
    body = TextField()

    class Meta:
        table_name = "case_text"


class SameCase(Table):
    """Derived from what registrations say of themselves: where each dropped id of a report ends (`app.store.same`)."""

    dropped = TextField(primary_key=True)
    kept = TextField(index=True)

    class Meta:
        table_name = "same_case"


class Journal(Table):
    """Append-only chain. Each line's hash covers the one before it and the digest of its content."""

    seq = IntegerField(primary_key=True)
    at = TextField()
    day = TextField()
    desk = TextField()
    person = TextField()
    action = TextField()
    label = TextField()
    undoes = IntegerField(null=True)
    undoable = IntegerField()
    digest = TextField()
    hash = TextField()

    class Meta:
        table_name = "journal"


class JournalContent(Table):
    """The content of a journal line, salted so that its digest reveals nothing once it is removed."""

    seq = ForeignKeyField(Journal, primary_key=True, column_name="seq")
    salt = BlobField()
    body = BlobField()

    class Meta:
        table_name = "journal_content"


class JournalRecord(Table):
    """Which journal lines wrote a record."""

    record = TextField()
    seq = ForeignKeyField(Journal, column_name="seq")

    class Meta:
        table_name = "journal_record"
        primary_key = CompositeKey("record", "seq")


class Shelf(Table):
    """Small kept values that are written, journalled and undone like records: settings, siblings, postings taken."""

    kind = TextField()
    key = TextField()
    value = TextField()

    class Meta:
        table_name = "shelf"
        primary_key = CompositeKey("kind", "key")


class Desk(Table):
    """This store itself: its desk number, block of case numbers, write counter, and where it lay when last open."""

    office = TextField(primary_key=True)
    number = TextField()
    block = IntegerField()
    counter = IntegerField()
    place = TextField()

    class Meta:
        table_name = "desk"


class Serial(Table):
    """The last number given in a series of a year and block; it only grows."""

    series = TextField()
    year = IntegerField()
    block = IntegerField()
    last = IntegerField()

    class Meta:
        table_name = "serial"
        primary_key = CompositeKey("series", "year", "block")


class Key(Table):
    """Keys by name (what wraps them comes with encryption)."""

    name = TextField(primary_key=True)
    value = BlobField()

    class Meta:
        table_name = "keyring"


class ReporterIndex(Table):
    """Keyed digests of what identifies a reporter, to find a caller by the whole value (`app.store.blind_index`)."""

    reporter = TextField()
    field = TextField()
    digest = TextField()

    class Meta:
        table_name = "reporter_index"
        primary_key = CompositeKey("reporter", "field", "digest")
        indexes = ((("field", "digest"), False),)


class Draft(Table):
    """Unfinished entries of this desk; kept on every pause in typing, not journalled."""

    page = TextField(primary_key=True)
    body = TextField()
    saved_at = TextField()

    class Meta:
        table_name = "draft"


class Preference(Table):
    """How this desk likes its screen: column widths, last folder, theme; not journalled."""

    key = TextField(primary_key=True)
    value = TextField()

    class Meta:
        table_name = "preference"


class Payload(Table):
    """The hidden truth of every posting sent and taken, compressed, by its digest."""

    digest = TextField(primary_key=True)
    body = BlobField()

    class Meta:
        table_name = "payload"


class Sent(Table):
    """Postings sent, numbered per receiving office by this desk."""

    receiver = TextField()
    desk = TextField()
    number = IntegerField()
    digest = TextField()
    at = TextField()
    cases = IntegerField()
    file_name = TextField()
    answered = TextField(null=True)

    class Meta:
        table_name = "sent"
        primary_key = CompositeKey("receiver", "desk", "number")


class Known(Table):
    """What a desk of another office said it knows: the knowledge list of its newest file."""

    desk = TextField()
    record = TextField()
    version = TextField()

    class Meta:
        table_name = "known"
        primary_key = CompositeKey("desk", "record")


OWN_TABLES: tuple[type[Table], ...] = (
    CaseRow, CaseObligation, CaseText, SameCase, Journal, JournalContent, JournalRecord, Shelf, Desk, Serial, Key,
    ReporterIndex, Draft,
    Preference, Payload, Sent, Known,
)  # fmt: skip
