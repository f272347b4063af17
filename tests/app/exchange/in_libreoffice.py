"""Run by a Python that has `uno` (Debian's, not ours): LibreOffice opens a workbook, edits it through its own API, saves it.

    python in_libreoffice.py SOFFICE PROFILE SOURCE TARGET [PASSWORD]

It types over three cells, sorts the rows of 台账, moves one of its columns and deletes another, and renames the sheet.
"""

import subprocess
import sys
import time
import uuid

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import NamedValue, PropertyValue  # type: ignore[import-not-found]
from com.sun.star.table import TableSortField  # type: ignore[import-not-found]

IDS, FIRST = 2, 5
"""Rows, from 0, of a sheet as we export it."""


def said(name, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def sealed(*password):
    """How a workbook of today's kind is saved under a password: `Password` alone is ignored for it."""
    if not password:
        return ()
    words = []
    for name, value in (("CryptoType", "StrongEncryptionDataSpace"), ("OOXPassword", password[0])):
        words.append(NamedValue())
        words[-1].Name, words[-1].Value = name, value
    return (said("EncryptionData", uno.Any("[]com.sun.star.beans.NamedValue", tuple(words))),)


def connected(soffice, profile):
    pipe = f"huiyin{uuid.uuid4().hex}"
    command = [soffice, f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", "--nologo",
               f"--accept=pipe,name={pipe};urp;"]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except Exception:
            time.sleep(0.25)
    else:
        raise SystemExit("LibreOffice did not answer")
    return process, context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


def edit(book):
    sheet = book.Sheets.getByName("台账")
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    last, width = cursor.RangeAddress.EndRow, cursor.RangeAddress.EndColumn
    at = {sheet.getCellByPosition(column, IDS).String: column for column in range(width + 1)}
    number, summary = at["registration.case_no"], at["registration.summary"]
    rows = {sheet.getCellByPosition(number, row).String: row for row in range(FIRST, last + 1)}
    sheet.getCellByPosition(summary, rows["云信〔2026〕2号"]).String = "占用公益林"
    sheet.getCellByPosition(at["registration.received_on"], rows["云信〔2026〕3号"]).setFormula("2026-03-04")
    points = book.Sheets.getByName("反映问题")
    columns = {points.getCellByPosition(column, IDS).String: column for column in range(20)}
    points.getCellByPosition(columns["allegation.position"], FIRST).String = "会计"
    rows_of_data = sheet.getCellRangeByPosition(0, FIRST, width, last)
    field = TableSortField()
    field.Field, field.IsAscending = number, False
    rows_of_data.sort((said("SortFields", uno.Any("[]com.sun.star.table.TableSortField", (field,))),
                       said("ContainsHeader", False)))  # fmt: skip
    sheet.getCellRangeByPosition(0, IDS + 1, width, IDS + 1).merge(False)
    sheet.Columns.insertByIndex(1, 1)
    moved = sheet.getCellRangeByPosition(summary + 1, 0, summary + 1, last).RangeAddress
    sheet.moveRange(sheet.getCellByPosition(1, 0).CellAddress, moved)
    sheet.Columns.removeByIndex(summary + 1, 1)
    sheet.Columns.removeByIndex(at["case.stage"] + 1, 1)
    sheet.Columns.getByIndex(1).Width = 9000
    sheet.Name = "三月台账"


def main():
    soffice, profile, source, target, *password = sys.argv[1:]
    words = [said("Password", password[0])] if password else []
    process, desktop = connected(soffice, profile)
    try:
        book = desktop.loadComponentFromURL(f"file://{source}", "_blank", 0, (said("Hidden", True), *words))
        edit(book)
        book.storeToURL(
            f"file://{target}", (said("FilterName", "Calc MS Excel 2007 XML"), *sealed(*password))
        )
        book.close(True)
        desktop.terminate()
        process.wait(60)
    finally:
        if process.poll() is None:
            process.terminate()


main()
