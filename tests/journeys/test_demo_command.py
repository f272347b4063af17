"""`./run demo`, `screenshots` and `--self-test` as a person runs them: in a process, without a screen."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from app.demo import PASSWORD
from app.exchange.unlocking import unlocked
from app.store.office import Office
from tests.tiers import some

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: object, timeout: int = 600) -> subprocess.CompletedProcess[str]:
    environment = {
        key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    environment |= {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    words = [sys.executable, "-P", "-m", "ui", *(str(each) for each in arguments)]
    return subprocess.run(
        words, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=timeout
    )


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("demo") / "演示"
    ended = run("demo", "--dir", folder)
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""
    return folder, ended.stdout


@pytest.mark.thorough
def test_the_demo_names_its_folder_tells_what_happened_and_how_to_reopen(played: tuple[Path, str]) -> None:
    folder, told = played
    assert told.startswith(f"演示数据放在：{folder}")
    for part in (
        "交办",
        "签收",
        "丢了",
        "都相同",
        "待裁定",
        "未采纳",
        "手写",
        "白石镇",
        "--dir",
        "没有显示屏",
    ):
        assert part in told, part


@pytest.mark.thorough
def test_the_demo_goes_into_no_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "我的.txt").write_text("我的", "utf-8")
    ended = run("demo", "--dir", tmp_path)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == f"“{tmp_path}”里已经有别的东西，演示不放在里面。请换一个空的或还没有的文件夹。\n"
    assert [each.name for each in tmp_path.iterdir()] == ["我的.txt"]


@pytest.mark.thorough
def test_a_reader_who_goes_away_ends_the_demo_quietly(tmp_path: Path) -> None:
    command = f'"{sys.executable}" -P -m ui demo --no-window --dir "{tmp_path / "x"}" | head -1'
    ended = subprocess.run(
        command, shell=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, encoding="utf-8", check=False, timeout=600,
    )  # fmt: skip
    assert (ended.stderr, ended.stdout.count("\n")) == ("", 1)


@pytest.mark.thorough
def test_the_demo_leaves_workbooks_and_pictures(played: tuple[Path, str]) -> None:
    folder, _ = played
    assert len(list((folder / "工作簿").glob("*.xlsx"))) >= 6
    pictures = sorted((folder / "截图").glob("*.png"))
    assert len(pictures) >= 6 and all(path.read_bytes().startswith(b"\x89PNG") for path in pictures)


@pytest.mark.thorough
def test_the_demo_township_is_locked_and_opens_with_the_line_that_was_printed(
    played: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, told = played
    (township,) = [each for each in folder.iterdir() if each.name == "云溪镇纪委"]
    shut = run("list", "--dir", township)
    assert shut.returncode == 1 and "口令" in shut.stderr
    assert f'HUIYIN_PASSWORD={PASSWORD} ./run --dir "{township}"' in told
    monkeypatch.setenv("HUIYIN_PASSWORD", PASSWORD)
    ended = run("list", "--status", "red", "--dir", township)
    assert ended.returncode == 0 and "云信" in ended.stdout, ended.stderr
    assert run("verify", "--dir", township).returncode == 0


@pytest.mark.thorough
@pytest.mark.libreoffice
def test_the_workbooks_of_the_demo_open_in_libreoffice(played: tuple[Path, str], tmp_path: Path) -> None:
    folder, _ = played
    sent = sorted((folder / "工作簿").glob("*.xlsx"))[0]
    place = sorted(path.parent for path in folder.rglob("ledger.db"))[0]
    office = Office.open(place, secret=PASSWORD)
    file = (
        tmp_path / sent.name
    )  # that LibreOffice opens it with its password: tests/app/exchange/test_libreoffice_encrypted.py
    file.write_bytes(unlocked(office, sent).data)
    office.close()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(file)], check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert (tmp_path / f"{file.stem}.pdf").stat().st_size > 10_000


@pytest.mark.thorough
def test_a_second_demo_in_the_same_folder_is_refused_in_one_sentence(played: tuple[Path, str]) -> None:
    folder, _ = played
    ended = run("demo", "--dir", folder)
    assert ended.returncode == 1 and len(ended.stderr.strip().splitlines()) == 1
    assert "请换一个空的或还没有的文件夹" in ended.stderr


@pytest.mark.long
def test_pictures_are_the_same_from_run_to_run(tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        ended = run("screenshots", folder, "--look", "dark")
        assert ended.returncode == 0 and ended.stderr == "", ended.stderr
    first, second = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders)
    assert len(first) >= 8 and list(first) and first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


@pytest.mark.thorough
def test_what_is_opened_in_one_look_is_not_remembered_in_the_next(tmp_path: Path) -> None:
    ended = run("screenshots", tmp_path, "--only", "台账_一格写错 台账_大起底 今日_我的 今日_缓办")
    assert (ended.returncode, ended.stderr) == (0, "")
    looks = Counter(path.stem.rpartition("_")[2] for path in tmp_path.iterdir())
    assert looks == {"light": 4, "dark": 4, "125": 4}


@pytest.mark.thorough
def test_the_program_tests_itself(tmp_path: Path) -> None:
    ended = run("--self-test")
    assert (ended.returncode, ended.stdout.strip()) == (0, "自检通过"), ended.stderr


def test_pictures_that_cannot_be_saved_are_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ended = run("screenshots", tmp_path / "file" / "deeper")
    assert ended.returncode == 1 and len(ended.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("command", some(["demo", "screenshots", "bench"]))
def test_wrong_usage_of_the_windows_commands_ends_with_2(command: str) -> None:
    ended = run(command, "--nonsense")
    assert ended.returncode == 2 and len(ended.stderr.strip().splitlines()) == 1
