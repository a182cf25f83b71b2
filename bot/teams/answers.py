"""Bodies that Teams accepts as the answer to an invoke (always HTTP 200).

Teams' documents "universal actions: response format" and "dialogs: task/fetch, task/submit".
An answer in any other shape shows "unable to reach app" and is asked for again.
"""

from typing import Any

CARD = "application/vnd.microsoft.card.adaptive"
MESSAGE = "application/vnd.microsoft.activity.message"
ERROR = "application/vnd.microsoft.error"


def card_answer(card: dict[str, Any]) -> dict[str, Any]:
    """The card that takes the pressed card's place, for the person who pressed."""
    return {"statusCode": 200, "type": CARD, "value": card}


def text_answer(text: str) -> dict[str, Any]:
    """A sentence for the person who pressed; the card stays."""
    return {"statusCode": 200, "type": MESSAGE, "value": text}


def error_answer(code: str, text: str, status: int = 400) -> dict[str, Any]:
    """For what no client of Teams sends; people never see it in their words."""
    return {"statusCode": status, "type": ERROR, "value": {"code": code, "message": text}}


def dialog(card: dict[str, Any], title: str) -> dict[str, Any]:
    """Opens a form, or puts another in its place."""
    content = {"contentType": CARD, "content": card}
    return {"task": {"type": "continue", "value": {"title": title, "card": content}}}


def dialog_text(text: str) -> dict[str, Any]:
    """Closes the form with a sentence."""
    return {"task": {"type": "message", "value": text}}


def no_content() -> dict[str, Any]:
    """Closes the form, or answers what needs no answer."""
    return {}
