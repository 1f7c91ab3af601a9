"""What the kiosk's commands say, in Chinese and English."""

from __future__ import annotations

KIOSK: dict[str, tuple[str, str]] = {
    "kiosk_no_site": ("{what} 不是生成好的网站；请先运行 yangguang build", "{what} is no built site; run yangguang build first"),
    "kiosk_key": ("无法用 {what} 签名；请检查密钥文件", "cannot sign with {what}; check the key file"),
    "kiosk_folder": ("{what} 是文件夹；请在 --into 里写更新包的文件名", "{what} is a folder; name the bundle's file with --into"),
    "kiosk_made": ("已制作更新包 {what}", "made the bundle {what}"),
    "kiosk_clock": (
        "{what} 里的更新包比现在晚：制作它时时钟快了，或者现在的慢了，请校准；新的更新包算作比它晚一秒，查阅机照收",
        "the bundle in {what} is of a later moment than now: the clock ran ahead then or is slow now; set it; the new bundle counts as a second later, and kiosks take it",
    ),
    "kiosk_damaged": ("更新包已损坏（{what}）；请重新复制", "the bundle is damaged ({what}); copy it again"),
    "kiosk_format": (
        "更新包的格式（{what}）比本机的更新程序新；请用新的更新包重新安装",
        "the bundle's format ({what}) is newer than this kiosk's updater; install anew from the new bundle",
    ),
    "kiosk_large": (
        "更新包里的文件太大（{what}；单个不超过 512 MB，总共不超过 8 GB）；没有更换",
        "the bundle's files are too large ({what}; 512 MB each, 8 GB in all); nothing was changed",
    ),
    "kiosk_full": (
        "{what} 所在的磁盘空间不够；请清理后再试；没有更换",
        "the disk of {what} has not enough room; clear some and try again; nothing was changed",
    ),
    "kiosk_disk": (
        "无法读写 {what}：{why}；请检查路径、磁盘和权限；正在使用的版本没有动",
        "cannot read or write {what}: {why}; check the path, the disk and its permissions; what is in use was not touched",
    ),
    "kiosk_unmade": (
        "无法读写 {what}：{why}；请检查路径、磁盘和权限；没有制作更新包",
        "cannot read or write {what}: {why}; check the path, the disk and its permissions; no bundle was made",
    ),
    "kiosk_root": (
        "文件夹 {what} 的名字只能用字母、数字、点、横线和下划线；请换一个",
        "the folder {what} may have only letters, digits, dots, hyphens and underscores in its name; choose another",
    ),
    "kiosk_unsigned": ("更新包没有可信的签名；请向制作单位索取", "the bundle bears no trusted signature; ask its maker for a signed one"),
    "kiosk_older": (
        "更新包（{what}）不比正在使用的新；没有更换；请重新制作更新包；如果正在使用的那个制作时时钟快了，请用 --into 写到那个更新包上，它已不在的，在命令前加 SOURCE_DATE_EPOCH={next}",
        "the bundle ({what}) is not newer than what is in use; nothing was changed; make it anew; where the clock ran ahead when that one was made, write it over that bundle with --into, or, if you no longer have it, put SOURCE_DATE_EPOCH={next} before the command",
    ),
    "kiosk_foreign": ("更新包属于另一个网站（{what}）；没有更换", "the bundle is of another site ({what}); nothing was changed"),
    "kiosk_none": ("{what} 里还没有安装；请先运行 kiosk install", "nothing is installed in {what}; run kiosk install first"),
    "kiosk_taken": (
        "{what} 里有别的程序的发布版本，安装会清掉它们；请换一个文件夹",
        "{what} holds releases of something else, which an install would clear away; choose another folder",
    ),
    "kiosk_twice": ("{what} 里已经安装；请用 kiosk update", "{what} is installed already; use kiosk update"),
    "kiosk_unreached": (
        "取不到更新包（{what}）；请检查网址和网络；没有更换",
        "the bundle cannot be fetched ({what}); check the address and the network; nothing was changed",
    ),
    "kiosk_led_away": (
        "网址要转到另一台服务器（{what}）；请改用那边的网址；没有更换",
        "the address leads to another host ({what}); use that address if you trust it; nothing was changed",
    ),
    "kiosk_endless": ("下载的更新包太大或者太慢（{what}）；没有更换", "the download is too large or too slow ({what}); nothing was changed"),
    "kiosk_same": ("服务器上没有新的更新包", "the server has no newer bundle"),
    "kiosk_placed": ("已放好 {what}", "put in place {what}"),
    "kiosk_now": ("网站 {name}，发布于 {date}，版本 {release}", "site {name}, published {date}, release {release}"),
    "kiosk_whole": ("{count} 个文件全部核对无误", "all {count} files are as signed"),
    "kiosk_fault": ("{what} 与签名的校验清单不符；请删去 {root}，再重新安装", "{what} is not as signed; remove {root}, and install anew"),
}  # fmt: skip
