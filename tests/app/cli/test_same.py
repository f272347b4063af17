"""同一件 without a screen: what may be, what it would do, doing it, parting it."""

from collections.abc import Callable

from tests.app.cli.conftest import Ended, Run

Register = Callable[..., Ended]


def test_two_numbers_become_one_and_are_parted(register: Register, run: Run) -> None:
    made = [register().said["cases"][0] for _ in range(2)]
    kept, dropped = sorted(made, key=lambda each: str(each["id"]))
    for each in made:
        run("edit", each["case_no"], "--set", "registration.platform_no=P-1")
    assert [each["id"] for each in run("same", kept["case_no"], "--json").said] == [dropped["id"]]
    assert "平台编号相同" in run("same", kept["case_no"]).out
    looked = run("same", dropped["case_no"], kept["case_no"], "--look", "--json").said
    assert (looked["kept"]["id"], looked["dropped"]["id"]) == (kept["id"], dropped["id"])
    assert f"留用 {kept['case_no']}" in run("same", dropped["case_no"], kept["case_no"], "--look").out
    assert len(run("list", "--json").said) == 2
    assert "同一件" in run("same", dropped["case_no"], kept["case_no"]).out
    assert [each["id"] for each in run("list", "--json").said] == [kept["id"]]
    assert run("part", kept["case_no"]).code == 1
    run("part", dropped["case_no"], "--json")
    assert len(run("list", "--json").said) == 2
