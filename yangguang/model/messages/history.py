"""What changes and field histories are told in, in Chinese and English."""

from __future__ import annotations

from yangguang.model.problem import Lang, in_language

SAYINGS: dict[str, tuple[str, str]] = {
    "between": ("从快照 {before}（数据截至 {before_day}）到快照 {after}（数据截至 {after_day}）",
                "from snapshot {before} (as of {before_day}) to snapshot {after} (as of {after_day})"),
    "region": ("{region}：新增 {come} 项，退出 {gone} 项，划转 {moved} 项，内容变更 {changed} 项 {fields} 处",
               "{region}: {come} items added, {gone} left, {moved} moved, {changed} changed in {fields} fields"),
    "region_come": ("新的地区", "a new region"),
    "region_gone": ("不再有这个地区", "this region is no longer there"),
    "comma": ("，", ", "),
    "在用事项": ("在用和暂停的事项", "items in use or suspended"),
    "责任事项": ("责任事项", "responsibilities"),
    "风险点": ("风险点", "risk points"),
    "部门": ("部门", "department"),
    "法规": ("法规", "law"),
    "调整文件": ("调整文件", "decision"),
    "公开文件": ("公开文件", "document"),
    "新增": ("新增", "added"),
    "退出": ("退出", "left the list"),
    "gone": ("不再有", "no longer there"),
    "划转": ("划转", "moved"),
    "变更": ("变更", "changed"),
    "change": ("{field}：{text}", "{field}: {text}"),
    "absent": ("无", "none"),
    "silent": ("{count} 个事项有内容依法撤下，不作比较：{codes}", "{count} items of which something was taken down are not compared: {codes}"),
    "unaccounted": ("与调整文件核对，{count} 处对不上：", "checked against the decisions, {count} do not agree:"),
    "accounted": ("与调整文件核对，全部对得上", "every change and every decision account for each other"),
    "undecided_status": ("{code} {name} 的状态变了，没有调整文件写到它", "{code} {name} came or went and no decision names it"),
    "undecided_move": ("{code} {name} 换了部门，没有划转文件写到它", "{code} {name} moved to another department without a decision"),
    "undecided_fields": ("{code} {name} 的 {fields} 变了，没有调整文件写到它",
                         "{code} {name}: {fields} changed and no decision says so"),
    "no_item": ("{decision} 写到 {code}，清单里没有这个事项", "{decision} names {code}, which is not on the list"),
    "no_status": ("{decision} 改变 {code} {name} 的状态，清单里没有变", "{decision} changes the status of {code} {name}, the list does not"),
    "no_move": ("{decision} 把 {code} {name} 划到别的部门，清单里没有变", "{decision} moves {code} {name}, the list does not"),
    "no_change": ("{decision} 变更 {code} {name} 的{fields}，清单里没有变", "{decision} changes {code} {name} ({fields}), the list does not"),
    "kept": ("{region}：新增 {fresh} 条变动，共 {lines} 条，{file}", "{region}: {fresh} new changes, {lines} in all, {file}"),
    "kept_anew": ("{region}：来源已改写或记录不完整，重新生成 {lines} 条变动，{file}",
                  "{region}: the source was rewritten or the record damaged; made anew, {lines} changes, {file}"),
    "no_git": ("{folder} 没有可用的 git 历史（{why}）；请在 git 仓库里运行，或用 --from-ledger 指定档案",
               "git tells nothing of {folder} ({why}): run it in a git repository, or name an archive by --from-ledger"),
    "one_source": ("--from-git 和 --from-ledger 只能选一个", "choose one of --from-git and --from-ledger"),
    "something": ("要素", "some element"),
}  # fmt: skip


def tell(key: str, lang: Lang, **values: object) -> str:
    """One sentence, in the language asked for."""
    return in_language(SAYINGS[key], lang, values)
