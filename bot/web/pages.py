"""What the app's entry in Teams links to: who sees what (``/privacy``) and on what terms
(``/terms``). For everybody, without a login, in English and Japanese."""

from html import escape

from aiohttp import web

Page = tuple[str, tuple[str, ...]]
"""A heading, and its paragraphs."""

PRIVACY: dict[str, Page] = {
    "en": ("What Swarm knows", (
        "Swarm is run by your own company. What it knows lies in a store of your company's, and goes nowhere else.",
        ("It keeps the tickets that it is sent, what you write to it or press on its cards, and the names, Teams ids and user names of the "
        "members of its channels, with their language and time zone. That is how it knows who does what, and whom to remind."),
        "It reads messages that mention it, and no others. In a channel everybody sees what you do with it; what it tells you in a 1:1 chat, you alone see.",
        "Its logs say who did what, never what was said. How long all this is kept, and how you get to see it or have it deleted, those who run it will tell you.",
    )),
    "ja": ("Swarmが扱う情報", (
        "Swarmは、ご所属の会社が運用しています。情報は会社の保管場所にあり、ほかに渡されることはありません。",
        ("受け取ったチケット、Swarm宛てのメッセージ、カードでの操作、使用するチャネルのメンバーの氏名・TeamsのID・ユーザー名・言語・タイムゾーンを保存します。"
        "誰が何を担当しているかを示し、必要な方にお知らせするためです。"),
        "Swarmが読むのは、Swarm宛てのメンションがあるメッセージだけです。チャネルでの操作は全員に見えます。1対1のチャットの内容は、ご本人にだけ見えます。",
        "ログには、誰が何をしたかだけが残り、内容は残りません。保存期間、開示、削除については、運用の担当者にお問い合わせください。",
    )),
}  # fmt: skip
TERMS: dict[str, Page] = {
    "en": ("Terms of use", (
        "Swarm is a tool of your company for working on support cases together. The rules of your company hold for what you write to it.",
        "Its reminders help you to keep a promise; the promise stays yours. It is free software, given as it is, under the licence that stands beside its source.",
    )),
    "ja": ("利用条件", (
        "Swarmは、サポート案件にチームで対応するための社内ツールです。Swarmに書く内容には、会社の規則が適用されます。",
        "お知らせは、お約束を守るための補助です。お約束の責任は、引き続き担当の方にあります。本ソフトウェアは、ソースコードに付属のライセンスに基づき、現状のまま提供されます。",
    )),
}  # fmt: skip

_STYLE = "body{font:16px/1.6 'Segoe UI',sans-serif;max-width:40em;margin:2em auto;padding:0 1em}"
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "public, max-age=3600",
}


def html(pages: dict[str, Page]) -> str:
    """One page with a section for each language."""
    sections = "".join(
        f'<section lang="{language}"><h1>{escape(heading)}</h1>'
        + "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
        + "</section>"
        for language, (heading, paragraphs) in pages.items()
    )
    title = escape(pages["en"][0])
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width"><style>'
        f"{_STYLE}</style></head><body>{sections}</body></html>\n"
    )


async def privacy(_: web.Request) -> web.Response:
    return web.Response(text=html(PRIVACY), content_type="text/html", headers=_HEADERS)


async def terms(_: web.Request) -> web.Response:
    return web.Response(text=html(TERMS), content_type="text/html", headers=_HEADERS)
