"""What the kiosk's commands say, in Chinese and English."""

from __future__ import annotations

KIOSK: dict[str, tuple[str, str]] = {
    "kiosk_no_site": ("{what} 不是生成好的网站；请先运行 yangguang build", "{what} is no built site; run yangguang build first"),
    "kiosk_key": ("无法用 {what} 签名；请检查密钥文件", "cannot sign with {what}; check the key file"),
    "kiosk_damaged": ("更新包已损坏（{what}）；请重新复制", "the bundle is damaged ({what}); copy it again"),
    "kiosk_unsigned": ("更新包没有可信的签名；请向制作单位索取", "the bundle bears no trusted signature; ask its maker for a signed one"),
    "kiosk_older": ("更新包（{what}）比正在使用的旧；没有更换", "the bundle ({what}) is older than what is in use; nothing was changed"),
    "kiosk_foreign": ("更新包属于另一个网站（{what}）；没有更换", "the bundle is of another site ({what}); nothing was changed"),
    "kiosk_none": ("{what} 里还没有安装；请先运行 yangguang kiosk install", "nothing is installed in {what}; run yangguang kiosk install first"),
    "kiosk_twice": ("{what} 里已经安装；请用 yangguang kiosk update", "{what} is installed already; use yangguang kiosk update"),
    "kiosk_now": ("网站 {name}，发布于 {date}，版本 {release}", "site {name}, published {date}, release {release}"),
}  # fmt: skip
