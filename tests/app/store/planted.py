"""A day's work with names that stand nowhere else, in a process that others watch: `python -m tests.app.store.planted`.

It ends in the middle of its work, as a power cut would, so that write-ahead logs and half files lie there too.
"""

import os
import sys
import tempfile
from pathlib import Path

from app.actions.attach import attach, read_file
from app.actions.backup import back_up, restore
from app.actions.code_words import add_code
from app.actions.edit import edit_cases
from app.actions.fill_form import fill_form, look_at_form, save_form
from app.actions.find_reporter import find_reporter
from app.actions.likenesses import likenesses
from app.actions.locks import protect_office
from app.actions.move import pack
from app.actions.pair_passwords import keep_password
from app.actions.papers import make_paper, save_paper
from app.actions.read_attachment import read_attachment
from app.actions.record_meeting import meetings_about, record_meeting
from app.actions.register import Entry, register, registered_case
from app.actions.return_rows import return_rows
from app.actions.same_case import say_same
from app.actions.save_list import save_list
from app.actions.save_minutes import make_minutes, save_minutes
from app.actions.send import send
from app.actions.take import take
from app.actions.take_foreign import take_foreign
from app.cli.report import write_report
from app.exchange.foreign.inspection import inspect
from app.exchange.receive import preview
from app.ledger.meeting_sheet import meeting_sheet
from app.ledger.query import Query, ids
from app.records.matters import Attachment, Reporter
from app.records.offices import Staff
from app.rules.stat_periods import parse
from app.store import drafts, keys
from app.store.keys import new_recovery_code
from app.store.office import Office
from app.store.opening import copy_store, data_key
from app.store.pdf import POINTS, Pdf
from app.store.rekeying import Asked, Rekey
from app.store.salvage import salvage
from app.store.upgrading import Upgrade
from tests.app.exchange.foreign.ledgers import HEAD, row, workbook
from tests.app.store.journey import WORD
from tests.app.store.offices import REPORT, Clock, new_township
from tests.app.store.papers import pdf

IDENTITY = {
    "name": "黎不传密",
    "phone": "13977770001",
    "id_number": "110101199003071233",
    "address": "密水塘七组",
}
"""What identifies a reporter: it stands in no file at all, workbooks included."""
CONTROL = "这句话写过又删掉了"
"""Written in clear and deleted on purpose, to show that the search sees such a thing."""
CONTENT = {
    "respondent": "曾秘名",
    "summary": "反映密塘发包不公",
    "draft": "没有写完的密语",
    "remark": "备注里的密字",
}
"""What a case says: it stands in no file but a workbook that is sent."""
SCAN = {"file name": "黎家密信扫描", "scanned words": "Mi Xin Yuan Wen Ru Xia"}
"""A scanned letter: neither its words nor the name of its file stand anywhere, workbooks included."""
PASSWORD = "correct horse"
LETTER = pdf(SCAN["scanned words"])


def write_ledgers(room: Path) -> None:
    """What another office brings: a ledger that says who reported, and its blank (made before anybody watches)."""
    told = {"反映人姓名": IDENTITY["name"], "联系电话": IDENTITY["phone"], "问题摘要": CONTENT["summary"]}
    workbook(room / "others.xlsx", [HEAD, row(1, **told), row(2, **{**told, "问题摘要": None})])
    workbook(room / "form.xlsx", [HEAD])


def main(folder: Path, out: Path, postings: list[Path]) -> None:
    """Work in a new office; workbooks go to `out`, everything else to `folder`."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as control:
        control.write(CONTROL)
    office = new_township(folder, Clock())
    said = {"received_on": office.today, **REPORT, "summary": CONTENT["summary"]}
    point = {"respondent": CONTENT["respondent"], "unit": "柳树村", "rank_class": "village_secretary"}
    case = registered_case(register(office, Entry(said, (point,), IDENTITY)))
    edit_cases(office, [case], {"registration.remark": CONTENT["remark"]})
    drafts.keep(office, "entry/1", {"typed": CONTENT["draft"], **IDENTITY})
    office.reveal(office.find(Reporter)[0], "核实情况")
    find_reporter(office, name=IDENTITY["name"])
    find_reporter(office, phone=IDENTITY["phone"])
    scan_and_look(office, case)
    papers_and_lists(office, case, out)
    two_ids(office, case)
    a_meeting(office, out)
    ledgers_of_others(office, out)
    back_up(office)
    pack(office, folder.parent / "moved.huiyin")
    upkeep(office, folder.parent / "second")
    keep_password(office, "QH00", WORD)
    send(office, "QH00", out)
    for posting in postings:
        take(office, preview(office, posting))
    crash(office, case)
    office.close()
    office = Office.open(folder, clock=Clock())
    edit_cases(office, [case], {"registration.remark": CONTENT["remark"] + "又改"})
    os._exit(0)


def upkeep(office: Office, folder: Path) -> None:
    """A copy of the office is restored from its backup, upgraded once more, salvaged, and gets a password and a new data key."""
    office.db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    copy_store(office.folder, folder)
    second = Office.open(folder, clock=Clock())
    made = back_up(second).backup
    protect_office(second, second.find(Staff)[0].name, PASSWORD)
    key = data_key(second.db)
    second.close()
    restore(folder, made, PASSWORD)
    Upgrade(folder, key).run()
    salvage(folder, key)
    Rekey(folder, key, Asked("王敏", PASSWORD + "!", new_recovery_code())).run()


def papers_and_lists(office: Office, case: str, room: Path) -> None:
    """A paper as .docx, a list as .xlsx, the text search and the likeness search: all of them read the case."""
    save_paper(office, case, make_paper(office, case, "registration_sheet"), room / "登记阅办单.docx")
    save_list(office, meeting_sheet(office, "weekly", parse("2026-W10")), room / "对账.xlsx")
    assert len(ids(office.db, Query(office.today, text=CONTENT["summary"][:4]))) == 1
    likenesses(office, case)


def two_ids(office: Office, case: str) -> None:
    """The same paper typed twice, with who wrote it both times, said to be one; and a code of the office's own."""
    point = {"respondent": CONTENT["respondent"], "unit": "柳树村", "rank_class": "village_secretary"}
    said = {"received_on": office.today, **REPORT, "summary": CONTENT["summary"]}
    say_same(office, case, registered_case(register(office, Entry(said, (point,), IDENTITY))))
    add_code(office, "intake_channel", "村级代办点")


def a_meeting(office: Office, room: Path) -> None:
    """A meeting that looked at the list of the week, and its minutes as a paper."""
    week = parse("2026-W11")
    record_meeting(office, "weekly", week, {"minutes": "逐件对账，三日内答复"})
    (held,) = meetings_about(office, "weekly", week)
    paper = make_minutes(office, held, meeting_sheet(office, "weekly", week))
    save_minutes(office, held, paper, room / "会议纪要.docx")


def ledgers_of_others(office: Office, room: Path) -> None:
    """Another program's ledger that says who reported is looked at and taken, what was refused goes back (beside it, not
    among what leaves: it says who reported as it did when it came); our cases are filled into its blank."""
    scanner = Path(os.environ["PLANTED_SCANNER"])
    found = inspect(office, scanner / "others.xlsx")
    return_rows(office, found, (scanner / "others.xlsx").read_bytes(), scanner / "back.xlsx")
    take_foreign(office, found)
    assert len(office.find(Reporter)) == 3
    form, mapping = look_at_form(office, (scanner / "form.xlsx").read_bytes(), "季报.xlsx")
    filled = fill_form(office, form, mapping, ids(office.db, Query(office.today)))
    save_form(office, "季报", filled, room / "季报.xlsx")


def scan_and_look(office: Office, case: str) -> None:
    """A letter is scanned, kept with the case, and read on the screen."""
    from PySide6.QtWidgets import QApplication

    from ui.viewer.pages import PdfPages
    from ui.viewer.view import PaperView

    QApplication([])
    scan = Path(os.environ["PLANTED_SCANNER"]) / f"{SCAN['file name']}.pdf"
    attach(office, case, read_file(office, scan), "original_letter")
    opened = read_attachment(office, office.find(Attachment)[0].id)
    view = PaperView()
    view.resize(900, 700)
    view.show_pages(PdfPages(opened.content))
    view.zoom(1)
    view.show()
    QApplication.processEvents()
    view.grab()


def drawn() -> bytes:
    """Some of the pixels of the letter as the program draws it, where there is most ink."""
    opened = Pdf(LETTER)
    pixels = opened.render(0, 96 / POINTS).pixels
    opened.close()
    pieces = (pixels[at : at + 64] for at in range(0, len(pixels), 64))
    return max(pieces, key=lambda piece: len(set(piece)))


def crash(office: Office, case: str) -> None:
    """A bug of ours while the names are in every variable."""
    letter = read_attachment(office, office.find(Attachment)[0].id)
    reporter = office.reveal(office.find(Reporter)[0], "核实情况")
    try:
        raise ZeroDivisionError(f"{reporter.name} {CONTENT['summary']} {case} {letter.content!r}")
    except ZeroDivisionError as error:
        write_report(error)


if __name__ == "__main__":
    keys.MEMORY, keys.ITERATIONS = 1024, 1  # what is written is looked at, not what a password costs
    main(Path(sys.argv[1]), Path(sys.argv[2]), [Path(each) for each in sys.argv[3:]])
