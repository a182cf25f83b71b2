"""The rest of the Bot Framework SDK: its turn pipeline, fed and emptied by our own edge.

Requests are authenticated, and invokes answered, before the SDK sees anything; what it sends goes
over our connector. The SDK's own connector blocks the loop and asks for a token every turn.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from botbuilder.core import ActivityHandler, CloudAdapterBase, TurnContext
from botbuilder.schema import (
    Activity,
    ConversationParameters,
    ConversationResourceResponse,
    ResourceResponse,
)
from botframework.connector.auth import BotFrameworkAuthentication, ClaimsIdentity
from botframework.connector.auth.authenticate_request_result import AuthenticateRequestResult
from botframework.connector.auth.connector_factory import ConnectorFactory
from msrest.exceptions import ClientException

from bot.teams.connector import Connector, answered_id


class NotAnActivity(ValueError):
    """The SDK cannot read it (a timestamp that is none, a text where an object belongs)."""


def wire(activity: Activity) -> dict[str, Any]:
    """The activity as JSON. Card contents go round the SDK, which is slow and bends their enums."""
    attachments = activity.attachments or []
    contents = [attachment.content for attachment in attachments]
    for attachment in attachments:
        attachment.content = None
    try:
        body: dict[str, Any] = activity.serialize()
    finally:
        for attachment, content in zip(attachments, contents, strict=True):
            attachment.content = content
    for written, content in zip(body.get("attachments", ()), contents, strict=False):
        if content is not None:
            written["content"] = content
    return body


class _Conversations:
    """The calls that the SDK's adapter makes of a connector client."""

    def __init__(self, connector: Connector, service_url: str) -> None:
        self._connector = connector
        self._url = service_url

    async def send_to_conversation(self, conversation: str, activity: Activity) -> ResourceResponse:
        return ResourceResponse(
            id=await self._connector.send(self._url, conversation, wire(activity))
        )

    async def reply_to_activity(
        self, conversation: str, _activity_id: str, activity: Activity
    ) -> ResourceResponse:
        # Teams goes by the conversation: a thread's id names its first message.
        return await self.send_to_conversation(conversation, activity)

    async def update_activity(
        self, conversation: str, activity_id: str, activity: Activity
    ) -> ResourceResponse:
        await self._connector.update(self._url, conversation, activity_id, wire(activity))
        return ResourceResponse(id=activity_id)

    async def delete_activity(self, conversation: str, activity_id: str) -> None:
        await self._connector.delete(self._url, conversation, activity_id)

    async def create_conversation(
        self, parameters: ConversationParameters
    ) -> ConversationResourceResponse:
        body = parameters.serialize()
        if parameters.activity is not None:
            body["activity"] = wire(parameters.activity)
        answer = await self._connector.create_conversation(self._url, body)
        return ConversationResourceResponse(
            id=answered_id(answer), activity_id=answer.get("activityId"), service_url=self._url
        )


class _Client:
    def __init__(self, connector: Connector, service_url: str) -> None:
        self.conversations = _Conversations(connector, service_url)


class _Clients(ConnectorFactory):  # type: ignore[misc]  # the SDK has no types
    def __init__(self, connector: Connector) -> None:
        self._connector = connector

    async def create(self, service_url: str, *_: object) -> _Client:
        return _Client(self._connector, service_url)


class _OwnAuthentication(BotFrameworkAuthentication):  # type: ignore[misc]  # the SDK has no types
    """Lets the SDK authenticate nothing: whoever comes here has passed the gate."""

    def __init__(self, clients: _Clients) -> None:
        self._clients = clients

    async def authenticate_request(self, *_: object) -> object:
        raise PermissionError("requests are authenticated before the SDK")

    async def authenticate_streaming_request(self, *_: object) -> object:
        raise PermissionError("no streaming")

    def create_connector_factory(self, *_: object) -> _Clients:
        return self._clients

    async def create_user_token_client(self, *_: object) -> None:
        """No sign-in prompts, so no client for them."""


class Adapter(CloudAdapterBase):  # type: ignore[misc]  # the SDK has no types
    """Runs one turn for an activity that has passed the gate."""

    def __init__(self, connector: Connector) -> None:
        self._clients = _Clients(connector)
        super().__init__(_OwnAuthentication(self._clients))

    async def run(
        self,
        activity: Mapping[str, Any],
        claims: Mapping[str, Any],
        turn: Callable[[TurnContext], Awaitable[None]],
    ) -> None:
        """Raises NotAnActivity, and whatever the turn raises."""
        try:
            read = Activity().deserialize(activity)
        except (ClientException, AttributeError, TypeError, ValueError) as error:
            raise NotAnActivity(str(error)) from error
        passed = AuthenticateRequestResult()
        passed.claims_identity = ClaimsIdentity(dict(claims), True)
        passed.connector_factory = self._clients
        await self.process_activity(passed, read, turn)


class Turns(ActivityHandler):  # type: ignore[misc]  # the SDK has no types
    """One turn: the translator has read the activity already, so every kind goes the same way."""

    def __init__(self, turn: Callable[[], Awaitable[None]]) -> None:
        self._turn = turn

    async def on_turn(self, *_: object) -> None:
        await self._turn()
