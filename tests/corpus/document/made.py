"""Word and OpenDocument files made part by part, so that every part of one is in sight."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip archive of parts by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def run(text: str, properties: str = "") -> str:
    """Return a run of Word."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*runs: str, properties: str = "") -> str:
    """Return a paragraph of Word; what is no run yet becomes one."""
    inside = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def heading(text: str, level: int = 1) -> str:
    """Return a heading."""
    return para(text, properties=f'<w:outlineLvl w:val="{level - 1}"/>')


def numbered(text: str, num: int, level: int = 0) -> str:
    """Return a paragraph of list ``num``."""
    told = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    return para(text, properties=told)


def table(*rows: tuple[str, ...]) -> str:
    """Return a table of Word."""
    lines = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{para(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/>{lines}</w:tbl>"


def word(body: str, **parts: str) -> bytes:
    """Return a Word file: ``parts`` are what its other parts hold inside their root.

    "header" is shown on every page of it.
    """
    roots = {
        "styles": "styles",
        "numbering": "numbering",
        "footnotes": "footnotes",
        "comments": "comments",
        "header": "hdr",
    }
    section = '<w:headerReference w:type="default" r:id="rheader"/>' if "header" in parts else ""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(tuple(parts)),
        "_rels/.rels": _relations([("r1", "officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relations(
            [(f"r{name}", name, f"{name}.xml") for name in parts]
        ),
        "word/document.xml": _root(
            "document", f"<w:body>{body}<w:sectPr>{section}</w:sectPr></w:body>"
        ),
    }
    for name, inside in parts.items():
        files[f"word/{name}.xml"] = _root(roots[name], inside)
    return archive(files)


def levels(*formats: tuple[str, str]) -> str:
    """Return the levels of a list of Word: (format, text) each."""
    return "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(formats)
    )


def open_text(body: str, styles: str = "", automatic: str = "", running: str = "") -> bytes:
    """Return an OpenDocument text: what stands in its body, named and automatic styles, head."""
    spaces = " ".join(
        f'xmlns:{name}="{_OPEN}:{name}:1.0"' for name in ("office", "text", "table", "style")
    )
    spaces += (
        f' xmlns:fo="{_OPEN}:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    )
    spaces += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    spaces += f' xmlns:draw="{_OPEN}:drawing:1.0"'
    head = f"<style:header>{running}</style:header>" if running else ""
    manifest = f"{_OPEN}:manifest:1.0"
    entries = "".join(
        f'<m:file-entry m:full-path="{path}" m:media-type="{kind}"/>'
        for path, kind in (
            ("/", "application/vnd.oasis.opendocument.text"),
            ("content.xml", "text/xml"),
            ("styles.xml", "text/xml"),
        )
    )
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f'<office:document-content {spaces} office:version="1.3">'
            f"<office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            "styles.xml": f'<office:document-styles {spaces} office:version="1.3">'
            f"<office:styles>{styles}</office:styles>"
            '<office:automatic-styles><style:page-layout style:name="P"/></office:automatic-styles>'
            '<office:master-styles><style:master-page style:name="Standard"'
            f' style:page-layout-name="P">{head}</style:master-page></office:master-styles>'
            "</office:document-styles>",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{manifest}" m:version="1.3">'
            f"{entries}</m:manifest>",
        }
    )


def _root(name: str, inside: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:{name} xmlns:w="{_WORD}" xmlns:r="{_RELATED}">{inside}</w:{name}>'
    )


def _relations(told: list[tuple[str, str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="{key}" Type="{_RELATED}/{kind}" Target="{target}"/>'
        for key, kind, target in told
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _types(parts: tuple[str, ...]) -> str:
    each = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_KINDS}.{name}+xml"/>'
        for name in parts
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml"'
        f' ContentType="{_KINDS}.document.main+xml"/>{each}</Types>'
    )
