"""What the archive says, in Chinese and English."""

from __future__ import annotations

from yangguang.model.problem import Lang

SAYINGS: dict[str, tuple[str, str]] = {
    "created": (
        "已生成快照 {id}：{files} 个文件，{bytes} 字节，清单 SHA-256 {manifest}",
        "made snapshot {id}: {files} files, {bytes} bytes, manifest SHA-256 {manifest}",
    ),
    "exported": ("已导出 {folder}", "exported {folder}"),
    "verified": ("快照 {id} 完好：{files} 个文件逐字节核对无误", "snapshot {id} is sound: {files} files verified byte by byte"),
    "audited": ("档案完好：台账 {lines} 行，快照 {count} 个", "the archive is sound: {lines} lines, {count} snapshots"),
    "in_snapshot": ("快照 {snapshot}：{what}", "snapshot {snapshot}: {what}"),
    "changed_meanwhile": ("{file} 在读取时被改动；请重新生成快照", "{file} changed while it was read: make the snapshot again"),
    "object_missing": ("档案里缺少内容 {digest}；请从副本恢复", "the archive lacks the content {digest}: restore it from a copy"),
    "object_altered": ("档案里的内容 {digest} 已被改动；请从副本恢复", "the content {digest} was altered: restore it from a copy"),
    "ledger_broken": ("台账有问题，不在其上追加；请先从副本恢复 ledger.jsonl",
                      "the ledger is broken and nothing is added to it: restore ledger.jsonl from a copy first"),
    "ledger_unfinished": ("台账最后一行没有写完", "the last line of the ledger is not finished"),
    "ledger_unreadable": ("台账第 {line} 行无法读取或被改写", "line {line} of the ledger cannot be read or was rewritten"),
    "ledger_chain": ("台账第 {line} 行（{id}）与上一行对不上：有一行被改动、删除或调换",
                     "line {line} of the ledger ({id}) does not follow from the line before: one was edited, removed or moved"),
    "ledger_order": ("台账第 {line} 行（{id}）的时间不晚于上一行（{last}）", "line {line} ({id}) is not later than the one before ({last})"),
    "no_snapshot": ("没有快照 {id}；已有：{known}", "there is no snapshot {id}; known: {known}"),
    "busy": ("{folder} 正在被另一个程序写入；请稍后再试", "another program is writing to {folder}: try again later"),
    "manifest_unreadable": ("{file} 里有一行不是 sha256sum 的写法：{line}", "a line of {file} is not in the form of sha256sum: {line}"),
    "manifest_lost": ("快照的清单 {digest} 缺失或被改动", "the snapshot's manifest {digest} is missing or was altered"),
    "not_after": ("快照时间 {id} 不晚于台账最后一行 {last}；请核对时钟", "the time {id} is not after the last line {last}: check the clock"),
    "uncommitted": ("有改动没有提交，快照与它所记的提交会对不上；请先提交，或用 --uncommitted 照做并注明",
                    "some changes are not committed, and the snapshot would not be what its commit says: commit them, or go ahead with --uncommitted, which is put on record"),
    "uncommitted_file": ("{path} 的改动没有提交", "{path} is not committed"),
    "uncommitted_more": ("另有 {count} 个文件的改动没有提交", "{count} more files are not committed"),
    "at_no_git": ("{folder} 不在 git 仓库里，没有以前的提交", "{folder} lies in no git repository"),
    "at_unknown": ("仓库里没有提交 {commit}；--at 后面写提交号，或写一次发布的网站文件夹",
                   "the repository has no commit {commit}: --at takes a commit, or the folder of a release"),
    "at_outside": ("{path} 不在提交 {commit} 的仓库里", "{path} does not lie in the repository of commit {commit}"),
    "at_no_release": ("{file} 不是一次发布的 version.json", "{file} is no version.json of a release"),
    "at_differs": ("按提交 {commit} 重新生成的网站与发布 {release} 不是同样的字节：当时的程序（{engine}）、配置或未提交的内容不同",
                   "commit {commit} built once more is not, byte by byte, the release {release}: the program was another (then {engine}), or the configuration, or something was not committed"),
    "names": ("有些文件名不宜长期保存；请改名", "some names do not keep: rename the files"),
    "name": ("{path}：名称过长（最多 {most} 字节）或含有特殊符号", "{path}: too long (at most {most} bytes) or with special signs"),
    "no_site": ("{site} 不是生成好的网站", "{site} is no built site"),
    "site_altered": ("{site} 与它自己的清单不符；请重新生成", "{site} is not what its manifest says: build it again"),
    "symlink": ("{path} 是符号链接", "{path} is a symbolic link"),
    "missing": ("缺少 {path}", "{path} is missing"),
    "extra": ("多出 {path}", "{path} does not belong there"),
    "altered": ("{path} 已被改动", "{path} was altered"),
    "count": ("{what} 的数量是 {one}，台账记为 {other}", "{what}: {one} found, the ledger says {other}"),
    "about": ("{file} 的 {field} 是 {one}，台账记为 {other}", "{file} says {field} {one}, the ledger {other}"),
    "not_in_inventory": ("{record} 在数据里，不在著录清单里", "{record} stands in the data but not in the inventory"),
    "only_in_inventory": ("{record} 在著录清单里，不在数据里", "{record} stands in the inventory but not in the data"),
    "page_and_data": ("{record} 的网页和数据只有其一", "{record} has a page without data, or data without a page"),
    "not_listed": ("{page} 没有列出 {record}", "{page} does not list {record}"),
    "counts_differ": ("{what} 的数量：{where} 是 {one}，{there} 是 {other}", "{what}: {where} has {one}, {there} has {other}"),
    "snapshot_unreadable": ("快照的数据不是应有的样子：{why}", "the data of the snapshot are not of the form that they must have: {why}"),
    "record_without_page": ("{record} 没有网页 {page}", "{record} has no page {page}"),
    "elements_unreadable": ("{file} 不是著录项对照表", "{file} is no table of elements"),
    "elements_sources": ("{file}：{element} 应是来源的列表", "{file}: {element} must be a list of sources"),
    "bag_exists": ("{folder} 已存在；请换一个位置", "{folder} exists: choose another place"),
    "bag_invalid": ("写出的档案包没有通过核对，已删除", "what was written did not verify and was removed"),
    "bag_profile": ("bag-info.txt 的 {name} 不合 BagIt 规范文件", "{name} in bag-info.txt is not what the BagIt profile asks for"),
    "bag_without_line": ("台账里没有包内快照 {id} 这一行", "the ledger has no line of the bag's snapshot {id}"),
    "bag_other_manifest": ("包内文件不是台账所记快照 {id} 的文件", "the files of the bag are not those of snapshot {id} in the ledger"),
    "not_a_bag": ("{folder} 不是导出的档案包", "{folder} is no exported bag"),
    "verified_bag": ("档案包 {folder} 完好：快照 {id}，{files} 个文件逐字节核对无误，WARC、WACZ 与网页一致",
                     "the bag {folder} is sound: snapshot {id}, {files} files verified byte by byte, WARC and WACZ agree"),
    "warc_record": ("{file} 的记录无法读取或被改动：{why}", "a record of {file} cannot be read or was altered: {why}"),
    "warc_lacks": ("{file} 缺少 {url} 的记录，或其内容不符", "{file} lacks the record of {url}, or its content differs"),
    "warc_extra": ("{file} 多出 {url} 的记录，或其内容不符", "{file} has a record of {url} that does not belong there"),
    "wacz_unreadable": ("{file} 不是完整的 WACZ：{why}", "{file} is no complete WACZ: {why}"),
    "wacz_lacks": ("{file} 缺少 {member}", "{file} lacks {member}"),
    "wacz_extra": ("{file} 里的 {member} 多余或重复", "{member} in {file} does not belong there or stands there twice"),
    "wacz_digest": ("{file} 里 {member} 的校验值不符", "the digest of {member} in {file} differs"),
    "wacz_pages": ("{file} 的网页列表与网站不符", "the list of pages in {file} is not that of the site"),
    "wacz_index": ("{file} 的索引与 {url} 对不上", "the index of {file} does not lead to {url}"),
    "wacz_other_warc": ("{file} 里的 {member} 与包内的 WARC 不同", "{member} in {file} is not the WARC of the bag"),
    "bag_structure": ("不是完整的 BagIt 包：{why}", "no complete BagIt bag: {why}"),
}  # fmt: skip


def tell(key: str, lang: Lang, **values: object) -> str:
    """One thing that the archive says, in the language asked for; ``snapshot`` names where it was found."""
    said = SAYINGS[key][0 if lang == "zh" else 1].format_map(values)
    if "snapshot" not in values or key == "in_snapshot":
        return said
    return tell("in_snapshot", lang, snapshot=values["snapshot"], what=said)
