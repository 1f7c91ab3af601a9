"""Attachments looked through for personal data: whatever text a workbook, document, picture or package carries."""

from yangguang.check.attached.gate import check_attachment
from yangguang.check.attached.reader import Reader

__all__ = ["Reader", "check_attachment"]
