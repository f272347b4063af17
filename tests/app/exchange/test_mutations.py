"""A posting changed at random ends in a taken file, a refusal or an explanation: at the level of the zip, of the XML, of
cells and of the hidden sheet; each within 300 MB and ten seconds of the processor. Each file follows from its number.
"""

import base64
import io
import json
import random
import re
import resource
import signal
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from app.actions.take import take
from app.errors import Refused, Unavailable
from app.exchange.receive import open_truth, preview
from app.exchange.truth import TruthWriter
from app.store.office import Office
from tests.app.exchange import by_hand
from tests.app.exchange import two_offices as two

EVERYDAY, LONG = 76, 2_500
"""Files of each of the four levels."""
MEMORY, SECONDS = 300 << 20, 10
Mutation = Callable[[bytes, random.Random], bytes]
NASTY = ("", "=1+1", "#N/A", "1e400", "-1", "9" * 400, "２０２６年２月３０日", "\x00", "\ud7ff", "是" * 33_000, "1900-01-00", "0",
         "TRUE", "云信〔2026〕1号", "2026-03-05", "\u202e反", "null", "0.1", "46084.5", "99999999")  # fmt: skip


@contextmanager
def bounded() -> Iterator[None]:
    """Within it 300 MB more than now and ten seconds of the processor are all there is."""

    def too_long(*_: object) -> None:
        raise AssertionError("more than ten seconds of the processor")

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    before = signal.signal(signal.SIGPROF, too_long)
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + MEMORY, hard))
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
        signal.signal(signal.SIGPROF, before)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return target.getvalue()


def in_the_zip(data: bytes, dice: random.Random) -> bytes:
    """Bytes flipped, cut out or doubled; an entry dropped or sized by a lie."""
    how = dice.randrange(5)
    at = dice.randrange(len(data))
    if how == 0:
        return data[:at]
    if how == 1:
        return data[:at] + bytes([data[at] ^ (1 << dice.randrange(8))]) + data[at + 1 :]
    if how == 2:
        return data[:at] + data[at + dice.randrange(1, 400) :]
    if how == 3:
        parts = parts_of(data)
        del parts[dice.choice(list(parts))]
        return zipped(parts)
    central = data.rfind(b"PK\x01\x02")
    place = central + 20 + dice.randrange(8)
    return data[:place] + bytes([dice.randrange(256)]) + data[place + 1 :]


def in_the_xml(data: bytes, dice: random.Random) -> bytes:
    """A part with a tag dropped or doubled, an attribute changed, a number replaced, a piece cut out."""
    parts = parts_of(data)
    name = dice.choice([each for each in parts if each.endswith((".xml", ".rels"))])
    text = parts[name]
    for _ in range(dice.randrange(1, 4)):
        tags = list(re.finditer(rb"<[^>]*>", text))
        if not tags:
            break
        tag = dice.choice(tags)
        how = dice.randrange(5)
        if how == 0:
            text = text[: tag.start()] + text[tag.end() :]
        elif how == 1:
            text = text[: tag.end()] + tag[0] + text[tag.end() :]
        elif how == 2:
            new = re.sub(rb'"[^"]*"', b'"' + dice.choice(NASTY)[:60].encode() + b'"', tag[0], count=1)
            text = text[: tag.start()] + new + text[tag.end() :]
        elif how == 3:
            new = re.sub(rb"\d+", str(dice.randrange(2**31)).encode(), tag[0], count=1)
            text = text[: tag.start()] + new + text[tag.end() :]
        else:
            text = text[: tag.start()] + text[tag.start() + dice.randrange(1, 2_000) :]
    return zipped({**parts, name: text})


def in_the_cells(data: bytes, dice: random.Random) -> bytes:
    """Cells of visible sheets with other values, types and places; rows dropped, doubled and swapped."""
    parts = parts_of(data)
    name = f"xl/worksheets/sheet{dice.choice((2, 2, 2, 3, 5))}.xml"
    text = parts[name].decode()
    for _ in range(dice.randrange(1, 12)):
        how = dice.randrange(6)
        cells = list(re.finditer(r'<c r="([A-Z]+)(\d+)"[^>]*?(?:/>|>.*?</c>)', text))
        rows = list(re.finditer(r"<row [^>]*>.*?</row>", text))
        cell, row = dice.choice(cells), dice.choice(rows)
        if how == 4:
            text = text.replace(row[0], "", 1)
        elif how == 5:
            text = text.replace(row[0], row[0] + re.sub(r'r="[A-Z]*\d+"', "", row[0]), 1)
        else:
            text = text.replace(cell[0], new_cell(cell[1] + cell[2], how, dice), 1)
    return zipped({**parts, name: text.encode("utf-8", "replace")})


def new_cell(place: str, how: int, dice: random.Random) -> str:
    value = dice.choice(NASTY).replace("\x00", "")
    if how == 0:
        return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'
    if how == 1:
        return f'<c r="{place}"><v>{dice.choice((0, 3.5, 305, 46084, -7, 10**17, 2**70))}</v></c>'
    if how == 2:
        return (
            f'<c r="{place}" t="{dice.choice(("b", "e", "s", "d", "str"))}"><f>A1</f><v>{value[:40]}</v></c>'
        )
    return f'<c r="{place}"/>'


def in_the_hidden_sheet(data: bytes, dice: random.Random) -> bytes:
    """The truth with a line changed, doubled, dropped or of another kind, its digest right or wrong."""
    parts = parts_of(data)
    last = (
        "xl/worksheets/sheet"
        + str(max(int(each) for each in re.findall(r"sheet(\d+)\.xml", " ".join(parts))))
        + ".xml"
    )
    name = next(
        (each for each in parts if each.startswith("xl/worksheets/") and b"eJ" in parts[each][:4_000]), last
    )
    lines = plain_lines(parts, name)
    for _ in range(dice.randrange(1, 4)):
        at = dice.randrange(len(lines))
        how = dice.randrange(4)
        if how == 0:
            lines.insert(at, lines[dice.randrange(len(lines))])
        elif how == 1:
            del lines[at]
        else:
            lines[at] = spoilt(lines[at], dice)
        lines = lines or [{"header": {}}]
    writer = TruthWriter()
    for line in lines:
        for sort, said in line.items():
            if sort != "end":
                writer.add(sort, said)
    chunks, digest, _ = writer.finish()
    cells = "".join(
        f'<row r="{number}"><c r="A{number}" t="inlineStr"><is><t>{chunk}</t></is></c></row>'
        for number, chunk in enumerate(chunks, 1)
    )
    sheet = re.sub(
        r"<sheetData>.*</sheetData>", f"<sheetData>{cells}</sheetData>", parts[name].decode(), flags=re.S
    )
    custom = parts["docProps/custom.xml"].decode()
    if dice.randrange(4):
        custom = re.sub(r'(name="huiyin_digest"><vt:lpwstr>)[^<]*', rf"\g<1>{digest}", custom)
    return zipped({**parts, name: sheet.encode(), "docProps/custom.xml": custom.encode()})


def plain_lines(parts: dict[str, bytes], name: str) -> list[dict[str, Any]]:
    texts = re.findall(r"<t[^>]*>([^<]*)</t>", parts[name].decode())
    plain = zlib.decompress(base64.b64decode("".join(texts))).decode()
    return [json.loads(line) for line in plain.splitlines()]


def spoilt(line: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    """The same line with one value, somewhere in it, of another kind."""
    text = json.dumps(line, ensure_ascii=False)
    values = list(re.finditer(r'"[^"]*"|\b\d+\b|null', text))
    value = dice.choice(values)
    new = dice.choice(
        ("null", "[]", "{}", "1e9", "-5", '"' + "x" * 50_000 + '"', '"\\ud800"', "true", '"2026-13-45"', "12")
    )
    try:
        found = json.loads(text[: value.start()] + new + text[value.end() :])
        return found if isinstance(found, dict) else line
    except ValueError:
        return line


@pytest.fixture
def number_of_files(request: pytest.FixtureRequest) -> int:
    return LONG if request.config.getoption("--long") else EVERYDAY


@pytest.mark.parametrize("mutation", [in_the_zip, in_the_xml, in_the_cells, in_the_hidden_sheet])
def test_a_mutated_posting_is_taken_refused_or_explained(
    town: Office, county: Office, tmp_path: Path, number_of_files: int, mutation: Mutation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("app.actions.take.back_up", lambda *said: None)
    for days in (3, 4):
        two.report(town, days)
    sent = two.post(town, "QH00", tmp_path)
    typed = by_hand.edited(
        sent,
        tmp_path / "typed.xlsx",
        lambda book: by_hand.type_over(book, "台账", 6, "registration.summary", "手写的"),
    )
    sources = (sent.read_bytes(), typed.read_bytes() if mutation is in_the_zip else sent.read_bytes())
    ended = {"taken": 0, "refused": 0, "explained": 0}
    for number in range(number_of_files):
        path = tmp_path / "mutated.xlsx"
        path.write_bytes(mutation(sources[number % 2], random.Random(number)))
        office = (county, town)[number // 2 % 2]
        try:
            with bounded():
                ended[end_of(office, path)] += 1
        except (Refused, Unavailable) as said:
            assert said.sentence
            ended["explained"] += 1
        except BaseException as error:
            error.add_note(f"file {number} of {mutation.__name__}")
            raise
    assert sum(ended.values()) == number_of_files and ended["explained"] + ended["refused"] > 0
    assert open_truth(sent).header.number == 1


def end_of(office: Office, path: Path) -> str:
    found = preview(office, path)
    json.dumps(found.as_json(), ensure_ascii=False)
    if found.refusal is not None:
        return "refused"
    take(office, found)
    return "taken"
