"""Prose from authors: Markdown as one expects it, and nothing that could act in a reader's browser."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguang.render.markdown import ATTRIBUTES, TAGS, prose, sanitised

ATTACKS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=\"javascript:alert(1)\">",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<iframe src=\"https://evil.example\"></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=\"evil.swf\"></object><embed src=\"evil.swf\">",
    "<form action=\"https://evil.example\"><input name=q><button formaction=\"javascript:alert(1)\">x</button></form>",
    "<base href=\"https://evil.example/\">",
    "<meta http-equiv=refresh content=\"0;url=https://evil.example\">",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>body{background:url(https://evil.example)}</style>",
    "<p style=\"background:url(javascript:alert(1))\">x</p>",
    "<p class=\"site-header\" id=\"main\">x</p>",
    "<div onclick=alert(1) onmouseover='alert(1)'>x</div>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=\"java\nscript:alert(1)\">x</a>",
    "<a href=\"&#106;avascript:alert(1)\">x</a>",
    "<a href=\" \x01javascript:alert(1)\">x</a>",
    "<a href=\"vbscript:msgbox(1)\">x</a>",
    "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
    "<a href=\"//evil.example/\">x</a>",
    "<a href=\"\\\\evil.example\">x</a>",
    "<a href=\"/\\evil.example\">x</a>",
    "<a href=\"https://user@evil.example\" target=_blank onclick=alert(1)>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "![x](data:image/svg+xml;base64,PHN2Zy8+)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "```\n</code></pre><script>alert(1)</script>\n```",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<a href=\"blob:https://evil.example/1\">x</a>",
)  # fmt: skip
ADDRESS = re.compile(r"^(https?://[^/\\]|mailto:|tel:|[^:/\\][^:\\]*$|#|$)", re.I)


class Reader(HTMLParser):
    """Collects every tag with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    reader = Reader()
    reader.feed(html)
    return reader.tags


def assert_inert(html: str) -> None:
    for tag, attributes in tags(html):
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES.get(tag, set()) | ({"rel"} if tag == "a" else set())
        for name in ("href", "src"):
            assert ADDRESS.match(attributes.get(name) or ""), attributes


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_in_prose_is_inert(attack: str) -> None:
    assert_inert(prose(attack))
    assert_inert(sanitised(attack))


@given(
    st.lists(
        st.sampled_from(
            [*"<>\"'=/ \n`[]()!#&;:", "script", "a href", "img src", "onerror", "javascript:", "//", "style", "x"]
        ),
        max_size=30,
    ).map("".join)
)
def test_no_text_whatever_becomes_more_than_the_allowed_tags(text: str) -> None:
    assert_inert(prose(text))


def test_ordinary_prose_keeps_its_form() -> None:
    html = prose(
        "# 办事指南\n\n先看**条件**,再备[材料](../powers/index.html)。\n\n| 项 | 数 |\n|---|---|\n| 甲 | 1 |\n\n- 一\n- 二"
    )
    assert '<h2 id="办事指南">办事指南</h2>' in html
    assert "<strong>条件</strong>" in html
    assert '<a href="../powers/index.html"' in html
    assert "<th>项</th>" in html
    assert "<li>一</li>" in html


@pytest.mark.parametrize(
    "address",
    ["https://www.gov.cn/a?b=1", "mailto:a@example.org", "tel:12345", "guide.html#二", "#一", "../files/a.pdf"],
)
def test_an_honest_address_survives(address: str) -> None:
    assert f'href="{address}"' in prose(f"[文字]({address})")


def test_the_same_prose_gives_the_same_page_whatever_came_before() -> None:
    first = prose("# 标题\n\n# 标题")
    prose("[x]: https://example.org\n\n*[HTML]: 语言\n\n# 标题")
    assert prose("# 标题\n\n# 标题") == first
