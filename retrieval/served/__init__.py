"""Minutebook for other programs: MCP and REST over one set of operations and records."""

from __future__ import annotations

from retrieval.served.serving import serve_mcp, serve_rest, serve_stdio

__all__ = ["serve_mcp", "serve_rest", "serve_stdio"]
