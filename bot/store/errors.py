"""Why a store cannot be opened. A command prints the message as it stands and ends."""


class CannotOpen(Exception):
    """The address, the file, its version or its lock is at fault; the message says which."""
