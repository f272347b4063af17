"""inspect and take of a folder on the command line."""

from pathlib import Path

from tests.app.cli.conftest import Run


def test_a_folder_is_looked_at_and_taken_with_one_yes(
    county: Path, township: Path, run: Run, register: object, tmp_path: Path
) -> None:
    place = tmp_path / "本周"
    place.mkdir()
    register()  # type: ignore[operator]
    assert run("export", "--to", "QH00", "-o", place / "a.xlsx").code == 0
    looked = run("--dir", county, "inspect", place, "--json").said
    assert [(each["fate"], each["number"], each["from"]) for each in looked["files"]] == [
        ("take", 1, "云溪镇纪委")
    ]
    assert run("--dir", county, "list", "--json").said == []
    assert "加 --yes" in run("--dir", county, "take", place).err
    said = run("--dir", county, "take", place, "--yes", "--json").said
    assert len(said["taken"]) == 1 and said["left"] == []
    assert len(run("--dir", county, "list", "--json").said) == 1
    again = run("--dir", county, "take", place, "--yes")
    assert again.code == 0 and "已收 0 份" in again.out


def test_a_bad_file_is_named_and_the_good_one_taken(
    county: Path, township: Path, run: Run, register: object, tmp_path: Path
) -> None:
    place = tmp_path / "本周"
    place.mkdir()
    register()  # type: ignore[operator]
    run("export", "--to", "QH00", "-o", place / "a.xlsx")
    (place / "b.xlsx").write_bytes(b"nothing")
    assert "不能收  b.xlsx" in run("--dir", county, "inspect", place).out
    done = run("--dir", county, "take", place, "--yes")
    assert done.code == 1 and "1 份没有收：“b.xlsx”" in done.err and "已收 1 份" in done.out


def test_all_units_below_are_written_to_in_one_step(county: Path, run: Run, tmp_path: Path) -> None:
    place = tmp_path / "寄出"
    place.mkdir()
    assert "还没有选单位" in run("--dir", county, "export", "--to", "all", "-o", place).err
    for code, name in (("YX01", "云溪镇纪委"), ("SQ02", "石桥镇纪委")):
        done = run("--dir", county, "add-unit", code, "--name", name, "--kind", "township")
        assert done.code == 0, done.err
    said = run("--dir", county, "export", "--to", "all", "-o", place, "--json").said
    assert [each["to"] for each in said["sent"]] == ["YX01", "SQ02"] and said["failed"] == []
    assert len(list(place.glob("*.xlsx"))) == 2
