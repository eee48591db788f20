"""What was not as expected, for the checks of the service."""

import sys


class Checks:
    """Collects what does not hold, and says it at once."""

    def __init__(self, name):
        self.name = name
        self.failures = []

    def __call__(self, holds, what):
        if not holds:
            self.failures.append(what)
            print(f"{self.name}: NOT AS EXPECTED: {what}", file=sys.stderr)

    def status(self, good):
        """The exit status, said in words."""
        if self.failures:
            print(f"{self.name}: {len(self.failures)} not as expected", file=sys.stderr)
            return 1
        print(f"{self.name}: {good}")
        return 0
