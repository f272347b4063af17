"""The simple parts of 设置: how it looks, who I am, the lights, the numbers, the data."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QSizePolicy

from app.actions.settings import LARGEST_FILE, set_setting, staff_names
from app.actions.take_configuration import restore, restored
from app.actions.verify import Verified, in_words, verify
from app.change import Change
from app.exchange.issued.arrived import departed, sources
from app.rules.rights import refusal
from app.rules.status import COLOURS, Preset, Status
from app.schema.kinds import Count
from app.store.measures import presets_of
from app.store.office import Office
from ui.do import do
from ui.form.submit import button
from ui.frame import Frame
from ui.journal.page import open_journal
from ui.long_work import Progress, run_long
from ui.look import Look
from ui.parts.band import Band
from ui.parts.chip import ChipRow, ChipSpec
from ui.parts.read_row import ReadRow, labelled
from ui.settings.moved_box import MovedBox, Proposal
from ui.settings.scheme_form import SchemeForm
from ui.theme import current, set_role
from ui.undo import say_done

SCALES = (100, 110, 125, 150)


def appearance(dress: Callable[[Look], object]) -> Band:
    """Theme and size of type; both take hold at once."""
    band = Band("外观")
    theme = ChipRow([ChipSpec("light", "浅色"), ChipSpec("dark", "深色")])
    scale = ChipRow([ChipSpec(str(each), f"{each}%") for each in SCALES])
    theme.press("dark" if current().dark else "light")
    scale.press(str(min(SCALES, key=lambda each: abs(each - current().scale * 100))))

    def apply(_key: str) -> None:
        dress(Look(theme.pressed == ("dark",), int(scale.pressed[0])))

    for label, row in (("主题", theme), ("字号", scale)):
        row.picked.connect(apply)
        band.add(labelled(label, row))
    return band


def myself(office: Office, choose: Callable[[str], object]) -> Band:
    """Who works at this desk: the name in the journal and on what is registered."""
    names = staff_names(office)
    band = Band("我是谁", "登记人和日志里写这个名字")
    if not names:
        band.add(_quiet("还没有人员，先在下面“人员”里加上。"))
        return band
    row = ChipRow([ChipSpec(name, name) for name in dict.fromkeys([*names, *filter(None, [office.person])])])
    if office.person:
        row.press(office.person)
    row.picked.connect(choose)
    band.add(row)
    return band


def what_moves(old: Preset, new: Preset) -> str:
    """What changes on the screen when one scheme of lights takes the place of another."""
    if old.id == new.id:
        return "现在用的就是这一套。"
    before, after = old.colours, new.colours
    moved = [
        f"{status.label}：{COLOURS[before[status]]} → {COLOURS[after[status]]}"
        for status in Status
        if before[status] != after[status]
    ]
    days = "" if old.yellow_days == new.yellow_days else f"黄灯改为提前 {new.yellow_days} 个工作日。"
    return (f"改了颜色的：{'；'.join(moved)}。" if moved else "颜色不变。") + days


def lights(office: Office, form: SchemeForm, box: MovedBox) -> Band:
    """The scheme of lights; `form` makes one of our own, `box` lists what would move before it is taken."""
    band = Band("灯色")
    now, offered = office.measure.preset, {each.id: each for each in presets_of(office.setting)}
    row = ChipRow([ChipSpec(preset.id, preset.label) for preset in offered.values()])
    row.press(now.id)
    source = sources(office, "presets").get("preset", "程序自带")
    said = _quiet(f"来源：{source}。提前 {now.yellow_days} 个工作日变黄。出处：{now.source}。")

    def pick(preset_id: str) -> None:
        if preset_id != now.id:
            label = f"换灯色“{offered[preset_id].label}”"
            write = partial(set_setting, office, "preset", preset_id)
            box.look(Proposal(label, {"preset": preset_id}, write, straight=True))

    row.picked.connect(pick)
    band.add(row)
    band.add(said)
    if departed(office, "presets"):
        back = button("恢复县里的", lambda: box.look(_county_scheme(office)), "quiet")
        back.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        band.add(back)
    for preset in offered.values():
        if preset.id != now.id:
            band.add(_quiet(f"换成“{preset.label}”：{what_moves(now, preset)}"))
    band.add(form)
    band.add(box)
    return band


def _county_scheme(office: Office) -> Proposal:
    made = restored(office, "presets", "preset", to_county=True)
    run = partial(restore, office, "presets", "preset", to_county=True)
    return Proposal("恢复县里下发的灯色方案", made, run, straight=True)


def data(office: Office, frame: Frame) -> Band:
    """Where the data lie, and whether they hold."""
    band = Band("数据")
    band.add(ReadRow("数据文件夹", str(office.folder)))
    band.add(ReadRow("本机编号", office.desk))
    check = button("验证数据", lambda: _verify(frame, office))
    check.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    band.add(labelled("", check))
    reading = button("查看日志", lambda: open_journal(frame, office))
    reading.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    barred = refusal("read_journal", office.roles)
    reading.setEnabled(barred is None)
    reading.setToolTip(barred or "")
    band.add(labelled("", reading))
    return band


def files(frame: Frame, office: Office) -> Band:
    """How large one attachment may be."""
    band = Band("附件", f"一个文件最大多少 MB，1 到 {LARGEST_FILE}；扫描件一般每页不到 1 MB")
    line = QLineEdit(str(office.setting("attachment.megabytes")))
    line.setAccessibleName("一个附件的大小上限")
    line.returnPressed.connect(partial(_keep_limit, frame, office, line))
    line.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    band.add(labelled("大小上限(MB)", line))
    band.add(labelled("", _quiet("改好按回车")))
    return band


def signing(frame: Frame, office: Office) -> Band:
    """Whether leaders sign by a login of their own."""
    band = Band(
        "领导签批", "批示、审批、审核一般先在纸上签，由信访干部照录；打开后只有领导用自己的口令登录才能办"
    )
    own = QCheckBox("由领导本人登录签批")
    own.setChecked(bool(office.setting("leader.signs")))
    own.setEnabled(office.roles is not None and office.refusal("set_setting") is None)
    own.setToolTip("" if own.isEnabled() else "要先设口令，并由管理员来改。")
    own.clicked.connect(
        lambda on: do(
            frame,
            lambda: set_setting(office, "leader.signs", on),
            done=lambda change: say_done(frame, office, "已改领导签批的办法", change),
        )
    )
    band.add(own)
    return band


def _keep_limit(frame: Frame, office: Office, line: QLineEdit) -> None:
    def write() -> Change | None:
        said = Count().from_text(line.text(), office.today)
        return set_setting(office, "attachment.megabytes", said)

    do(frame, write, done=lambda change: say_done(frame, office, "已改附件的大小上限", change))


def _verify(frame: Frame, office: Office) -> None:
    def work(progress: Progress) -> Verified:
        try:
            return verify(
                office, lambda at, of: progress.step("正在核对附件（MB）", at // 10**6, of // 10**6)
            )
        finally:
            office.close()  # this thread's connection

    run_long(frame, "验证数据", work, done=lambda said: _tell(frame, said))


def _tell(frame: Frame, found: Verified) -> None:
    if found.ok:
        frame.say(in_words(found))
    else:
        frame.say_error(in_words(found))


def _quiet(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    set_role(label, "quiet")
    return label
