"""What is said in Chinese of a command that is not written as it must be; click says it in English."""

from __future__ import annotations

USAGE: dict[str, str] = {
    "option": "没有选项 {name}",
    "first": "选项 {name} 要写在命令前面",
    "command": "没有命令 {name}",
    "near": "；是否想写 {near}？",
    "missing": "缺少 {name}",
    "count": "选项 {name} 缺少值，或者不该有值",
    "other": "命令写得不对",
    "value": "{name} 的值不能用",
    "choice": "；可以写 {choices}",
    "date": "；请写成 2026-01-05 这样的日期",
    "number": "；请写不小于 {least} 的整数",
    "path": "；请写文件或文件夹的路径",
    "file": "；请写文件，不是文件夹",
    "folder": "；请写文件夹，不是文件",
    "path_there": "；请写已有、可读的文件或文件夹",
    "file_there": "；请写已有、可读的文件",
    "folder_there": "；请写已有、可读的文件夹",
    "help": "；用法见 {command} -h",
}
