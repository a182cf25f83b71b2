"""Why a store cannot be opened. A command prints the message as it stands and ends."""


class CannotOpen(Exception):
    """The address, the file, its version or its lock is at fault; the message says which."""


class InUse(CannotOpen):
    """Another process serves this store, and only one may."""


class TooLarge(ValueError):
    """A row, a key or a transaction is larger than the engine can hold. It is written by nobody."""
