"""Which swarmbot this is. The only place that says so: packaging reads it from here."""

from typing import Final

VERSION: Final = "0.1.0"
"""Three numbers. Also the version of the app package: Teams takes an update only with a new one."""
