"""What a file brings of configuration: only from above, only what is newer, never in force by itself."""

import functools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.actions.settings import set_limit, set_setting
from app.actions.take import take
from app.actions.verify import verify
from app.errors import Refused, Unavailable
from app.exchange.issued.arrived import _unsound, offers, sources, waiting
from app.exchange.issued.group import UNIT_FIELDS, Standing
from app.exchange.issued.groups import GROUPS
from app.exchange.preview import Preview
from app.exchange.receive import open_truth, preview
from app.exchange.truth import CONFIGURATION
from app.store import shelf
from app.store.office import Office
from tests.app.exchange import two_offices as two
from tests.app.exchange.issued.configured import decided, sent
from tests.app.exchange.test_bad_input import posting
from tests.tiers import some

SETTINGS = ("calendar.changes", "rules.changes", "rules.local", "preset", "preset.local", "codes.changes")


def standing(office: Office) -> dict[str, Any]:
    return {key: office.setting(key) for key in SETTINGS}


def forged(
    path: Path,
    target: Path,
    change: Callable[[dict[str, Any]], object],
    *,
    header: dict[str, Any] | None = None,
) -> Path:
    """The posting with its configuration changed by somebody who knows how to make its digest right."""
    truth = open_truth(path)
    (line,) = truth.kept(CONFIGURATION)
    change(line)
    again = posting(path, target, json.dumps({CONFIGURATION: line}), header=header)
    return _without_the_first(again, target)


def _without_the_first(path: Path, target: Path) -> Path:
    """Only the configuration that came last."""
    truth = open_truth(path)
    lines = [(sort, said) for sort, said in truth.walk()]
    first = next(at for at, (sort, _) in enumerate(lines) if sort == CONFIGURATION)
    kept = [json.dumps({sort: said}) for at, (sort, said) in enumerate(lines) if at != first]
    return _rewritten(truth.header, kept, target)


def _rewritten(header: Any, lines: list[str], target: Path) -> Path:
    import hashlib
    import zlib
    from base64 import b64encode

    from app.exchange.sheets import CHUNK_LIMIT
    from tests.app.exchange.forging import book

    texts = [json.dumps({"header": vars(header)}), *lines]
    texts.append(json.dumps({"end": {"lines": len(texts)}}))
    plain = "".join(text + "\n" for text in texts).encode()
    packed = b64encode(zlib.compress(plain)).decode()
    chunks = [packed[at : at + CHUNK_LIMIT] for at in range(0, len(packed), CHUNK_LIMIT)]
    return book(target, chunks, hashlib.sha256(plain).hexdigest())


@pytest.fixture
def came(county: Office, town: Office, tmp_path: Path) -> Preview:
    """The county's configuration, looked at and taken by the township."""
    decided(county)
    found = preview(town, sent(county, tmp_path))
    take(town, found)
    return found


def test_a_preview_says_old_and_new_and_taking_the_file_changes_no_setting(
    county: Office, town: Office, tmp_path: Path
) -> None:
    decided(county)
    before = standing(town)
    found = preview(town, sent(county, tmp_path, ["calendar", "rules"]))
    assert found.refusal is None and found.brings_news
    assert [(item.label, item.old, item.new) for each in found.configuration for item in each.items] == [
        ("2026-03-07 星期六", "休息日", "工作日（县里补班）"), ("受理告知", "15 个工作日", "10 个工作日")]  # fmt: skip
    assert any("县里下发了时限第 1 号（2026-03-06），1 处与本机不同" in each for each in found.warnings)
    assert found.as_json()["configuration"][1]["items"][0]["id"] == "rules/T03"
    take(town, found)
    assert standing(town) == before
    assert waiting(town) == 2 and [each.waiting for each in offers(town)] == [True, True]


def test_what_came_already_is_told_and_changes_nothing(
    came: Preview, county: Office, town: Office, tmp_path: Path
) -> None:
    again = preview(town, sent(county, tmp_path))
    assert [each.comes for each in again.configuration] == [False] * 5
    assert "第 1 号以前来过，还没有决定" in again.configuration[0].note
    assert not preview(town, came.path).brings_news


def test_an_older_number_and_a_second_content_under_one_number_are_told(
    came: Preview, county: Office, town: Office, tmp_path: Path
) -> None:
    set_limit(county, "T03", limit=8)
    newer = sent(county, tmp_path, ["rules"])
    two.receive(town, newer)
    older = forged(came.path, tmp_path / "older.xlsx", lambda line: line, header={"number": 9})
    assert "第 1 号，本机已有较新的第 2 号" in preview(town, older).configuration[1].note

    def other(line: dict[str, Any]) -> None:
        line["groups"]["rules"]["content"]["limits"]["T03"]["limit"] = 9

    fork = preview(town, forged(newer, tmp_path / "fork.xlsx", other, header={"number": 9}))
    assert "内容与这一份不同，先不收" in fork.configuration[0].note and not fork.configuration[0].comes


def test_configuration_from_below_or_beside_is_refused_and_the_cases_are_taken(
    county: Office, town: Office, tmp_path: Path
) -> None:
    decided(county)
    path = sent(county, tmp_path, ["rules"])
    (line,) = open_truth(path).kept(CONFIGURATION)
    two.report(town)
    up = posting(
        two.post(town, "QH00", tmp_path),
        tmp_path / "up.xlsx",
        json.dumps({CONFIGURATION: {**line, "office": "YX01"}}),
    )
    found = preview(county, up)
    assert found.configuration == [] and "本单位没有登记上级单位" in " ".join(found.warnings)
    set_setting(county, "office.above", "SJ00")
    found = preview(county, up)
    assert found.configuration == [] and "“云溪镇纪委”不是本单位的上级，它带来的配置不收" in " ".join(
        found.warnings
    )
    take(county, found)
    assert found.counts["new"] == 3 and offers(county) == []


@pytest.mark.thorough
def test_our_own_configuration_sent_back_by_an_older_program_is_no_matter(
    county: Office, town: Office, tmp_path: Path
) -> None:
    decided(county)
    (line,) = open_truth(sent(county, tmp_path, ["rules"])).kept(CONFIGURATION)
    two.report(town)
    back = posting(
        two.post(town, "QH00", tmp_path), tmp_path / "back.xlsx", json.dumps({CONFIGURATION: line})
    )
    found = preview(county, back)
    assert found.configuration == [] and not any("配置" in each for each in found.warnings)


@pytest.mark.thorough
def test_configuration_that_names_another_office_is_refused(
    county: Office, town: Office, tmp_path: Path
) -> None:
    decided(county)
    path = forged(
        sent(county, tmp_path, ["rules"]), tmp_path / "forged.xlsx", lambda line: line.update(office="SQ02")
    )
    found = preview(town, path)
    assert found.configuration == [] and "不是寄件单位“清河县纪委监委信访室”自己下发的" in " ".join(
        found.warnings
    )
    twice = posting(
        sent(county, tmp_path, ["rules"]),
        tmp_path / "twice.xlsx",
        json.dumps({CONFIGURATION: {"office": "QH00"}}),
    )
    assert "读不懂" in " ".join(preview(town, twice).warnings)


@pytest.mark.usefixtures("encrypted")
@pytest.mark.thorough
def test_configuration_in_a_file_without_the_pair_s_password_is_refused(
    county: Office, town: Office, tmp_path: Path
) -> None:
    from app.actions.pair_passwords import keep_password
    from app.exchange.pairs import pair

    decided(county)
    path = sent(county, tmp_path, ["rules"])
    word = pair(county, "YX01").current
    assert word is not None
    keep_password(town, "QH00", word.password)
    assert [each.comes for each in preview(town, path).configuration] == [True]
    truth = open_truth(path, town)
    plain = _rewritten(
        truth.header, [json.dumps({sort: said}) for sort, said in truth.walk()], tmp_path / "plain.xlsx"
    )
    found = preview(town, plain)
    assert found.configuration == [] and "没有加口令" in " ".join(found.warnings)


@pytest.mark.thorough
def test_a_group_of_a_newer_program_is_kept_untouched_and_told(
    county: Office, town: Office, tmp_path: Path
) -> None:
    decided(county)
    new = {"number": 3, "at": "2026-03-06 09:00:00", "content": {"what": ["ever", 1, None]}}
    path = forged(sent(county, tmp_path, ["rules"]), tmp_path / "new.xlsx",
                  lambda line: line["groups"].update(letters=new), header={"format": "1.9"})  # fmt: skip
    found = preview(town, path)
    assert "更新的程序才有的配置，原样留着" in " ".join(found.warnings)
    take(town, found)
    assert shelf.value(town.db, "configuration", "letters")["content"] == new["content"]
    assert waiting(town) == 1 and [each.group for each in offers(town)] == ["rules"]


SPOILED: list[Callable[[dict[str, Any]], object]] = [
    lambda line: line.update(groups=7), lambda line: line.update(groups={"rules": 7}),
    lambda line: line["groups"]["rules"].pop("content"), lambda line: line["groups"]["rules"].update(content=None),
    lambda line: line["groups"]["rules"].update(number=0), lambda line: line["groups"]["rules"].update(number="1"),
    lambda line: line["groups"]["rules"].update(number=2**40), lambda line: line["groups"]["rules"].update(number=True),
    lambda line: line["groups"]["rules"].update(at=7), lambda line: line["groups"]["rules"].update(at="\ud800"),
    lambda line: line["groups"]["rules"]["content"]["limits"]["T03"].update(limit=1e9),
    lambda line: line["groups"]["rules"]["content"]["limits"]["T03"].update(label="\ud800"),
    lambda line: line["groups"]["rules"]["content"]["local"].update(x="[[rule]]"),
    lambda line: line["groups"]["rules"]["content"]["local"].update({"x" * 99: "\ud800"}),
    lambda line: line["groups"].update({"\ud800": {}}), lambda line: line["groups"].update({"RULES": {}}),
    lambda line: line["groups"].update({f"g{n}": {} for n in range(99)}), lambda line: line.update(office=None),
    lambda line: line["groups"]["calendar"]["content"].update({"2026": [["2026-02-31", "holiday", "x"]]}),
    lambda line: line["groups"]["calendar"]["content"].update({"1": [["0001-01-01", "holiday", "x"]]}),
    lambda line: line["groups"]["presets"]["content"].update(definition={"id": "C1"}),
    lambda line: line["groups"]["presets"]["content"]["definition"].update(yellow_days=10**9),
    lambda line: line["groups"]["codes"]["content"].update(staff_role={"x": {"label": "x"}}),
    lambda line: line["groups"]["units"]["content"].update({"A/B": {}}),
    lambda line: line["groups"]["units"]["content"].update({"AB": {"name": "甲\n乙"}}),
]  # fmt: skip


@pytest.mark.parametrize("spoil", some(range(len(SPOILED))))
def test_spoiled_configuration_is_refused_in_a_sentence_and_nothing_is_half_written(
    county: Office, town: Office, tmp_path: Path, spoil: int
) -> None:
    decided(county)
    before = standing(town)
    path = forged(sent(county, tmp_path), tmp_path / "spoiled.xlsx", SPOILED[spoil])
    try:
        found = preview(town, path)
        json.dumps(found.as_json(), ensure_ascii=False).encode()
        take(town, found)
    except (Refused, Unavailable) as told:
        assert told.sentence.endswith("。")
    else:
        assert [each for each in found.warnings if "配置" in each or "没有收" in each]
        assert not all(each.comes for each in found.configuration) or found.configuration == []
    assert standing(town) == before and verify(town).faults == ()
    offers(town)


@pytest.mark.thorough
def test_where_a_setting_comes_from_is_known(came: Preview, town: Office) -> None:
    from app.actions.take_configuration import take_configuration

    assert sources(town, "rules") == {}
    take_configuration(town, ["rules/T03"], ["rules"])
    set_limit(town, "T04", limit=12)
    assert sources(town, "rules") == {"T03": "县里下发，2026-03-06", "T04": "本单位改的"}
    set_limit(town, "T03", limit=9)
    assert sources(town, "rules")["T03"] == "本单位改的"


PARTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6) | st.just("\ud800"),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=6), inside, max_size=3),
    max_leaves=5,
)


@functools.cache
def _said() -> str:
    """What a county says, as text."""
    shipped = Standing.shipped()
    contents = {id: each.content(shipped) for id, each in GROUPS.items()}
    contents["units"] = {"SQ02": {**dict.fromkeys(UNIT_FIELDS, ""), "name": "石桥", "unit_kind": "township"}}
    groups = {id: {"number": 1, "at": "2026-03-06", "content": content} for id, content in contents.items()}
    return json.dumps({"office": "QH00", "groups": groups})


@given(data=st.data())
@pytest.mark.thorough
def test_whatever_stands_anywhere_in_the_line_is_kept_or_explained(data: st.DataObject) -> None:
    line = json.loads(_said())
    place, key = line["groups"], data.draw(st.sampled_from(sorted(line["groups"])))
    for _ in range(data.draw(st.integers(0, 4))):
        inside = place[key]
        keys = (
            sorted(inside)
            if isinstance(inside, dict)
            else list(range(len(inside)))
            if isinstance(inside, list)
            else []
        )
        if not keys:
            break
        place, key = inside, data.draw(st.sampled_from(keys))
    place[key] = data.draw(PARTS)
    for id, said in line["groups"].items():
        why = _unsound(GROUPS.get(id), id, said)
        assert why == "" or why.endswith("。")
        if not why:
            items = GROUPS[id].items(Standing.shipped(), said["content"])
            GROUPS[id].settings(Standing.shipped(), [each for each in items if not each.refusal])
