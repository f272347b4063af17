"""时限: how long each duty may take, and local sets of rules. What is longer than the law says is told loudly."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.errors import Invalid
from app.exchange.issued.group import Group, Item, Standing
from app.rules.declarations import CHANGEABLE, Rule, Unit, load_rules, parse_rules
from app.store.measures import rules_of
from app.store.setting_checks import check_changes, check_local

_CHANGES, _LOCAL = "rules.changes", "rules.local"
_SET = "local/"
_MOST, _LONGEST = 1000, 100
_WORDS = {Unit.WORKING_DAYS: "个工作日", Unit.DAYS: "天", Unit.MONTHS: "个月"}
_DAYS = {Unit.WORKING_DAYS: 7 / 5, Unit.DAYS: 1.0, Unit.MONTHS: 365 / 12}
"""Calendar days that one of a unit takes, to compare limits of different units."""
Values = dict[str, Any]


class Limits(Group):
    """Content: `limits` (label and what can be changed, by rule id, every rule) and `local` (TOML by name)."""

    id, label = "rules", "时限"

    def content(self, standing: Standing) -> Any:
        rules = rules_of(standing.setting)
        return {
            "limits": {each.id: {"label": each.label, **_values(each)} for each in rules},
            "local": dict(standing.setting(_LOCAL)),
        }

    def check(self, content: Any) -> None:
        if not isinstance(content, dict) or not {"limits", "local"} <= content.keys():
            raise Invalid("下发的时限读不懂。")
        limits, local = content["limits"], content["local"]
        if not isinstance(limits, dict) or not isinstance(local, dict) or len(limits) > _MOST:
            raise Invalid("下发的时限读不懂。")
        if not all(_is_limit(each) for each in limits.values()):
            raise Invalid("下发的时限读不懂。")
        check_changes({id: _without_blanks(said) for id, said in limits.items()})
        check_local(local)

    def items(self, standing: Standing, content: Any) -> list[Item]:
        sets = content["local"]
        ours = standing.setting(_LOCAL)
        in_new_sets = {
            rule.id for name, text in sets.items() if ours.get(name) != text for rule in parse_rules(text)
        }
        known = {each.id: each for each in rules_of(standing.setting)}
        base = {each.id: _values(each) for each in rules_of(_without_changes(standing))}
        found = [
            self._limit(standing, known.get(id), base.get(id), id, said)
            for id, said in content["limits"].items()
            if id not in in_new_sets and (id not in known or _values(known[id]) != _said(said, known[id]))
        ]
        return [*found, *self._sets(standing, content)]

    def settings(self, standing: Standing, items: Sequence[Item]) -> dict[str, Any]:
        local = dict(standing.setting(_LOCAL))
        wanted: dict[str, Values | None] = {}
        for item in items:
            for key, value in self.values(item).items():
                if not key.startswith(_SET):
                    wanted[key] = value
                elif value is None:
                    local.pop(key.removeprefix(_SET), None)
                else:
                    local[key.removeprefix(_SET)] = value
        check_local(local)
        changes = dict(standing.setting(_CHANGES))
        base = rules_of(lambda key: {_CHANGES: {}, _LOCAL: local}[key])
        for rule in base:
            if rule.id in wanted:
                said = wanted[rule.id]
                differs = {} if said is None else {
                    name: said[name] for name in CHANGEABLE if said[name] != _values(rule)[name] and said[name] is not None
                }  # fmt: skip
                changes = {id: each for id, each in changes.items() if id != rule.id}
                changes |= {rule.id: differs} if differs else {}
        return {_CHANGES: changes, _LOCAL: local}

    def values(self, item: Item) -> dict[str, Any]:
        if item.key.startswith(_SET) and item.value is not None:
            return {item.key: item.value["text"], **item.value["limits"]}
        return {item.key: item.value}

    def present(self, standing: Standing) -> dict[str, Any]:
        changed = standing.setting(_CHANGES)
        rules = {each.id: _values(each) for each in rules_of(standing.setting) if each.id in changed}
        return {**rules, **{f"{_SET}{name}": text for name, text in standing.setting(_LOCAL).items()}}

    def _limit(
        self, standing: Standing, rule: Rule | None, base: Values | None, id: str, said: Mapping[str, Any]
    ) -> Item:
        value, label = _said(said, rule), str(said["label"])
        if rule is None:
            why = "本机的程序没有这个时限，请升级回音后再采用。"
            return Item(self.id, id, label, "没有", _words(value), value, refusal=why)
        present = _values(rule)
        own = standing.is_own(f"{self.id}/{id}", present, base)
        return Item(self.id, id, label, _words(present), _words(value), value, own, looser(id, value))

    def _sets(self, standing: Standing, content: Any) -> Iterator[Item]:
        ours, sets = standing.setting(_LOCAL), content["local"]
        for name, text in sets.items():
            if ours.get(name) == text:
                continue
            key, rules = f"{_SET}{name}", parse_rules(text)
            limits = {
                each.id: _said(content["limits"][each.id]) for each in rules if each.id in content["limits"]
            }
            old = f"{len(parse_rules(ours[name]))} 条" if name in ours else "没有"
            new = "；".join(f"{each.label} {_words(limits.get(each.id, _values(each)))}" for each in rules)
            own = standing.is_own(f"{self.id}/{key}", ours.get(name), None)
            yield Item(self.id, key, f"本地规则“{name}”", old, new or "没有规则", {"text": text, "limits": limits}, own,
                       refusal=_clash({**ours, name: text}))  # fmt: skip
        for id, text in standing.taken.items():
            name = id.removeprefix(f"{self.id}/{_SET}")
            if (
                id.startswith(f"{self.id}/{_SET}")
                and name not in sets
                and text is not None
                and ours.get(name) == text
            ):
                yield Item(
                    self.id,
                    f"{_SET}{name}",
                    f"本地规则“{name}”",
                    f"{len(parse_rules(text))} 条",
                    "去掉",
                    None,
                )


def looser(id: str, value: Mapping[str, Any]) -> str:
    """What to say where a limit leaves more time than the national rule of that id; blank where it does not."""
    law = next((each for each in load_rules("national") if each.id == id), None)
    if law is None or not law.active or not law.limit:
        return ""
    said, own = _words(_values(law)), Unit(value["unit"])
    if not value["active"]:
        return f"停用了{law.source}规定的 {said}，请先核对依据"
    if not value["limit"]:
        return f"没有了{law.source}规定的 {said}，请先核对依据"
    longer = value["limit"] > law.limit if own is law.unit else (
        value["limit"] * _DAYS[own] >= law.limit * _DAYS[law.unit]
    )  # fmt: skip
    return f"比{law.source}规定的 {said}更长，请先核对依据" if longer else ""


def _values(rule: Rule) -> Values:
    return {"limit": rule.limit, "unit": rule.unit.value, "active": rule.active, "warn": rule.warn}


def _said(said: Mapping[str, Any], rule: Rule | None = None) -> Values:
    """What can be changed; where nothing is said of yellow, it stays as the rule has it."""
    value = {name: said.get(name) for name in CHANGEABLE}
    return value | {"warn": rule.warn} if rule is not None and value["warn"] is None else value


def _is_limit(said: Any) -> bool:
    if not isinstance(said, dict) or not {"label", "limit", "unit", "active"} <= said.keys():
        return False
    label = said["label"]
    return type(label) is str and len(label) <= _LONGEST and label.isprintable()


def _without_blanks(said: Mapping[str, Any]) -> Values:
    return {name: value for name, value in _said(said).items() if name != "warn" or value is not None}


def _without_changes(standing: Standing) -> Any:
    return lambda key: {} if key == _CHANGES else standing.setting(key)


def _clash(sets: Mapping[str, str]) -> str:
    try:
        check_local(sets)
    except Invalid as error:
        return error.sentence
    return ""


def _words(value: Mapping[str, Any]) -> str:
    if not value["active"]:
        return "不启用"
    warn = "" if value["warn"] is None else f"，剩 {value['warn']} 个工作日变黄"
    limit = f"{value['limit']} {_WORDS[Unit(value['unit'])]}" if value["limit"] else "未设时限"
    return f"{limit}{warn}"
