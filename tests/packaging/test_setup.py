"""What `./run` and `./test` do on a machine where something is missing, played with stand-ins for apt and ldconfig."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINE = "sudo apt-get update && sudo apt-get install -y --no-install-recommends libgl1"
TOOLS = {
    "ldconfig": 'for each in $PRESENT; do echo "\t$each (libc6,x86-64) => /lib/$each"; done',
    "apt-get": 'echo "apt-get $*" >>"$LOG"; case "$*" in *install*) exit ${APT_FAILS:-0};; esac',
    "apt-cache": 'case " $KNOWN " in *" $2 "*) echo "Package: $2";; esac',
    "id": "echo ${WHO:-0}",
}
LIBRARIES = [
    line.split()[0]
    for line in (ROOT / ".ci" / "setup.sh")
    .read_text("utf-8")
    .split("libraries='")[1]
    .split("'")[0]
    .split("\n")
    if line
]


@pytest.fixture
def machine(tmp_path: Path) -> "Machine":
    return Machine(tmp_path)


class Machine:
    """A clone on a machine with these stand-ins; `log` is what apt was asked."""

    def __init__(self, folder: Path) -> None:
        self.root, self.tools, self.log = folder / "clone", folder / "tools", folder / "log"
        (self.root / ".ci").mkdir(parents=True)
        self.tools.mkdir()
        for name in ("requirements-dev.txt", ".ci/setup.sh"):
            (self.root / name).write_bytes((ROOT / name).read_bytes())
        for name, body in TOOLS.items():
            self._tool(name, body)

    def _tool(self, name: str, body: str) -> None:
        (self.tools / name).write_text(f"#!/bin/sh\n{body}\n", "utf-8")
        (self.tools / name).chmod(0o755)

    def without(self, name: str) -> None:
        """Take a stand-in away; the real tool is hidden too."""
        (self.tools / name).unlink()

    def has_venv(self) -> None:
        """As after a first time: a `.venv` whose stamp is right."""
        bin = self.root / ".venv" / "bin"
        bin.mkdir(parents=True)
        (bin / "python").symlink_to("/usr/bin/env")
        self._tool("python", "echo 3.12.1")
        (bin / "python").unlink()
        (bin / "python").symlink_to(self.tools / "python")
        (self.root / ".venv" / ".stamp").write_text(self.run("mark").stdout, "utf-8")

    def run(self, what: str = "set_up", **environment: str) -> subprocess.CompletedProcess[str]:
        """Run one function of the script."""
        tools = os.pathsep.join([str(self.tools), *self._shell_only()])
        said = {"PATH": tools, "LOG": str(self.log), "PRESENT": " ".join(LIBRARIES), "KNOWN": ""}
        return subprocess.run(
            ["/bin/sh", "-euc", f'root="{self.root}"; . "$root/.ci/setup.sh"; {what}'],
            env=said | environment, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip

    def _shell_only(self) -> list[str]:
        """A folder with nothing but what a shell script cannot do without."""
        plain = self.root.parent / "plain"
        if not plain.is_dir():
            plain.mkdir()
            for name in ("sh", "cat", "cksum", "grep", "rm", "sed", "env"):
                (plain / name).symlink_to(
                    next(p for p in (Path("/usr/bin") / name, Path("/bin") / name) if p.exists())
                )
        return [str(plain)]

    @property
    def asked(self) -> str:
        """What apt was asked."""
        return self.log.read_text("utf-8") if self.log.is_file() else ""


def test_the_second_time_nothing_is_asked_and_nothing_made(machine: Machine) -> None:
    machine.has_venv()
    done = machine.run()
    assert (done.returncode, done.stderr, machine.asked) == (0, "", "")


def test_a_missing_library_is_installed_where_that_is_allowed(machine: Machine) -> None:
    machine.has_venv()
    done = machine.run(PRESENT=" ".join(set(LIBRARIES) - {"libglib-2.0.so.0"}), KNOWN="libglib2.0-0")
    assert done.returncode == 0, done.stderr
    assert "apt-get update" in machine.asked
    assert "install -y -q --no-install-recommends libglib2.0-0\n" in machine.asked


def test_where_it_may_not_the_one_line_is_said_that_does_it(machine: Machine) -> None:
    machine.has_venv()
    done = machine.run(PRESENT=" ".join(set(LIBRARIES) - {"libGL.so.1"}), KNOWN="libgl1", WHO="1000")
    assert done.returncode != 0
    assert LINE in [line.strip() for line in done.stderr.splitlines()]
    assert machine.asked == ""


def test_a_failed_installation_is_told_in_a_sentence(machine: Machine) -> None:
    machine.has_venv()
    done = machine.run(PRESENT=" ".join(set(LIBRARIES) - {"libGL.so.1"}), KNOWN="libgl1", APT_FAILS="100")
    assert done.returncode != 0
    assert "系统软件包没有装上，请检查网络后重试" in done.stderr


def test_where_no_python_suits_the_line_names_one_that_does(machine: Machine) -> None:
    machine.without("apt-get")
    done = machine.run("suits() { return 1; }; set_up", WHO="1000", KNOWN="python3.13 python3.13-venv")
    assert done.returncode != 0
    assert "install -y --no-install-recommends python3.13 python3.13-venv" in done.stderr


def test_other_requirements_make_the_old_environment_stale(machine: Machine) -> None:
    machine.has_venv()
    assert machine.run("is_set_up").returncode == 0
    with (machine.root / "requirements-dev.txt").open("a", encoding="utf-8") as file:
        file.write("# newer\n")
    assert machine.run("is_set_up").returncode != 0
