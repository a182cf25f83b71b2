"""The rules in force: the policy's file and the people as they are known, put together once."""

import structlog

from bot.domain.policy import Policy
from bot.flow.people import People
from bot.policyfile import PolicyFile
from bot.policyform import PolicyError

log = structlog.get_logger()


class Rules:
    """``policy()`` is cheap: it is resolved anew only when the file or the people have changed."""

    def __init__(self, file: PolicyFile, people: People) -> None:
        self._file = file
        self.people = people
        self._version = -1
        self._policy = Policy()

    def policy(self) -> Policy:
        """The policy, with the people as far as they are known."""
        if self._version != self.people.version:
            self._version = self.people.version
            self._policy = self._file.policy(self.people.rows())
        return self._policy

    def refresh(self) -> None:
        """Read the file if it has changed. Raises PolicyError."""
        if self._file.refresh():
            self._version = -1

    def refresh_kindly(self) -> None:
        """Read the file if it has changed; one with faults is reported and changes nothing."""
        try:
            self.refresh()
        except PolicyError as error:
            log.error("policy not taken over", action="policy_refused", faults=str(error))  # noqa: TRY400 # the faults say it all
