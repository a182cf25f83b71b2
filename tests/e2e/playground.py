"""The Agents Playground as a person uses it: channels, cards, presses, forms, typed words."""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from playwright.async_api import Locator, Page, Route, expect
from playwright.async_api import TimeoutError as TooLate

ME, COLLEAGUE = "Alex Wilber", "Megan Bowen"
PEOPLE = {ME: "user-id-0", COLLEAGUE: "user-id-1"}
"""The first is who sits at the screen."""
Choice = str | re.Pattern[str]
"""A title in a list, or what it begins with."""

TRIES = 5
PATIENCE_MILLISECONDS = 3_000
TAKEN_MILLISECONDS = 10_000
"""Within which a form that was taken is gone, on a busy machine."""


class Playground:
    """One page of one Playground. Everything waits until it can be done."""

    def __init__(self, page: Page, pictures: Path) -> None:
        self.page = page
        self._pictures = pictures
        self._taken = 0

    async def open_channel(self, name: str = "General") -> None:
        await self.page.get_by_role("treeitem", name=f"My Team - {name}").click()
        await expect(self.page.get_by_role("button", name="Post", exact=True)).to_be_visible()

    async def open_chat(self) -> None:
        await self.page.get_by_role("treeitem", name="Personal Chat").click()
        await expect(self.page.get_by_role("button", name="Post", exact=True)).to_be_hidden()

    def cards(self, *texts: str | re.Pattern[str]) -> Locator:
        """The cards on the page in which every one of the texts stands."""
        found = self.page.locator(".ac-adaptiveCard")
        for text in texts:
            found = found.filter(has_text=text)
        return found

    def reply_with(self, button: str) -> Locator:
        """The small cards (all but live cards) that have this button."""
        wanted = self.page.get_by_role("button", name=button, exact=True)
        return self.cards().filter(has=wanted).filter(has_not=self.page.get_by_role("link"))

    async def press(self, card: Locator, name: str, *, behind: str = "") -> None:
        """A press; of a button that may stand behind another one, again when the card was drawn
        anew meanwhile, which folds it."""
        button = self.button(card, name)
        for _ in range(TRIES if behind else 0):
            if not await button.is_visible():
                await self.button(card, behind).click()
            with suppress(TooLate):
                await button.click(timeout=PATIENCE_MILLISECONDS)
                return
        await button.click()

    def button(self, card: Locator, name: str) -> Locator:
        return card.get_by_role("button", name=name, exact=True)

    async def press_as(self, person: str, card: Locator, name: str, *, behind: str = "") -> None:
        """A press by somebody else of the team, whose own screen would send the same."""

        async def in_their_name(route: Route) -> None:
            body = json.loads(route.request.post_data or "{}")
            body["from"]["id"] = PEOPLE[person]
            await route.continue_(post_data=json.dumps(body))

        await self.page.route("**/v1/invoke", in_their_name)
        try:
            async with self.page.expect_response("**/v1/invoke"):
                await self.press(card, name, behind=behind)
        finally:
            await self.page.unroute("**/v1/invoke", in_their_name)

    async def complete(
        self, form: Locator, choices: Mapping[str, Choice], texts: Mapping[str, str], picture: str
    ) -> None:
        """Everything by its label, and a picture; once more when the client has drawn the thread
        anew meanwhile, which empties a form in it. The text of "" goes into the first input."""
        for _ in range(TRIES):
            for label, choice in choices.items():
                await self._combobox(form, label).click()
                await self.page.get_by_role("option", name=choice, exact=True).click()
            for label, text in texts.items():
                await self._textbox(form, label).fill(text)
            await self.picture(picture, form)
            kept = [await self._textbox(form, label).input_value() for label in texts]
            chosen = [await self._combobox(form, label).input_value() for label in choices]
            if kept == [*texts.values()] and all(map(fits, choices.values(), chosen)):
                return
        raise AssertionError("the form does not keep what is typed")

    async def send(
        self,
        form: Locator,
        button: str,
        choices: Mapping[str, Choice],
        texts: Mapping[str, str],
        picture: str,
        *,
        by: str = ME,
    ) -> None:
        """Complete the form and press its button, until it is gone: what was emptied between the
        last look and the press is not sent by the client, or comes back with what is missing, and
        is typed again."""
        for _ in range(TRIES):
            await self.complete(form, choices, texts, picture)
            with suppress(AssertionError, TooLate):
                await self.press_as(by, form, button)
                await expect(form).to_have_count(0, timeout=TAKEN_MILLISECONDS)
            if not await form.count():
                return
        raise AssertionError("the form is not taken")

    def _textbox(self, form: Locator, label: str) -> Locator:
        """By the beginning of its label: behind that of a required one the client puts a star."""
        return form.get_by_role("textbox", name=label or None).first

    def _combobox(self, form: Locator, label: str) -> Locator:
        """By its label: behind that of a required one the client puts a star, and what is wrong
        with it once the form has been sent without."""
        name = re.compile(rf"^\s*{re.escape(label)}\s*\*?(\s.*)?$", re.DOTALL)
        return form.get_by_role("combobox", name=name)

    async def post(self, text: str) -> None:
        """A new post in the open channel, to the bot."""
        await self._mention(self.page.get_by_role("textbox").first, text)
        await self.page.get_by_role("button", name="Post", exact=True).click()

    async def reply(self, card: Locator, text: str) -> None:
        """A reply in the thread of the card, to the bot."""
        thread = self.thread(card)
        await self._mention(thread.get_by_role("textbox").last, text)
        await thread.get_by_role("button", name="Send Message").click()

    async def write(self, text: str) -> None:
        """A message in the open chat."""
        await self.page.get_by_role("textbox").last.click()
        await self.page.keyboard.insert_text(text)
        await self.page.get_by_role("button", name="Send Message").click()

    async def _mention(self, box: Locator, text: str) -> None:
        await box.click()
        await self.page.keyboard.type("@")
        await self.page.get_by_role("menuitem", name="Test Bot").click()
        await self.page.keyboard.insert_text(f" {text}")

    def thread(self, card: Locator) -> Locator:
        """The post with all its replies."""
        return card.locator("xpath=ancestor::*[.//textarea or .//*[@contenteditable='true']][1]")

    async def faults(self) -> list[str]:
        """Banners by which the client says that something went wrong."""
        texts = ("Something went wrong", "Unable to reach app", "not supported yet")
        found = [self.page.get_by_text(text) for text in texts]
        return [text for text, one in zip(texts, found, strict=True) if await one.count()]

    async def picture(self, name: str, what: Locator | None = None) -> None:
        """A screenshot of the card, or of the page, numbered in the order of the story."""
        self._taken += 1
        path = self._pictures / f"{self._taken:02}-{name}.png"
        await (what or self.page).screenshot(path=path, animations="disabled")


def fits(choice: Choice, title: str) -> bool:
    return choice == title if isinstance(choice, str) else bool(choice.match(title))
