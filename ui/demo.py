"""`demo`: plays the main job of a township and a county, shows what happened, and opens the demo township."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from app.cli.parser import Parser
from app.cli.secret import PASSWORD as VARIABLE
from app.demo import PASSWORD, Demo, build_demo, protect
from app.demo_carrying import Happened
from app.errors import NotAllowed
from app.exchange.in_libreoffice import libreoffice
from ui.again import command, environment

PICTURES = "截图"


def main(arguments: Sequence[str]) -> int:
    """Play, tell, and open the window where there is a screen."""
    parser = Parser(
        prog="huiyin demo", description="演示：镇里登记、寄出，县里收取、交办、寄回，镇里签收、办理、再寄出。"
    )
    parser.add_argument("--dir", metavar="文件夹", help="在哪个文件夹里演示，不写用家目录下的“回音演示”")
    parser.add_argument("--no-window", action="store_true", help="演示完不打开窗口")
    asked = parser.parse_args(arguments)
    folder = Path(asked.dir).expanduser() if asked.dir else _fresh(Path.home() / "回音演示")
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise NotAllowed(f"“{folder}”里已经有别的东西，演示不放在里面。请换一个空的或还没有的文件夹。")
    print(f"演示数据放在：{folder}", flush=True)
    demo = build_demo(folder, program=libreoffice())
    protect(demo)
    print(table(demo.log), flush=True)
    pictured = take_pictures(demo, folder / PICTURES)
    print(how_to_reopen(demo, folder), flush=True)
    if not (asked.no_window or has_screen()):
        print("这里没有显示屏，不打开窗口。")
    if asked.no_window or not has_screen():
        return 0 if pictured else 1
    from ui.start import run

    os.environ[VARIABLE] = PASSWORD
    return run(demo.township, [sys.argv[0]])


def _fresh(folder: Path) -> Path:
    """The folder, or one beside it with the first number that is free."""
    number = 1
    found = folder
    while found.exists():
        number += 1
        found = folder.with_name(f"{folder.name}{number}")
    return found


def table(log: Sequence[Happened]) -> str:
    """What happened, step by step: who did what, with which file, and the result."""
    lines: list[str] = []
    for step, each in enumerate(log, start=1):
        lines.append(f"{step:>3}  {each.day.isoformat()}  {each.office}：{each.what}")
        lines += [f"{'':17}文件：{each.file}"] if each.file else []
        lines.append(f"{'':17}结果：{each.result}")
    return "\n".join(lines)


def take_pictures(demo: Demo, folder: Path) -> bool:
    """Pictures of every page, made in a process of its own so that this one may still open a real window; whether
    they were made."""
    words = command("screenshots", str(folder), "--dir", str(demo.township), "--look", "light")
    done = subprocess.run(
        words,
        env=environment(QT_QPA_PLATFORM="offscreen", **{VARIABLE: PASSWORD}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode == 0:
        print(f"截图在：{folder}", flush=True)
    else:
        print(
            f"截图没有做成：{done.stderr.strip().splitlines()[-1] if done.stderr.strip() else '原因不明'}",
            flush=True,
        )
    return done.returncode == 0


def how_to_reopen(demo: Demo, folder: Path) -> str:
    """Where everything lies and how it is opened again."""
    start = f"{VARIABLE}={PASSWORD} " + ("huiyin" if getattr(sys, "frozen", False) else "./run")
    return (
        f"两个单位都加了口令：{PASSWORD}（镇里是王敏，县里是刘卫东）\n"
        f"工作簿在：{demo.workbooks}（可以用 Excel、WPS 或 LibreOffice 打开看）\n"
        f'再打开镇里的窗口：{start} --dir "{demo.township}"\n'
        f'打开县里的窗口：  {start} --dir "{demo.county}"\n'
        f"不要了就删掉整个文件夹：{folder}"
    )


def has_screen() -> bool:
    """Whether a window can be shown to somebody."""
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    return sys.platform in ("win32", "darwin") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
