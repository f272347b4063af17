"""A heading in several rows: what a group and what stands under it say together."""

from app.exchange.foreign.heading_parts import under
from app.exchange.foreign.headings import WEAK, Meaning, meaning_of, plain_heading


def joined(words: list[str]) -> str:
    """A group and what stands under it; what repeats the group says it once."""
    group, leaf = "".join(words[:-1]), words[-1]
    return leaf if plain_heading(leaf).startswith(plain_heading(group)) else group + leaf


def meaning_in_group(words: list[str]) -> Meaning | None:
    """What the last of these words means under the groups before it; None where nothing is alike."""
    if not words:
        return None
    if len(words) == 1:
        return meaning_of(words[0])
    ways, alone = under([plain_heading(each) for each in words[:-1]], plain_heading(words[-1]))
    grouped = [each for each in map(meaning_of, (joined(words), *ways)) if each is not None]
    tried = [each for each in grouped if each.certainty > WEAK or each.by != "parts" or _is_of_a_person(each)]
    found = [*tried, *(each for each in [meaning_of(words[-1]) if alone else None] if each is not None)]
    return min(found, key=_trust, default=None)


def _is_of_a_person(meaning: Meaning) -> bool:
    """Words of a group and of what stands under it are put together freely only where the group says whose it is."""
    return meaning.fields[0].startswith(("allegation.", "reporter."))


def _trust(meaning: Meaning) -> int:
    """A heading that is known goes before one whose words are, and that before likeness."""
    return 2 if meaning.by == "likeness" else int(meaning.by == "parts" and meaning.certainty <= WEAK)
