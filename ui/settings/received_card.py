"""县里下发的配置 among the settings: what came of each group, from when, and whether it was decided."""

from collections.abc import Callable

from PySide6.QtWidgets import QSizePolicy

from app.exchange.issued.arrived import Offer, offers
from app.store.office import Office
from ui.form.submit import button
from ui.parts.band import Band
from ui.parts.read_row import ReadRow, labelled


def received(office: Office, open_page: Callable[[], object]) -> Band:
    """One line for each group; a button opens the page on which it is decided."""
    band = Band("县里下发的配置", "收取县里的工作簿后在这里逐项决定，不会自动改")
    found = offers(office)
    for offer in found:
        band.add(ReadRow(offer.label, said(offer)))
    if not found:
        band.add(ReadRow("", "县里没有下发过配置。"))
        return band
    look = button("逐项看…", open_page, "primary" if any(each.waiting for each in found) else "")
    look.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    band.add(labelled("", look))
    return band


def said(offer: Offer) -> str:
    """第 2 号，2026-11-20，3 处等着决定."""
    head = f"第 {offer.number} 号，{offer.at[:10]}，{offer.name}下发："
    if offer.note:
        return f"{head}{offer.note}"
    if offer.waiting:
        return f"{head}{len(offer.items)} 处等着决定。"
    return (
        f"{head}与本单位现在的一样。"
        if not offer.items
        else f"{head}已经决定，{len(offer.items)} 处没有照县里的。"
    )
