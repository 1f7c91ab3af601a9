"""Rules on personal data (P900–P919): what is never published, and the list of exceptions."""

from __future__ import annotations

from yangguang.model.messages.rule import error, notice, warning
from yangguang.model.problem import Rule

_ZH = "如确实不是个人信息，请把这一行写进 privacy-allow.yml 并填上理由和到期日：{line}"
_EN = "if it is no personal data, add this line to privacy-allow.yml with a reason and a date: {line}"

PRIVACY: tuple[Rule, ...] = (
    error(
        900,
        f"这里有身份证号码 {{value}}，不得公开；请删去或写成 35*************123 这样；{_ZH}",
        f"an identity-card number {{value}} must not be published; delete or mask it (35*************123); {_EN}",
    ),
    error(
        901,
        f"这里有手机号码 {{value}}，不得公开；请改用办公电话，或写成 138****1234 这样；{_ZH}",
        f"a mobile number {{value}} must not be published; give the office's number or mask it (138****1234); {_EN}",
    ),
    error(
        902,
        f"这里有银行卡号 {{value}}，不得公开；请删去；{_ZH}",
        f"a bank-card number {{value}} must not be published; delete it; {_EN}",
    ),
    error(
        903,
        f"这里有护照或通行证号码 {{value}}，不得公开；请删去；{_ZH}",
        f"a passport number {{value}} must not be published; delete it; {_EN}",
    ),
    warning(
        904,
        f"这里有个人邮箱 {{value}}；请改用单位邮箱，或写进“邮箱”一项；{_ZH}",
        f"a private mailbox {{value}} stands in the text; use the office's, or write it under 邮箱; {_EN}",
    ),
    notice(
        905,
        "{value} 已列入 privacy-allow.yml，允许公开到 {until}，理由：{reason}",
        "{value} is allowed by privacy-allow.yml until {until}, because: {reason}",
    ),
    warning(
        906,
        "对 {file} 的例外已于 {until} 到期，不再有效；请删去这一条，确有必要的写上新的到期日",
        "the exception for {file} ended on {until} and holds no longer; delete it, or give a new date if it is needed",
    ),
    notice(
        907,
        "{file} 里没有这一条所说的内容；请删去这一条",
        "{file} no longer holds what this entry speaks of; delete the entry",
    ),
    warning(
        908,
        "{file} 设有密码，无法查看其中有没有个人信息；请改用不设密码的文件",
        "{file} is locked by a password and cannot be looked through for personal data; publish one that is not",
    ),
    warning(
        909,
        "{file} 已损坏或不是认得的格式，无法查看其中有没有个人信息；请重新另存，或改用 pdf、xlsx、docx",
        "{file} is damaged or of no known kind and cannot be looked through for personal data; save it anew as pdf, xlsx or docx",
    ),
    warning(
        910,
        "{file} 内容过多，没有全部查看完；请拆成几个较小的文件",
        "{file} holds too much to be looked through to its end; split it into smaller files",
    ),
    notice(
        911,
        "{file} 里只有图像，没有可查看的文字；请自己核对其中没有个人信息",
        "{file} holds pictures of text only; see for yourself that no personal data stands in it",
    ),
)
