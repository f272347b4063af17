"""Census over every paper: its template, its golden text, what it may say and when."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.documents.template import Part, Template, names, shipped
from app.documents.words import WORDS
from app.records.catalogue import field
from app.schema.codes import code_list

GOLDEN = Path(__file__).resolve().parents[1] / "data" / "papers"
TEMPLATES = [pytest.param(shipped(name), id=name) for name in names()]
PROFILING = re.compile(r"老访|缠访|闹访|无理|恶意|上访户|稳控|息诉|重点人员")


def places(parts: tuple[Part, ...]) -> Iterator[str]:
    for part in parts:
        yield from part.columns
        yield from (condition.fact for condition in part.when)
        yield from (name for sign in part.signs for name in sign[1:] if name)
        texts = [part.words, *(text for row in part.rows for cell in row for text in (cell.words, cell.foot))]
        yield from (name for text in texts for name in re.findall(r"\{(.*?)\}", text))
        yield from (cell.name for row in part.rows for cell in row if cell.name)


def everything(template: Template) -> list[str]:
    needs = [need.condition.fact for need in template.needs]
    picks = [f"{kind}.{name}" for kind, fields in template.pick.items() for name in fields]
    return [*places(template.parts), *places(template.apart), *needs, *picks]


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_field_and_word_of_a_paper_exists(template: Template) -> None:
    assert everything(template)
    for name in everything(template):
        assert name in WORDS or field(name).id == name


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_reporter_stands_only_where_it_is_cut_off(template: Template) -> None:
    outside = [name for name in places(template.parts) if name not in WORDS and field(name).sensitive]
    assert outside == [] and not [name for name in places(template.parts) if name.startswith("reporter.")]


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_paper_is_of_a_known_kind_and_has_a_golden_text(template: Template) -> None:
    assert template.id in code_list("letter_kind").by_id
    assert (GOLDEN / f"{template.id}.txt").is_file()


def test_no_golden_text_is_left_of_a_paper_that_is_gone() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == set(names())


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_paper_labels_nobody_and_speaks_in_whole_sentences(template: Template) -> None:
    words = [part.words for part in (*template.parts, *template.apart)]
    assert not [each for each in words if PROFILING.search(each)]
    for sentence in (template.look, *(need.says for need in template.needs)):
        assert sentence.endswith("。")


def test_every_paper_has_a_place_of_its_own() -> None:
    orders = [shipped(name).order for name in names()]
    assert len(set(orders)) == len(orders)
