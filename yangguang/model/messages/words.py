"""Rules on words and signs (P700–P709): warnings, which but for P703 `fmt --words` mends."""

from __future__ import annotations

from yangguang.model.messages.rule import warning
from yangguang.model.problem import Rule

_ZH = "可用 yangguang fmt --words 改正"
_EN = "`yangguang fmt --words` mends it"

WORDS: tuple[Rule, ...] = (
    warning(
        700,
        f"“{{wrong}}”应为“{{right}}”（本文件 {{count}} 处）；{_ZH}",
        f"“{{wrong}}” should read “{{right}}” ({{count}} in this file); {_EN}",
    ),
    warning(
        701,
        f"“{{near}}”处标点“{{wrong}}”应为“{{right}}”（本文件这样的标点 {{count}} 处）；{_ZH}",
        f"at “{{near}}” the sign “{{wrong}}” should be “{{right}}” ({{count}} such signs in this file); {_EN}",
    ),
    warning(
        702,
        f"“{{near}}”处有连续的空格（本文件 {{count}} 处）；{_ZH}",
        f"there are spaces in a row at “{{near}}” ({{count}} in this file); {_EN}",
    ),
    warning(
        703,
        "{wrong} 这个字（本文件这样的字 {count} 处）已经丢失，或者只在个别电脑上显示得出来，多由 Word、WPS、网页粘贴而来；请重新键入或删去",
        "{wrong} is a character that was lost, or that shows on some computers only ({count} such in this file), "
        "as text pasted from Word, WPS or the web has; type it anew or delete it",
    ),
    warning(
        704,
        f"“{{near}}”处的“{{wrong}}”不是“{{right}}”字，是从 PDF 复制来的部首，样子一样，搜索和核对都认不出（本文件这样的字 {{count}} 处）；{_ZH}",
        f"at “{{near}}” a radical copied from a PDF stands for “{{right}}”: it looks the same, and no search or check knows it "
        f"({{count}} such in this file); {_EN}",
    ),
)
