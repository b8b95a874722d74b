"""Questions: from what somebody asks to an answer that cites item and page."""
