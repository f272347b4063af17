"""What a file is: by its first bytes, and by its name only where these say nothing.

The program shows PDF and pictures by itself. Everything else is kept as it is and never opened by the program;
what a PC would run is called so, so that nobody opens it by mistake.
"""

from dataclasses import dataclass
from enum import Enum


class Sort(Enum):
    """What the program does with a file."""

    PDF = "pdf"
    PICTURE = "picture"
    OTHER = "other"
    DANGEROUS = "dangerous"


@dataclass(frozen=True)
class Media:
    """A kind of file: its media type, its word, and what the program does with it."""

    type: str
    label: str
    sort: Sort

    @property
    def shown(self) -> bool:
        """Whether the program shows it by itself."""
        return self.sort in (Sort.PDF, Sort.PICTURE)

    @property
    def warning(self) -> str:
        """What a person must know before taking it out of the program; blank for most."""
        if self.sort is Sort.DANGEROUS:
            return "这是能在电脑上运行的文件，可能有害，请不要打开；要查看请找懂的人在别的电脑上看。"
        return ""


_MAGIC: tuple[tuple[int, bytes, Media], ...] = (
    (0, b"%PDF-", Media("application/pdf", "PDF", Sort.PDF)),
    (0, b"\xff\xd8\xff", Media("image/jpeg", "JPEG 图片", Sort.PICTURE)),
    (0, b"\x89PNG\r\n\x1a\n", Media("image/png", "PNG 图片", Sort.PICTURE)),
    (0, b"GIF8", Media("image/gif", "GIF 图片", Sort.PICTURE)),
    (0, b"II*\0", Media("image/tiff", "TIFF 图片", Sort.PICTURE)),
    (0, b"MM\0*", Media("image/tiff", "TIFF 图片", Sort.PICTURE)),
    (8, b"WEBP", Media("image/webp", "WebP 图片", Sort.PICTURE)),
    (0, b"MZ", Media("application/vnd.microsoft.portable-executable", "程序", Sort.DANGEROUS)),
    (0, b"\x7fELF", Media("application/x-executable", "程序", Sort.DANGEROUS)),
    (0, b"#!", Media("text/x-script", "脚本", Sort.DANGEROUS)),
    (0, b"L\0\0\0\x01\x14\x02\0", Media("application/x-ms-shortcut", "快捷方式", Sort.DANGEROUS)),
    (0, b"BM", Media("image/bmp", "BMP 图片", Sort.PICTURE)),
)  # fmt: skip
_RUNS = frozenset(
    [
        "exe",
        "com",
        "scr",
        "pif",
        "msi",
        "msp",
        "bat",
        "cmd",
        "ps1",
        "vbs",
        "vbe",
        "js",
        "jse",
        "wsf",
        "wsh",
        "hta",
        "cpl",
        "lnk",
        "url",
        "reg",
        "jar",
        "dll",
        "sys",
        "apk",
        "sh",
        "desktop",
        "deb",
        "rpm",
        "run",
        "appimage",
        "html",
        "htm",
        "svg",
        "docm",
        "dotm",
        "xlsm",
        "xltm",
        "xlam",
        "pptm",
    ]
)
_NAMED: dict[str, Media] = {
    ending: Media(type, label, Sort.OTHER)
    for ending, type, label in (
        ("doc", "application/msword", "Word 文档"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word 文档"),
        ("wps", "application/vnd.ms-works", "WPS 文档"),
        ("xls", "application/vnd.ms-excel", "Excel 表格"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel 表格"),
        ("et", "application/vnd.ms-excel", "WPS 表格"),
        ("ofd", "application/ofd", "OFD 版式文件"),
        ("txt", "text/plain", "文本"),
        ("zip", "application/zip", "压缩包"),
        ("rar", "application/vnd.rar", "压缩包"),
        ("7z", "application/x-7z-compressed", "压缩包"),
        ("mp3", "audio/mpeg", "录音"),
        ("wav", "audio/wav", "录音"),
        ("m4a", "audio/mp4", "录音"),
        ("mp4", "video/mp4", "录像"),
    )
}
_UNKNOWN = Media("application/octet-stream", "其他文件", Sort.OTHER)


def size_words(size: int) -> str:
    """A size as a person reads it, in KB or MB."""
    return f"{max(1, round(size / 1000))} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def recognise(head: bytes, file_name: str) -> Media:
    """What a file with these first bytes (16 are enough) and this name is."""
    ending = file_name.rpartition(".")[2].lower() if "." in file_name else ""
    found = next((media for at, sign, media in _MAGIC if head[at : at + len(sign)] == sign), None)
    if found is not None and found.type != "image/bmp":
        return found
    if ending in _RUNS:
        return Media("application/x-dangerous", "可运行的文件", Sort.DANGEROUS)
    if found is not None:
        return found
    return _NAMED.get(ending, _UNKNOWN)


def of_type(type: str | None) -> Media:
    """A kind of file by its media type as a record keeps it; a type that nobody knows is another file."""
    dangerous = Media("application/x-dangerous", "可运行的文件", Sort.DANGEROUS)
    known = [*(media for _, _, media in _MAGIC), *_NAMED.values(), dangerous]
    return next((media for media in known if media.type == type), _UNKNOWN)
