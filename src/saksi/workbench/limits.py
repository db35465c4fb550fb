"""A limit on how often something may be tried."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from threading import Lock

_MOST_KEYS = 10_000


class Limit:
    """At most ``times`` failures for one key within ``seconds``; ``clock`` tells the seconds that have passed."""

    def __init__(self, times: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.times = times
        self.seconds = seconds
        self._clock = clock
        self._failures: dict[str, deque[float]] = {}
        self._lock = Lock()

    def wait(self, key: str) -> float:
        """Seconds until ``key`` may try again; 0 if it may now."""
        with self._lock:
            failures = self._recent(key)
            return failures[0] + self.seconds - self._clock() if len(failures) >= self.times else 0.0

    def failed(self, key: str) -> None:
        """Count one failure of ``key``."""
        with self._lock:
            if key not in self._failures and len(self._failures) >= _MOST_KEYS:
                self._failures.pop(next(iter(self._failures)))  # whoever makes up keys cannot fill the memory
            self._failures.setdefault(key, deque(maxlen=self.times)).append(self._clock())

    def succeeded(self, key: str) -> None:
        """Forget the failures of ``key``."""
        with self._lock:
            self._failures.pop(key, None)

    def _recent(self, key: str) -> deque[float]:
        failures = self._failures.get(key, deque())
        while failures and failures[0] <= self._clock() - self.seconds:
            failures.popleft()
        return failures
