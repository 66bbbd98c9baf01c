"""How many forms an address may send in a minute: counted in this process, in front of all that costs something."""

import threading
import time
from collections import deque
from collections.abc import Callable

WINDOW_S = 60.0
MOST_ADDRESSES = 10_000


class RateLimit:
    """Remembers when each address last sent something."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._sent: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def allows(self, address: str, per_minute: int) -> bool:
        """Whether one more is within the limit; if so it counts."""
        now = self._clock()
        with self._lock:
            if len(self._sent) >= MOST_ADDRESSES:
                self._sent = {one: times for one, times in self._sent.items() if times[-1] > now - WINDOW_S}
            times = self._sent.setdefault(address, deque(maxlen=per_minute))
            if len(times) == per_minute and times[0] > now - WINDOW_S:
                return False
            times.append(now)
            return True
