"""Coursewright: authored Markdown modules, compiled to SCORM packages, web pages and printable PDFs."""

__version__ = "0.1.0"
