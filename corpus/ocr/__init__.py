"""What scans say: pages read from their pictures, by models of our own or Tesseract."""

from __future__ import annotations

from corpus.ocr.scans import ReadText, Scan, read_scan

__all__ = ["ReadText", "Scan", "read_scan"]
