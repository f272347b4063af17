"""Postings that somebody else than the program made, whole and well-formed."""

from pathlib import Path
from typing import Any

from app.exchange.receive import open_truth
from app.exchange.sheets import Book, FreeSheet, Line, RawSheet
from app.exchange.truth import SHEET, TruthWriter
from app.exchange.write_xlsx import write_book


def forged(path: Path, target: Path, *more: tuple[str, Any], **header: Any) -> Path:
    """The posting at `path`, with changed header values and further lines, whole and well-formed."""
    truth = open_truth(path)
    writer = TruthWriter()
    writer.add("header", {**vars(truth.header), **header})
    for sort, said in (*truth.walk(), *more):
        writer.add(sort, said)
    chunks, digest, _ = writer.finish()
    return book(target, chunks, digest)


def book(target: Path, chunks: list[str], digest: str) -> Path:
    """A workbook with this hidden truth and nothing else that counts."""
    with target.open("wb") as file:
        write_book(
            Book(
                [FreeSheet("说明", [Line("伪造", "title")]), RawSheet(SHEET, chunks)],
                {"huiyin_digest": digest},
            ),
            file,
        )
    return target
