"""Which swarmbot this is."""

from importlib.metadata import PackageNotFoundError, version


def running_version() -> str:
    """The version of the program, three numbers; "0.0.0" where it was never installed."""
    try:
        return version("swarmbot")
    except PackageNotFoundError:
        return "0.0.0"
