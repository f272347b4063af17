"""Text that came in a file: whether it can be stored, and how it is shown where it cannot."""


def can_be_stored(text: str) -> bool:
    """Whether it is text throughout: JSON can spell halves of characters, which nothing can store."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def shown(text: str) -> str:
    """The text with what can be neither stored nor shown replaced."""
    return text if can_be_stored(text) else text.encode("utf-8", "replace").decode()
