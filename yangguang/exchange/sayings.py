"""What an import says, in Chinese and English: why a file is left alone, where a cell went, what was counted."""

from __future__ import annotations

from yangguang.model.problem import Lang

SAYINGS: dict[str, tuple[str, str]] = {
    # Why a file is left alone; nothing of it is written.
    "bomb": ("压缩包展开后过大，可能是恶意文件，没有打开；请在 Excel 或 WPS 中另存为新文件再试",
             "the package unpacks to far more than a list can hold, so it was not opened; save it anew in Excel or WPS"),
    "damaged": ("文件损坏或不完整，读不出表格；请重新下载，或在 Excel、WPS 中打开后另存",
                "the file is damaged or cut short; fetch it again, or open it in Excel or WPS and save it anew"),
    "doctype": ("文件声明了外部文档类型，正常的表格不会这样，没有打开；请在 Excel 或 WPS 中另存为新文件",
                "the file declares a document type, which no office program writes, so it was not opened; save it anew"),
    "empty": ("文件是空的；请确认发来的是清单本身", "the file is empty; make sure that it is the list itself"),
    "encrypted": ("文件有打开密码，读不出内容；请在 Excel 或 WPS 中去掉密码后另存",
                  "the file is protected by a password; remove it in Excel or WPS and save"),
    "foreign": ("这其实是 {kind} 文件，不是表格；请在 Excel 或 WPS 中另存为 .xlsx",
                "this is a {kind} file, not a spreadsheet; save it as .xlsx in Excel or WPS"),
    "no_items": ("没有找到清单：没有一行同时像“职权名称”和另一列的表头；表头另有写法时请写在 --profile 里",
                 "no list was found: no row looks like a header with 职权名称; name other spellings in a --profile"),
    "no_owner": ("看不出这是哪个部门的清单；请用 --department 指明",
                 "cannot tell whose list this is; name the department with --department"),
    "no_workbook": ("里面没有工作簿；只能导入 .xls .xlsx .csv .docx，其他格式请另存为 .xlsx",
                    "there is no workbook inside; only .xls .xlsx .csv .docx come in, save others as .xlsx"),
    "profile_key": ("配置文件里的“{key}”无从对应；可以写 表头（键见手册）、类别、部门、略去",
                    "`{key}` of the profile means nothing here; it may hold 表头 (keys: see handbook), 类别, 部门, 略去"),
    "profile_unreadable": ("{file} 不是可读的 YAML；请先用 yangguang fmt 的规则检查写法", "{file} is no readable YAML"),
    "too_heavy": ("文件超过 {limit} MB；请删去图片或拆成几个文件", "the file exceeds {limit} MB; take pictures out or split it"),
    "too_large": ("表格范围有 {cells} 格，远超一份清单；请删去远处多余的单元格后另存",
                  "the table spans {cells} cells, far beyond a list; delete stray cells far away and save"),
    "unknown_kind": ("认不出是什么文件；只能导入 .xls .xlsx .csv .docx", "unknown kind of file; only .xls .xlsx .csv .docx come in"),
    "no_region": ("{folder} 里没有可用的 region.yml；请先用 yangguang new 建立内容，或改正 region.yml",
                  "{folder} holds no sound region.yml; make content with yangguang new first, or mend it"),
    # About a file that is read.
    "called_otherwise": ("扩展名与内容不符，按 {kind} 读取", "the extension is wrong; read as {kind}"),
    "macros": ("带有宏，没有运行", "carries macros; they were not run"),
    "links_outside": ("引用了其他文件，没有打开；只取已存的值", "refers to other files; they were not opened"),
    "hidden_sheet": ("工作表“{name}”是隐藏的，没有收入", "sheet `{name}` is hidden and left out"),
    "formulas": ("工作表“{name}”有 {count} 个公式，只取已算出的值：{cells}", "sheet `{name}` has {count} formulas; only their values were taken: {cells}"),
    # Where cells went that are no content.
    "class_from_heading": ("没有写类别，按工作表名或小标题", "no class in the row; taken from the sheet or heading"),
    "class_guessed": ("认不出类别，按名称判断，请核对", "class unknown, guessed from the name; please check"),
    "column_bare": ("没有表头的列，未收入", "a column without header, left out"),
    "column_unknown": ("认不出的表头，未收入；可在 --profile 里指明", "an unknown header, left out; a --profile may name it"),
    "column_unwanted": ("配置文件要求略去的列", "a column that the profile leaves out"),
    "heading": ("小标题，用作类别", "a heading, taken as the class"),
    "hidden_column": ("隐藏列，未收入", "a hidden column, left out"),
    "hidden_row": ("隐藏行，未收入", "a hidden row, left out"),
    "lead_in": ("追责情形已拆成列表，引言不再重复", "the cases became a list; their opening sentence is not repeated"),
    "no_header": ("没有表头的表格，未收入", "a table without header, left out"),
    "no_name": ("没有职权名称，也接不到上一项，未收入", "no name and no item above to join, left out"),
    "note": ("表注，未收入", "a footnote, left out"),
    "rest": ("其他要素，随所属事项收入", "further keys, taken with their items"),
    "rest_stale": ("表里的格子改过，以格子为准，其他要素里的这一项不用", "the cells have been edited since and hold; this further key is not used"),
    "rest_unreadable": ("其他要素不是导出时的写法，未收入", "further keys that no export has written, left out"),
    "rest_without_item": ("其他要素找不到所属事项，未收入", "further keys without their item, left out"),
    "says_nothing": ("“/”“无”“待定”，视为未填", "says nothing (/ 无 待定)"),
    "serial": ("序号，只用来认行", "serials, used to tell rows apart"),
    "serial_many": ("一行写了几个序号，作为一项收入，请核对", "several serials in one row, taken as one item; please check"),
    "stage": ("环节，用来认出风险点属于哪项责任", "stages, used to tell whose risks these are"),
    "template_holder": ("行使主体是模板用语，改用部门名称", "the holder is the form's placeholder; the department stands for it"),
    "template_kept": ("行使主体像是模板用语，照录，请核对", "the holder looks like a placeholder; kept, please check"),
    "title": ("标题", "a title"),
    "under_merge": ("被合并单元格盖住，表上看不见，未收入", "covered by a merged cell, invisible, left out"),
    # Counts and results.
    "file": ("{file} → {name}（{slug}{new}）", "{file} → {name} ({slug}{new})"),
    "new": ("，新建", ", new"),
    "refused": ("{file}：{why}", "{file}: {why}"),
    "counts": ("  {sheet}：{rows} 行 = 事项 {items} + 并入 {joined} + 表头标题 {headers} + 表注 {notes} + 空行 {blanks} + 隐藏 {hidden}",
               "  {sheet}: {rows} rows = {items} items + {joined} joined + {headers} headers + {notes} notes + {blanks} blanks + {hidden} hidden"),
    "column": ("    {letter} {header} → {key}（{filled}）{samples}", "    {letter} {header} → {key} ({filled}) {samples}"),
    "nothing": ("未收入", "left out"),
    "left": ("    {why}：{cells}（{count} 格）{sample}", "    {why}: {cells} ({count} cells) {sample}"),
    "absent": ("  原有 {count} 项不在这份清单里，没有改动，请核对去留：{codes}",
               "  {count} existing items are not on this list and stay as they were; please decide on them: {codes}"),
    "done": ("事项 {items}：新增 {new}，更新 {changed}，未变 {same}；用时 {seconds} 秒",
             "{items} items: {new} new, {changed} changed, {same} unchanged; {seconds} s"),
    "no_form": ("请用 --xlsx、--docx、--csv 说明要哪一种", "say which form: --xlsx, --docx or --csv"),
    "no_lists": ("没有可以导出的事项；请核对 --department", "there are no items to export; see --department"),
    "exported": ("已导出 {count} 份清单到 {folder}", "{count} lists written to {folder}"),
    "template": ("已生成空白清单 {file}；填好后用 yangguang import 导入", "an empty list in {file}; filled in, it comes back with yangguang import"),
    "template_name": ("{file} 不是 .xlsx 文件名", "{file} is no name of an .xlsx file"),
    "dry": ("试运行，没有写入任何文件", "a dry run: nothing was written"),
    "next": ("已写入 {folder}；下一步：yangguang check --content {folder}", "written to {folder}; next: yangguang check --content {folder}"),
}  # fmt: skip


def say(key: str, lang: Lang, /, **values: object) -> str:
    """One thing that an import says, in the language asked for."""
    zh, en = SAYINGS[key]
    return (zh if lang == "zh" else en).format_map(values)
