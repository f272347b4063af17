"""rekey: a new data key, so that an old copy of the locks with its old password opens nothing any more."""

from argparse import Namespace
from datetime import date
from pathlib import Path

from app.actions import rekey as rekeying
from app.actions.rekey import Begun
from app.cli import say
from app.cli.recovery import ask
from app.cli.secret import secret_for
from app.paths import data_folder
from app.store import holding, keys
from app.store.office import Office

_ASKED = (
    "更换数据密钥：全部数据、附件和备份用新密钥重新加密，旧口令、旧恢复码和从前拷走的钥匙文件都打不开新数据。"
    "换完只有您用现在的口令和新恢复码能打开，其他人的登录要重新给。"
)


def rekey(asked: Namespace) -> None:
    """Change the data key, after a yes; the new recovery code is printed before it begins."""
    folder = data_folder(asked.dir)
    window = holding.window(folder)
    try:
        begun = _begun(folder, asked)
        code = keys.new_recovery_code()
        if not asked.as_json:
            print(f"新的恢复码（换好后生效，旧的作废，请抄在纸上锁好）：\n{code}", flush=True)
        done = rekeying.carry_out(begun, code)
        office = _opened(folder, begun.password, asked.today, asked.date_is_right)
        try:
            rekeying.note(office, done)
            news = office.news
        finally:
            office.close()
    finally:
        window.release()
    if asked.as_json:
        said = [str(each) for each in done.left]
        say.document({"done": True, "recovery_code": code, "left": said, "sentence": news})
    else:
        print(f"数据密钥已更换。其他人的登录请在设置里重新给。{news}")


def _begun(folder: Path, asked: Namespace) -> Begun:
    secret = secret_for(folder, asked.password_file)
    office = _opened(folder, secret, asked.today, asked.date_is_right)
    try:
        if secret is not None:
            ask(asked.yes, _ASKED, "更换")
        return rekeying.begin(office, secret or "")
    finally:
        office.close()


def _opened(folder: Path, secret: str | None, today: date | None, sure: bool) -> Office:
    office = Office.open(folder, secret=secret)
    if today is not None:
        office.confirm_today(today, sure=sure)
    return office
