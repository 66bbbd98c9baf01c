"""Which press of a key is the newest, where presses may overtake each other on their way."""

import threading
from collections import OrderedDict

MOST_SCREENS = 500


class Presses:
    """The count of the newest press of each screen that was taken, in this process: what comes late is dropped."""

    def __init__(self) -> None:
        self._newest: OrderedDict[tuple[str, int, str], int] = OrderedDict()
        self._lock = threading.Lock()

    def is_newest(self, of: tuple[str, int, str], count: int) -> bool:
        """The same press once more is taken again: it says the same."""
        with self._lock:
            if count < self._newest.get(of, 0):
                return False
            self._newest[of] = count
            self._newest.move_to_end(of)
            if len(self._newest) > MOST_SCREENS:
                self._newest.popitem(last=False)
            return True
