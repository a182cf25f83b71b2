"""The app's links lead somewhere: the bot itself shows what they promise."""

from pathlib import Path

from bot.web.pages import PRIVACY, TERMS
from tests.manifest.packages import ABOUT, read
from tests.stories.wired import wired


async def test_every_link_of_the_package_is_answered_without_a_login(tmp_path: Path) -> None:
    """Website, privacy and terms, where nobody gave a website of their own."""
    urls = [url for key, url in read("manifest.json")["developer"].items() if key.endswith("Url")]
    assert len(urls) == 3
    async with wired(tmp_path) as world:
        for url in urls:
            path = url.removeprefix(f"https://{ABOUT.host}") or "/"
            async with world.session.get(world.url + path) as answer:
                assert answer.status == 200, path
                assert len(await answer.text()) > 300


async def test_privacy_and_terms_are_read_in_both_languages(tmp_path: Path) -> None:
    """Each language has its section, and a browser loads nothing from anywhere for it."""
    async with wired(tmp_path) as world:
        for path, pages in (("/privacy", PRIVACY), ("/terms", TERMS)):
            async with world.session.get(world.url + path) as answer:
                text = await answer.text()
                assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
            for language, (heading, paragraphs) in pages.items():
                assert f'<section lang="{language}"><h1>{heading}</h1>' in text
                assert text.count("<p>") == sum(len(page[1]) for page in pages.values())
                assert paragraphs
