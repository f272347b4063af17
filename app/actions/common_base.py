"""What a held record said before two hands wrote it: remembered from the journal."""

from app.actions.decide import Held
from app.exchange.remembered import base_of
from app.exchange.truth import Stated
from app.store.office import Office


def common_base(office: Office, held: Held, number: int = 0) -> Stated | None:
    """The last version that ours and the other version of that number both knew; None when the store never held it."""
    if held.kept_back:
        return None
    return base_of(office, held.ours, held.ours, held.others[number])
