"""The packaged program is whole: built from the spec, it tests itself with nothing of this machine around it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MEBIBYTE = 1024 * 1024

pytestmark = pytest.mark.packaging


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that PyInstaller made from `build_installer.spec`."""
    folder = tmp_path_factory.mktemp("packaging")
    where = ["--distpath", str(folder / "dist"), "--workpath", str(folder / "build")]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *where]
    own = {**os.environ, "PYINSTALLER_CONFIG_DIR": str(folder / "cache")}  # two workers may build at one time
    built = subprocess.run(
        [*command, "build_installer.spec"],
        cwd=ROOT,
        env=own,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    return folder / "dist" / "huiyin"


@pytest.mark.skipif(
    not shutil.which("xvfb-run"), reason="Xvfb is missing; to run this: apt-get install xvfb xauth"
)
def test_the_program_passes_its_self_test_under_an_empty_environment(program: Path, tmp_path: Path) -> None:
    # Only the virtual screen is told to it: no PATH, no HOME, no LANG, no Python of this machine.
    bare = 'exec env -i DISPLAY="$DISPLAY" XAUTHORITY="$XAUTHORITY" "$0" --self-test'
    command = ["xvfb-run", "-a", "sh", "-c", bare, str(program / "huiyin")]
    result = subprocess.run(
        command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False, timeout=180
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "Traceback" not in result.stderr


def test_the_program_carries_its_licences_and_resources(program: Path) -> None:
    inside = program / "_internal"
    for name in ("LICENSE", "LICENSES/THIRD-PARTY.md", "resources/codes", "app/store/migrations"):
        assert (inside / name).exists(), name


def test_the_program_leaves_out_what_no_page_loads(program: Path) -> None:
    files = [path for path in program.rglob("*") if path.is_file() and not path.is_symlink()]
    assert not [path.name for path in files if "Qt6Qml" in path.name or "Qt6Quick" in path.name]
    assert sum(path.stat().st_size for path in files) < 210 * MEBIBYTE
