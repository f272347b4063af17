"""Which desk of its office an open store is: drawn anew after a restore or a copy, and when older data took its place."""

from pathlib import Path

from peewee import Database

from app.errors import NotAllowed
from app.rules.numbering import NumberStyle
from app.store import desk, opening, rows, shelf
from app.store.desk import Place
from app.store.holding import Hold
from app.store.second_journal import Line, SecondJournal


def place_of(folder: Path, hold: Hold) -> Place:
    """Where the store of this folder lies."""
    file = folder / opening.FILE_NAME
    return Place.of(file, hold.raw(file))


class OwnDesk:
    """The desk of an open store. Raises NotAllowed where no office was set up in it."""

    def __init__(self, folder: Path, db: Database, hold: Hold, second: SecondJournal) -> None:
        row = db.execute_sql('SELECT "office", "number" FROM "desk" LIMIT 1').fetchone()
        if row is None:
            from app.store import traces

            if traces.found(folder):
                raise traces.emptied(folder)
            raise NotAllowed("这个文件夹里还没有建立单位，请先新建。")
        self.office: str = row[0]
        self._number: str = row[1]
        self._folder, self._db, self._hold, self._second = folder, db, hold, second

    @property
    def name(self) -> str:
        """Its name in versions: office code, slash, desk number."""
        return f"{self.office}/{self._number}"

    @property
    def counter(self) -> int:
        """How many times it has written."""
        asked = 'SELECT "counter" FROM "desk" WHERE "office" = ?'
        return int(self._db.execute_sql(asked, (self.office,)).fetchone()[0])

    def settle(self) -> str:
        """Keep the desk where the store still is the same file, else draw another; what is to be told, or blank."""
        if desk.settle(self._db, place_of(self._folder, self._hold)):
            return ""
        self.draw()
        back = self._second.escalated_again(self._db)
        if not back:
            return ""
        return f"恢复的数据里又有已转为报上级件的{'、'.join(back)}。请打开它，再办一次“转为报上级件”。"

    def draw(self) -> None:
        """Take a desk number and a number block that nobody used: after a restore or a copy."""
        self._number = desk.draw(
            self._db, self.office, place_of(self._folder, self._hold), self._blocks_known()
        )

    def leave_block(self) -> None:
        """Take another block of numbers: another desk of this office has drawn from ours."""
        desk.leave_block(self._db, self._blocks_known())

    def written_later(self) -> tuple[Line, ...]:
        """What this desk wrote, as the journal's second file tells, and these data do not hold: they are older ones."""
        return self._second.rolled_back(self._db, self.name)

    def _blocks_known(self) -> set[int]:
        """Blocks of all case numbers that the records and the journal's second file tell of."""
        style = NumberStyle(shelf.setting(self._db, "number.case"))
        numbers = [*rows.case_numbers(self._db, self.office), *self._second.case_numbers()]
        return desk.blocks_of(numbers, style)


def told_of(lost: tuple[Line, ...]) -> tuple[str, str]:
    """What the journal and what the window says of older data: the label and the news."""
    span = f"第 {lost[0].seq} 至 {lost[-1].seq} 条" if len(lost) > 1 else f"第 {lost[0].seq} 条"
    return (
        f"数据文件被换成了旧的：日志{span}不在里面",
        f"数据文件被换成了旧的，缺少本机写过的日志{span}（最后是 {lost[-1].at}“{lost[-1].label}”）。"
        "本机已换用新的编号段；缺的内容请重新登记，或在设置里恢复更新的备份。",
    )
