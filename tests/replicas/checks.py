"""What must be true after a run, whatever was killed in it: all of it."""

from datetime import timedelta

from bot.domain.policy import Policy
from tests.replicas import log_checks as log
from tests.replicas import teams_checks as teams
from tests.replicas.evidence import Evidence


def faults(evidence: Evidence, policy: Policy, draw: teams.Draw, patience: timedelta) -> list[str]:
    """Everything that went wrong, each with its evidence."""
    found = [
        *log.lost_tickets(evidence),
        *log.lost_acts(evidence),
        *teams.unsaid_reminders(evidence, patience),
        *teams.said_twice(evidence),
        *teams.unknown_messages(evidence),
        *teams.two_threads(evidence),
        *teams.too_many(evidence),
    ]
    for case in evidence.cases.values():
        found += log.done_twice(case)
        found += log.two_owners(case)
        found += log.not_replayed(case)
        found += log.wrong_wakes(case, policy)
        found += teams.unreached(case)
        found += teams.stale(case, evidence, draw)
    return found
