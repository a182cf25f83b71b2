"""What a form needs is asked for by name, however the form arrives."""

from datetime import UTC, datetime

import pytest

from bot.domain.people import Person
from bot.teams.fields import read_form
from bot.teams.writing import Fault, Writer
from cards.forms import form_card
from cards.samples.asked import forms
from tests.cards.looking import WORDS, inputs

ANN = Person("id-1", "Ann")
WRITER = Writer(ANN, datetime(2026, 11, 24, tzinfo=UTC), UTC, callable=(ANN,))
TYPED = {
    "do": "claim",
    "state": "looking",
    "text": "x",
    "whom": "x",
    "until": "6:00",
    "reason": "x",
}
NEEDED = {
    "areas": ("area", "field-area-error"),
    "finding": ("area", "field-area-error"),
    "waiting": ("area", "field-area-error"),
    "place": ("area", "field-area-error"),
    "set_aside": ("area", "field-area-error"),
    "call_in": ("area", "field-area-error"),
    "hand_over": ("receiver", "field-receiver-error"),
    "end_promise": ("promise", "field-which-error"),
    "follow_done": ("follow_up", "field-which_follow_up-error"),
}


@pytest.mark.parametrize("form", NEEDED)
@pytest.mark.parametrize("sent", [True, False])
def test_an_empty_choice_is_asked_for_by_name(form: str, sent: bool) -> None:
    """Clients leave out what was not chosen, or send it empty."""
    missing, fault = NEEDED[form]
    data = {**TYPED, missing: ""} if sent else TYPED
    with pytest.raises(Fault) as caught:
        read_form(form, data, WRITER)
    assert caught.value.key == fault


@pytest.mark.parametrize("called", ["", "somebody", None])
def test_who_is_called_in_is_asked_for(called: str | None) -> None:
    """Also when the person may not be called in any more."""
    data = {"area": "storage"} if called is None else {"area": "storage", "called": called}
    with pytest.raises(Fault) as caught:
        read_form("call_in", data, WRITER)
    assert caught.value.key == "field-person-error"


@pytest.mark.parametrize("form", NEEDED)
@pytest.mark.parametrize("language", WORDS)
def test_the_refusal_is_the_error_that_the_input_shows(form: str, language: str) -> None:
    """One sentence, whether the client or the bot finds it missing."""
    missing, fault = NEEDED[form]
    view = next(one for one in forms(language).values() if one.form == form)
    [shown] = [one for one in inputs(form_card(view, WORDS[language])) if one["id"] == missing]
    assert shown["isRequired"]
    assert shown["errorMessage"] == WORDS[language].t(fault)
