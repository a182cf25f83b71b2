"""The figures of one process, for Prometheus. Names are part of the public face."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

CONTENT_TYPE = CONTENT_TYPE_LATEST


class Metrics:
    """One registry of its own, so that two apps in one process (tests) do not meet."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.tickets = Counter(
            "swarm_tickets",
            "Tickets received, by source and outcome (created, updated, bad, denied, too_large, failed)",
            ["source", "outcome"],
            registry=self.registry,
        )
        self.presses = Counter(
            "swarm_presses",
            "Presses, by verb and outcome (answered, refused, not_stored, failed)",
            ["verb", "outcome"],
            registry=self.registry,
        )
        self.press_seconds = Histogram(
            "swarm_press_seconds",
            "From the arrival of a press to its answer",
            buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 3),
            registry=self.registry,
        )
        self.sends = Counter(
            "swarm_sends",
            "Requests to Teams and to the paging service, by kind (thread, message, edit, delete, "
            "probe, direct, page) and result (sent, throttled, busy, uncertain, failing, gone, "
            "forbidden, refused)",
            ["kind", "result"],
            registry=self.registry,
        )
        self.send_seconds = Histogram(
            "swarm_send_seconds",
            "How long a request to Teams took, by kind",
            ["kind"],
            buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
            registry=self.registry,
        )
        self.throttled_seconds = Counter(
            "swarm_throttled_seconds",
            "Seconds of silence that Teams has asked for",
            registry=self.registry,
        )
        self.store_seconds = Histogram(
            "swarm_store_seconds",
            "How long the store took, by operation",
            ["operation"],
            buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 6),
            registry=self.registry,
        )
        self.store_failures = Counter(
            "swarm_store_failures",
            "Operations that the store did not do, by operation and kind (down; conflict: another "
            "one was first, and all is well)",
            ["operation", "kind"],
            registry=self.registry,
        )
        self.requests = Counter(
            "swarm_requests",
            "HTTP requests, by route and status",
            ["route", "status"],
            registry=self.registry,
        )
        self.reminder_late_seconds = Histogram(
            "swarm_reminder_late_seconds",
            "By how much a reminder left after the moment it was due",
            buckets=(0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 900),
            registry=self.registry,
        )
        self.open_swarms = Gauge(
            "swarm_open", "Swarms that are not closed, by severity", ["severity"],
            registry=self.registry,
        )  # fmt: skip

        self.oldest_due_seconds = Gauge(
            "swarm_oldest_due_seconds",
            "For how long the swarm that waits longest has wanted a look (0: none does)",
            registry=self.registry,
        )
        self.overview_age_seconds = Gauge(
            "swarm_overview_age_seconds",
            "How old the overview is that lists and swarm_open are made of (-1: never read)",
            registry=self.registry,
        )
        self.clock_off_seconds = Gauge(
            "swarm_clock_off_seconds",
            "By how much this clock is ahead of the store's (below zero: behind), as far as known",
            registry=self.registry,
        )

    def text(self) -> bytes:
        """The figures in Prometheus' text format, see ``CONTENT_TYPE``."""
        return generate_latest(self.registry)
