"""From pages to bytes: Jinja2, Markdown, QR codes, style sheets and scripts."""
