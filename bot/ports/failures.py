"""How the store and Teams fail, as the road has to tell apart."""


class Conflict(Exception):
    """Somebody else changed the row first. Load again and decide again."""


class StoreDown(Exception):
    """The store does not answer. Whether a write has happened is not known."""


class UnknownKind(Exception):
    """A row holds a kind or a value that this version does not know: a newer one wrote it.

    Nothing may be decided or sent for that swarm by this process.
    """


# ---------------------------------------------------------------- failures of Teams


class ChatError(Exception):
    """A call to Teams failed. ``status`` is the HTTP status, 0 when there was no answer."""

    def __init__(self, message: str, *, status: int = 0, code: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.code = code

    @property
    def brief(self) -> str:
        """For the log: which failure. The message may quote what was to be said."""
        return " ".join(filter(None, (type(self).__name__, str(self.status or ""), self.code)))


class Throttled(ChatError):
    """429: nobody may send into this conversation for ``retry_after`` seconds."""

    def __init__(self, message: str, *, retry_after: float, status: int = 429) -> None:
        super().__init__(message, status=status, code="Throttled")
        self.retry_after = retry_after


class Busy(ChatError):
    """412, or a connection that never opened: certainly not done, try again after a pause."""


class Uncertain(ChatError):
    """Timeout, 502, 503, 504, a cut connection: perhaps done, perhaps not."""


class Failing(ChatError):
    """500 and other errors that must not be retried at once."""


class Gone(ChatError):
    """404: the message or the conversation is not there."""


class Forbidden(ChatError):
    """403: the bot may not speak there (removed, blocked, disabled)."""


class Refused(ChatError):
    """400, 401, 413: the request itself is at fault; the same again will fail again."""
