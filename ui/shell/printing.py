"""How a page prints: whole, over as many sheets as it needs, and of a chat only what was said."""

from __future__ import annotations

# Streamlit keeps a page in boxes of the screen's height, one scrolling inside the other, and lays
# them out as flexible boxes, which not every browser breaks over sheets. What can be done with a
# page, and what is another chat's, has no place on paper.
PRINT_CSS = """
<style>
@media print {
  html, body, #root, [data-testid="stApp"], [data-testid="stAppViewContainer"],
  [data-testid="stAppViewContainer"] > div:has([data-testid="stMain"]), [data-testid="stMain"],
  [data-testid="stMainBlockContainer"] { display: block !important; position: static !important;
    width: auto !important; max-width: none !important; height: auto !important;
    max-height: none !important; overflow: visible !important; padding: 0 !important;
    margin: 0 !important; }
  [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stToolbar"],
  [data-testid="stExpandSidebarButton"], [data-testid="stPopover"],
  [data-testid="stPopoverBody"], [data-testid="stDialog"], [data-testid="stToastContainer"],
  [data-testid="stTooltipContent"], [data-testid="stDownloadButton"],
  [data-testid="stBottom"], [data-testid="stLayoutWrapper"]:has(> .st-key-languages),
  [data-testid="stLayoutWrapper"]:has(> .st-key-asker), .st-key-asker, .st-key-loading,
  .st-key-minutebook_foot > :not(:first-child), .st-key-newest { display: none !important; }

  /* The page that is open is a paper's, to be downloaded; what is beside it gets its room. */
  .st-key-beside { max-width: none !important; }
  .st-key-beside, .st-key-content,
  [data-testid="stLayoutWrapper"]:has(.st-key-content),
  [data-testid="stHorizontalBlock"]:has(.st-key-content),
  [data-testid="stColumn"]:has(.st-key-content),
  [data-testid="stVerticalBlock"]:has(.st-key-content) { display: block !important;
    width: 100% !important; height: auto !important; }
  .st-key-beside > [data-testid="stLayoutWrapper"] > [data-testid="stHorizontalBlock"]
    > [data-testid="stColumn"]:last-child { display: none !important; }

  /* Of a chat: questions, answers and where they stand, in black on white. */
  [data-testid="stApp"]:has([data-testid="stChatMessage"]),
  [data-testid="stApp"]:has([data-testid="stChatMessage"]) * { color: #000 !important;
    background-color: transparent !important; }
  :is(html, body):has([data-testid="stChatMessage"]) { background: #fff !important; }
  .st-key-content:has([data-testid="stChatMessage"])
    :is(.st-key-ask_bar, .st-key-chat_actions, .st-key-chat_deleted, .st-key-writing,
    [class*="st-key-actions_"], [class*="st-key-choices_"], [class*="st-key-next_"],
    [class*="st-key-again_"], [data-testid="stExpander"]:not(:has(details[open])),
    [data-testid^="stChatMessageAvatar"]) { display: none !important; }
  [data-testid="stChatMessage"], [data-testid="stChatMessageContent"],
  [data-testid="stChatMessage"] :is([data-testid="stVerticalBlock"],
    [data-testid="stLayoutWrapper"], [data-testid="stExpander"] details > div) {
    display: block !important; height: auto !important; overflow: visible !important; }
  [data-testid="stChatMessage"] { padding: 0 !important; margin-bottom: .75rem; }
  [data-testid="stChatMessage"] [data-testid="stVerticalBlock"] > * + * { margin-top: .6rem; }
  [data-testid="stChatMessage"] [data-testid="stText"] { max-width: none; }
  /* A quote with its source, or a question with how its answer begins, is not torn apart. */
  [class*="st-key-card_"], [class*="st-key-official_"], [class*="st-key-statement_"],
  [class*="st-key-explained_"], [class*="st-key-asked_"] { break-inside: avoid; }
  [class*="st-key-asked_"], [class*="st-key-lead_"], [class*="st-key-said_"],
  [class*="st-key-read_"] { break-after: avoid; }
  [data-testid="stChatMessage"] p, [data-testid="stText"] { orphans: 3; widows: 3; }
  /* What was asked in full is said on a button, which drops it on the screen. */
  [class*="st-key-read_"] button { border: 0 !important; padding: 0 !important; min-height: 0;
    text-align: left; }
  [class*="st-key-read_"] button [data-testid="stIconMaterial"] { display: none !important; }
}
</style>
"""
