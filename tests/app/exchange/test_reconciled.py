"""What 对账 says to do, without any store."""

from app.exchange.reconciled import BACK, UNKNOWN, Apart, Reconciled, Sent


def test_what_is_under_way_is_waited_for_and_the_rest_is_sent() -> None:
    sent = Sent(7, "2026-03-02", 4)
    assert Apart("c", "1", {UNKNOWN: 2}).to_do == "再寄一份"
    assert Apart("c", "1", {UNKNOWN: 2}, sent).to_do == "已随第 7 号寄出，等对方收取"
    found = Reconciled(
        "YX01", "云溪镇纪委", 1, (Apart("c", "1", {UNKNOWN: 2}, sent),), 0, heard=True, sent=sent
    )
    assert found.to_do == "第 7 号已寄出(2026-03-02，已等 4 个工作日)，等对方收取后寄回；久了就打电话催"


def test_what_was_taken_back_is_not_asked_for_again() -> None:
    found = Reconciled("YX01", "云溪镇纪委", 1, (Apart("c", "1", {BACK: 2}),), 0, heard=True)
    assert "再寄" not in found.to_do and "重新收取" in found.to_do
    assert found.apart[0].words == "对方的收取后撤销过 2 条"
