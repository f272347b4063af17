"""A census of the repository itself: what no file may say, what every package keeps to, what must be there."""

import ast
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ASKED

ROOT = Path(__file__).resolve().parents[2]
# In pieces, so that this file passes its own test.
HOSTS = [
    ".".join(pieces)
    for pieces in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("deb", "debian", "org"),
        ("archive", "ubuntu", "com"),
        ("registry", "npmjs", "org"),
        ("proxy", "golang", "org"),
        ("crates", "io"),
        ("repo1", "maven", "org"),
        ("mirrors", "aliyun", "com"),
        ("tuna", "tsinghua", "edu", "cn"),
    )
]
OUTSIDE = ["../" + "shared", "/wo" + "rk/", "BRIEF" + ".md", "/tmp/" + "bash_jobs"]
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "stuff"}
WHOLLY_ASKED_FOR = {
    "tests/app/exchange/test_libreoffice_encrypted.py",
    "tests/census/test_ways_out.py",
    "tests/packaging/test_program.py",
}
"""Files of tests of which a person's own run runs none, because others hold the same more cheaply."""
REQUIREMENT = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)


def files_of_the_repository() -> list[Path]:
    """Every file that git tracks or would track."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


@cache
def text_of(path: Path) -> str:
    """The text of a file; nothing of a binary one."""
    content = path.read_bytes()
    if b"\0" in content[:8000]:
        return ""
    return content.decode(
        "utf-8", "replace" if path.suffix == ".csv" else "strict"
    )  # ledgers of other programs


FILES = files_of_the_repository()
MODULES = [
    path for path in FILES if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in ("app", "ui")
]


def test_the_census_sees_the_repository() -> None:
    names = {str(path.relative_to(ROOT)) for path in FILES}
    assert {"run", "test", "pyproject.toml", "app/errors.py", "tests/census/test_repository.py"} <= names


@pytest.mark.parametrize("host", HOSTS)
def test_no_file_names_the_host_of_a_package_registry(host: str) -> None:
    assert [str(path.relative_to(ROOT)) for path in FILES if host in text_of(path)] == []


@pytest.mark.parametrize("place", OUTSIDE)
def test_no_file_points_outside_the_repository(place: str) -> None:
    assert [str(path.relative_to(ROOT)) for path in FILES if place in text_of(path)] == []


def test_no_module_is_a_drawer() -> None:
    assert [str(path) for path in MODULES if {path.stem, *path.relative_to(ROOT).parts} & DRAWERS] == []


def test_packages_hold_a_docstring_and_nothing_else() -> None:
    inits = [path for path in MODULES if path.name == "__init__.py"]
    assert len(inits) >= 9
    for path in inits:
        tree = ast.parse(path.read_text("utf-8"))
        assert ast.get_docstring(tree) and len(tree.body) == 1, path


def test_every_folder_with_modules_is_a_package() -> None:
    assert {path.parent for path in MODULES if not (path.parent / "__init__.py").exists()} == set()


def test_every_module_says_why_it_exists() -> None:
    assert [str(path) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))] == []


@pytest.mark.parametrize(
    "name", ["LICENSE", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "build_installer.spec"]
)
def test_the_top_level_has(name: str) -> None:
    assert (ROOT / name).stat().st_size > 0


def test_every_test_is_run_by_ci_or_by_the_long_run() -> None:
    """Each mark that leaves a test out is an option of what CI runs, or of the patient profile."""
    marks = {
        each.split(":")[0]
        for each in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"][
            "ini_options"
        ]["markers"]
    }
    left_out = {*ASKED, "libreoffice"}
    assert marks == left_out
    said = (ROOT / ".ci" / "run").read_text("utf-8")
    (run,) = re.findall(r"^exec \./test (.*)$", said, re.MULTILINE)
    assert {each.removeprefix("--") for each in run.split()} == set(ASKED) - {"long"}
    assert "libreoffice-calc" in said


def test_every_file_of_tests_keeps_one_that_everybody_runs() -> None:
    """Tests leave the everyday run one by one, and never the last of what holds a module."""
    left_out = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        body = ast.parse(path.read_text("utf-8")).body
        marks = [
            ast.unparse(each.value)
            for each in body
            if isinstance(each, ast.Assign | ast.AnnAssign) and each.value
        ]
        tests = [each for each in body if isinstance(each, ast.FunctionDef) and each.name.startswith("test_")]
        wanted = [each for each in tests if not any(map(asked_for, map(ast.unparse, each.decorator_list)))]
        if (tests and not wanted) or any(each == f"pytest.mark.{name}" for each in marks for name in ASKED):
            left_out.append(str(path.relative_to(ROOT)))
    assert set(left_out) == WHOLLY_ASKED_FOR


def asked_for(decorator: str) -> bool:
    return decorator in {f"pytest.mark.{name}" for name in ASKED}


@pytest.mark.parametrize("name", ["run", "test", ".ci/run"])
def test_the_commands_can_be_executed(name: str) -> None:
    assert (ROOT / name).stat().st_mode & 0o111


def test_every_library_shipped_has_its_licence() -> None:
    table = (ROOT / "LICENSES" / "THIRD-PARTY.md").read_text("utf-8")
    rows = {cells[1].strip(): cells for line in table.splitlines() if len(cells := line.split("|")) > 4}
    for name, _ in REQUIREMENT.findall((ROOT / "requirements.txt").read_text("utf-8")):
        for text in rows[name][4].split(","):
            assert (ROOT / "LICENSES" / text.strip()).is_file(), name


def test_the_program_and_its_checks_pin_the_same_versions() -> None:
    shipped, checked = (
        set(REQUIREMENT.findall((ROOT / name).read_text("utf-8")))
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert shipped < checked


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_has_a_hash_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert len(entries) > 10
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert not re.search(r"://|--index|--find-links| @ ", text)


def test_the_connection_is_made_in_one_place() -> None:
    """The working store is opened by `opening.connect` alone; a copy on its way by `replacing.connect_plainly`."""
    opener = re.compile(r"\b(?:driver|dbapi2|sqlite3)\.connect\(|\b(?:Sqlite|SqlCipher)\w*Database\(")
    found = {str(path.relative_to(ROOT)) for path in MODULES if opener.search(path.read_text("utf-8"))}
    assert found == {"app/store/opening.py", "app/store/replacing.py"}


def test_what_the_three_lines_for_windows_name_exists() -> None:
    said = (ROOT / "README.md").read_text("utf-8")
    (lines,) = re.findall(r"^On Windows.*?```\n(.*?)```", said, re.MULTILINE | re.DOTALL)
    make, fill, start = lines.splitlines()
    assert make == "py -m venv .venv"
    assert fill.split()[1:3] == ["install", "--require-hashes"] and (ROOT / fill.split()[-1]).is_file()
    assert start.endswith(" -m ui") and (ROOT / "ui" / "__main__.py").is_file()


def test_the_architecture_is_one_page() -> None:
    """Reasons and figures stand in docs/REASONS.md."""
    page = (ROOT / "docs" / "ARCHITECTURE.md").read_text("utf-8").splitlines()
    assert len(page) <= 90 and "## Decisions and their reasons" not in page
    assert "## Decisions and their reasons" in (ROOT / "docs" / "REASONS.md").read_text("utf-8").splitlines()
