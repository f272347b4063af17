"""A crash leaves no image of the memory and no words of an error: tried in a process of its own."""

import subprocess
import sys

import pytest

SECRET = "黎不传密"
PLANT = f"""
import sys, threading
from app.cli.crash import leave_nothing
leave_nothing()
def fail(): raise ValueError("{SECRET}")
class Late:
    def __del__(self): fail()
"""
ENDS = {
    "in the main thread": "fail()",
    "in a thread": "each = threading.Thread(target=fail); each.start(); each.join()",
    "while waste is collected": "each = Late(); del each",
    "as the cause of another": "try:\n    fail()\nexcept ValueError as error:\n    raise KeyError('x') from error",
}


def ran(text: str) -> subprocess.CompletedProcess[str]:
    """What a process with this text said."""
    return subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, encoding="utf-8")


@pytest.mark.parametrize("end", ENDS)
def test_an_error_that_nobody_caught_is_told_by_type_and_place_and_never_by_its_words(end: str) -> None:
    done = ran(PLANT + ENDS[end])
    assert "ValueError" in done.stderr and "<string>:5" in done.stderr
    assert SECRET not in done.stdout + done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="asked of the system otherwise there")
def test_a_process_that_crashes_writes_no_image_of_its_memory() -> None:
    done = ran(
        PLANT + "import os, resource\nprint(resource.getrlimit(resource.RLIMIT_CORE), flush=True)\nos.abort()"
    )
    assert done.returncode == -6
    assert done.stdout == "(0, 0)\n"


def test_the_program_begins_with_it_whatever_is_asked_of_it() -> None:
    done = ran(
        "import runpy, sys, threading\n"
        "sys.argv = ['ui', '--version']\n"
        "try:\n    runpy.run_module('ui', run_name='__main__', alter_sys=True)\n"
        "except SystemExit:\n    pass\n"
        "print(threading.excepthook.__module__, sys.unraisablehook.__module__, sys.excepthook.__module__)"
    )
    assert done.stdout.splitlines()[-1] == " ".join(["app.cli.crash"] * 3), done.stderr
