"""Samples of what comes after a case: follow-ups, and files to take along."""

from cards.samples.swarms import TEXTS, at
from cards.views import ExportView, FollowUpView


def follow_ups(language: str) -> tuple[FollowUpView, ...]:
    """What is to be done after the case."""
    x = TEXTS[language]
    todo = {"en": "Alert on changes of the forwarder", "ja": "DNSフォワーダーの変更を監視する"}
    page = {"en": "Phone list of the partner", "ja": "SIベンダーの緊急連絡先を確認する"}
    return (
        FollowUpView(1, todo[language], x["network"], at(10, 0, 30)),
        FollowUpView(2, page[language], x["lead"], at(10, 0, 27)),
    )


def export(language: str) -> ExportView:
    """Where the story can be had."""
    x, files = TEXTS[language], "https://swarm.example.com/exports/t0ken"
    return ExportView(
        "A", x["customer"], "2611240012", at(8, 52), at(9, 2),
        (("xlsx", f"{files}/swarm-2611240012.xlsx"), ("md", f"{files}/swarm-2611240012.md")),
        (("xlsx", f"{files}/swarm-2611240012-customer.xlsx"),
         ("md", f"{files}/swarm-2611240012-customer.md")),
        back=("sw-1", "80"),
    )  # fmt: skip
