"""What the bot does with what came in from Teams: each kind goes to the desk that knows it."""

from typing import Any

from bot.teams import inbound as i
from bot.teams.answers import dialog_text, error_answer, no_content, text_answer
from bot.teams.channels import Channels
from bot.teams.formdesk import FormDesk
from bot.teams.presses import value
from bot.teams.pressing import PressDesk
from bot.teams.strays import Strays
from bot.teams.talking import TalkDesk
from cards.words import words_for


class TeamsHandler:
    """The ``Handler`` of the entry."""

    def __init__(
        self,
        presses: PressDesk,
        forms: FormDesk,
        talk: TalkDesk,
        channels: Channels,
        strays: Strays,
    ) -> None:
        self._presses = presses
        self._forms = forms
        self._talk = talk
        self.channels = channels
        self._strays = strays

    async def invoke(self, inbound: i.Inbound) -> dict[str, Any]:
        """The body of the answer to a press or a dialog."""
        match inbound:
            case i.Press():
                self._strays.pressed(inbound.source, inbound.verb, inbound.data)
                return await self._presses.press(inbound)
            case i.FormFetch():
                self._strays.pressed(inbound.source, value(inbound.data, "verb"), inbound.data)
                return await self._forms.fetched(inbound)
            case i.FormSubmit():
                return await self._forms.dialog_submitted(inbound)
            case _:
                return no_content()

    async def turn(self, inbound: i.Inbound) -> None:
        """Words and events. Raises StoreDown, so that Teams sends it again."""
        match inbound:
            case i.Said():
                await self._talk.said(inbound)
            case i.Submitted():
                await self._submitted(inbound)
            case i.Installed():
                await self.channels.installed(inbound)
            case i.MembersChanged():
                await self.channels.members_changed(inbound)
            case i.ChannelChanged():
                await self.channels.channel_changed(inbound)
            case i.TeamChanged():
                await self.channels.team_changed(inbound)
            case _:
                pass

    async def _submitted(self, inbound: i.Submitted) -> None:
        """A press by a client that takes no answer to it: a sentence becomes a message."""
        verb = str(inbound.data.get("verb", ""))
        answer = await self._presses.press(i.Press(inbound.source, verb, inbound.data))
        if isinstance(answer.get("value"), str):
            self._talk.tell(inbound.source, answer["value"])


def failed(inbound: i.Inbound) -> dict[str, Any]:
    """The answer to an invoke that could not be kept: kind, in the presser's words."""
    text = words_for(inbound.source.sender.locale).t("not-stored")
    match inbound:
        case i.Press():
            return text_answer(text)
        case i.FormFetch() | i.FormSubmit():
            return dialog_text(text)
        case _:
            return error_answer("NotStored", text)
