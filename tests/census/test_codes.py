"""Census over every code of every list, and over the lists that fields name."""

import re
import tomllib

import pytest
from pypinyin import lazy_pinyin

from app.paths import resource
from app.records.catalogue import KINDS
from app.schema.codes import CodeList, code_list, code_lists
from app.schema.kinds import Choice

LISTS = [pytest.param(each, id=each.id) for each in code_lists()]

HEARD_OTHERWISE = {"重访": "cf", "重办": "cb"}
"""Labels whose reading pypinyin gets wrong: 重 is chóng here."""

NAMED_BY_THE_DOMAIN = {"case_flag", "sweep", "visit_level", "write_off_ground", 
    "intake_channel", "intake_source", "category", "rejection_ground", "identity_status", "reporter_type",
    "handling_class", "respondent_class", "allegation_type", "campaign_tag", "disposition", "finding",
    "organizational_measure", "party_sanction", "government_sanction", "four_forms", "visit_kind", "visit_order",
    "referral_kind", "feedback_kind", "feedback_way", "satisfaction", "supervision_reason", "supervision_method",
    "meeting_kind", "extension", "security_marking", "step_kind", "scan_type", "letter_kind", "unit_kind",
    "staff_role", "proposed_action", "inquiry_outcome", "verification_outcome", "reveal_reason",
    "accountability", "clarification_form", "clarification_origin", "closing_way", "filing_kind",
    "follow_up_object", "format_check", "identity_check_result", "identity_check_way", "jurisdiction",
    "lookback_ground", "lookback_kind", "no_feedback_reason", "order_kind", "order_result",
    "overdue_reason", "pause_reason", "periodic_duty", "protection_kind", "receipt_outcome",
    "reopen_kind", "repeat_ground", "repeat_verdict", "retention_period", "return_reason",
    "review_outcome", "reward_delivery", "sub_channel", "substance_check", "transfer_result",
    "upreport_kind", "withdraw_reason",
}  # fmt: skip


def spoken_initials(label: str) -> str:
    """What `initials` should be: first letters of the pinyin, signs left out."""
    letters = "".join(sign for sign in label if sign.isalnum())
    return "".join(syllable[0] for syllable in lazy_pinyin(letters, errors=list)).lower()


def test_every_list_of_the_domain_is_there_and_no_other() -> None:
    assert {each.id for each in code_lists()} == NAMED_BY_THE_DOMAIN


def test_every_choice_field_names_a_list_that_exists() -> None:
    named = {
        field.kind.list_id
        for kind in KINDS.values()
        for field in kind.columns()
        if isinstance(field.kind, Choice)
    }
    assert len(named) > 15
    assert {code_list(each).id for each in named} == named


@pytest.mark.parametrize("codes", LISTS)
def test_a_list_is_named_after_its_file_and_says_its_source(codes: CodeList) -> None:
    said = tomllib.loads(resource("codes", f"{codes.id}.toml").read_text("utf-8"))
    assert said["id"] == codes.id
    assert codes.label.strip()
    assert codes.source.strip()
    assert len(codes.codes) >= 2


@pytest.mark.parametrize("codes", LISTS)
def test_ids_are_short_ascii_and_unique(codes: CodeList) -> None:
    ids = [code.id for code in codes.codes]
    assert len(set(ids)) == len(ids)
    assert [each for each in ids if not re.fullmatch(r"[a-z0-9_]{1,30}", each)] == []


@pytest.mark.parametrize("codes", LISTS)
def test_no_word_means_two_codes(codes: CodeList) -> None:
    words = [word for code in codes.codes for word in (*code.words, code.id)]
    assert sorted({word for word in words if words.count(word) > 1}) == []
    for code in codes.codes:
        assert [codes.find(word) for word in (code.id, code.label, *code.aliases)] == [code] * (
            2 + len(code.aliases)
        )


@pytest.mark.parametrize("codes", LISTS)
def test_labels_hold_no_sign_that_parts_several_codes_in_a_cell(codes: CodeList) -> None:
    assert [
        code.label for code in codes.codes if re.search(r"[、，,;；\n]", code.label) or not code.label.strip()
    ] == []


@pytest.mark.parametrize("codes", LISTS)
def test_initials_are_those_of_the_label(codes: CodeList) -> None:
    wrong = {
        code.label: expected
        for code in codes.codes
        if code.initials != (expected := HEARD_OTHERWISE.get(code.label) or spoken_initials(code.label))
    }
    assert wrong == {}


@pytest.mark.parametrize("codes", LISTS)
def test_a_parent_is_a_code_of_the_same_list_one_level_up(codes: CodeList) -> None:
    for code in codes.codes:
        if code.parent is not None:
            assert codes.by_id[code.parent].parent is None


@pytest.mark.parametrize("codes", LISTS)
def test_every_code_is_reached_by_its_number_its_initials_and_its_label(codes: CodeList) -> None:
    for number, code in enumerate(codes.offered, start=1):
        assert codes.matching(str(number))[0] == code
        assert code in codes.matching(code.initials)
        assert code in codes.matching(code.label)
