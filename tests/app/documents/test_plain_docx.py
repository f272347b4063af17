"""The plain layout: opened again by its own library and by LibreOffice, the words are those of the paper."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from app.documents.making import make
from app.documents.paper import Block, Paper, Signature, Table
from app.documents.plain_docx import to_docx
from app.documents.subject import Subject
from app.documents.template import shipped
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.documents.golden import papers
from tests.app.documents.test_making import HOSTILE
from tests.app.store.offices import reported
from tests.tiers import some


def words_of(content: bytes) -> str:
    """Every word that stands in the body and the tables, in order, without any blanks."""
    document = Document(io.BytesIO(content))
    said = []
    for each in document.iter_inner_content():
        if hasattr(each, "rows"):
            for row in each.rows:
                seen: list[object] = []
                for cell in row.cells:
                    if cell._tc not in seen:
                        seen.append(cell._tc)
                        said.append(cell.text)
        else:
            said.append(each.text)
    return plain("".join(said))


def words_wanted(paper: Paper) -> str:
    said = [paper.title, paper.number, *words_in(paper.blocks)]
    if paper.apart:
        said += ["✂沿此线裁下，单独密封保管，不随本表流转", paper.apart_title, *words_in(paper.apart)]
    return plain("".join(said))


def words_in(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from (word for row in block.rows for cell in row for word in (cell.words, cell.foot))
        elif isinstance(block, Signature):
            yield f"{block.label}：{block.name}{block.day}"
        else:
            yield block.words


def plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.thorough
def test_every_paper_holds_the_same_words_as_docx(tmp_path: Path) -> None:
    for paper in papers(tmp_path):
        content = to_docx(paper)
        assert words_of(content) == words_wanted(paper)
        assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None


@pytest.mark.parametrize("text", some(HOSTILE.values()), ids=HOSTILE)
def test_what_people_paste_makes_a_file_that_opens(office: Office, text: str) -> None:
    case = read_case(office, reported(office, summary=text, incident_place=text[:200]))
    paper = make(shipped("registration_sheet"), Subject(case, office.today, {}))
    assert words_of(to_docx(paper)) == words_wanted(paper)


@pytest.mark.thorough
def test_the_file_says_nothing_of_who_made_it(office: Office) -> None:
    case = read_case(office, reported(office))
    content = to_docx(make(shipped("registration_sheet"), Subject(case, office.today, {"person": "王敏"})))
    properties = Document(io.BytesIO(content)).core_properties
    assert (properties.author, properties.comments, properties.last_modified_by) == ("", "", "")


@pytest.mark.libreoffice
@pytest.mark.thorough
def test_libreoffice_prints_every_paper_with_its_words(tmp_path: Path) -> None:
    made = list(papers(tmp_path / "offices"))
    for paper in made:
        (tmp_path / f"{paper.name}.docx").write_bytes(to_docx(paper))
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program is not None
    files = [str(tmp_path / f"{paper.name}.docx") for paper in made]
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    ended = subprocess.run(
        [program, home, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), *files],
        capture_output=True, timeout=180, check=False,
    )  # fmt: skip
    if b"could not be loaded" in ended.stderr:
        pytest.skip("LibreOffice Writer is missing; to run this: apt-get install libreoffice-writer")
    for paper in made:
        found = plain((tmp_path / f"{paper.name}.txt").read_text("utf-8-sig"))
        assert found == words_wanted(paper)
