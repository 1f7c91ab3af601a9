"""Attachments looked through for personal data: whatever text a workbook, document, picture or package carries."""
