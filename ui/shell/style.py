"""The few rules of style that Streamlit's theme does not have.

Colours come from the theme's own variables or from ``color-mix`` with the text
colour, so that light and dark follow config.toml.
"""

from __future__ import annotations

import streamlit as st

from ui.shell.printing import PRINT_CSS

_CSS = """
<style>
/* Printed words keep a comfortable measure and their line ends. */
[data-testid="stText"] { line-height: 1.55; max-width: 68ch; }
.st-key-beside:not(:has(.st-key-viewer)) { max-width: 52rem; margin-inline: auto; }
/* A list of papers is as wide as the screen lets it be, so that titles stand whole. */
.st-key-beside:not(:has(.st-key-viewer)):has(.st-key-papers_words) { max-width: 76rem; }
.st-key-beside:not(:has(.st-key-viewer)) > [data-testid="stLayoutWrapper"]
  > [data-testid="stHorizontalBlock"] > [data-testid="stColumn"]:last-child { display: none; }

/* The note while the model loads takes no room, so nothing moves when it goes. */
[data-testid="stLayoutWrapper"]:has(.st-key-loading) { position: absolute; }
.st-key-loading { position: fixed; right: 1rem; bottom: .75rem; z-index: 100; width: auto;
  padding: .35rem .75rem; border-radius: 8px; background: var(--minutebook-ground);
  border: 1px solid color-mix(in srgb, currentColor 22%, transparent); }

/* Streamlit's paler text is too pale to read: WCAG wants 4.5 to 1. */
[data-testid="stCaptionContainer"], [data-testid="stTopNavLink"] [data-testid="stIconMaterial"],
[data-testid="stChatInput"] [data-testid="stChatInputTextArea"]::placeholder,
[data-testid="stFileUploaderDropzone"] small, [data-testid="stFileUploaderDropzone"] span {
  color: color-mix(in srgb, var(--minutebook-ink) 80%, var(--minutebook-ground)) !important;
  opacity: 1; }

/* Streamlit writes white on the primary colour, which in the dark theme is a pale one. */
[data-testid^="stBaseButton-primary"]:not(:disabled) { color: var(--minutebook-ground) !important; }

/* The words themselves stand in a span with a font of its own, which hides what is set here. */
[data-testid="stText"] > span { font-family: inherit; font-size: inherit; line-height: inherit; }

/* Official wording: a rule at the side and a serif, besides its caption. */
[class*="st-key-official_"] { padding: .35rem 0 .35rem 1rem;
  border-left: 5px solid color-mix(in srgb, #0f6b5c 75%, var(--minutebook-ink)); }
[class*="st-key-official_"] > div > [data-testid="stText"] {
  font-family: Georgia, "Times New Roman", serif; font-size: 1.06rem; }
/* Words of a language model: a dotted rule, and never the serif of a quotation. */
[class*="st-key-explained_"] { padding: .35rem 0 .35rem 1rem;
  border-left: 5px dotted color-mix(in srgb, currentColor 55%, transparent); }
[class*="st-key-conflict_"] { border: 1px solid currentColor; border-radius: 8px;
  padding: .35rem .75rem; }
[class*="st-key-statement_"] { padding-bottom: .25rem; }

/* A line of the register: its parts in columns, cut short until it is opened. */
[class*="st-key-lines_"], [class*="st-key-line_"] { border: 0 solid
  color-mix(in srgb, currentColor 15%, transparent); }
[class*="st-key-lines_"] { border-top-width: 1px; }
[class*="st-key-line_"] { border-bottom-width: 1px; }
[class*="st-key-line_"] > [data-testid="stLayoutWrapper"] > [data-testid="stExpander"] > details {
  border: 0; border-radius: 0; }
[class*="st-key-line_"] summary { padding: .3rem .25rem; min-height: 2.1rem; }
[class*="st-key-line_"] summary [data-testid="stMarkdownContainer"] {
  flex: 1 1 auto; min-width: 0; }
[class*="st-key-line_"] summary p { display: grid; column-gap: .75rem; align-items: baseline;
  grid-template-columns: 5.6rem 11rem 3.6rem minmax(0, 1fr) 8.6rem; }
[class*="st-key-line_"] summary p > strong { font-weight: 600; }
[class*="st-key-line_"] details:not([open]) summary p > * { overflow: hidden;
  white-space: nowrap; text-overflow: ellipsis; }
[class*="st-key-lines_meeting"] [class*="st-key-line_"] summary p {
  grid-template-columns: 3.6rem minmax(0, 1fr) 8.6rem; }
.st-key-papers_list [class*="st-key-line_"] summary p {
  grid-template-columns: 5.6rem 11rem 6.2rem minmax(0, 1fr) 9.5rem; }
/* What folds inside a line is none itself. */
[class*="st-key-line_"] [class*="st-key-correction_of_"] summary p { display: block; }
/* Beside an open page there is no room for columns of bodies and days. */
[data-testid="stMainBlockContainer"]:has(.st-key-viewer)
  :is(.st-key-lines_register, .st-key-papers_list) summary p {
  display: flex; flex-wrap: wrap; column-gap: .6rem; }
[data-testid="stMainBlockContainer"]:has(.st-key-viewer)
  :is(.st-key-lines_register, .st-key-papers_list) summary strong { flex: 0 0 100%; }
.st-key-papers_limits > div { flex: 1 1 7.4rem; min-width: 7.4rem; }
/* What was asked beside what was decided, where there is room for both. */
[class*="st-key-facing_"] { display: grid; gap: 1rem;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr)); align-items: start; }
[class*="st-key-history_"] button, [class*="st-key-history_"] button > div {
  justify-content: flex-start; text-align: left; }

/* What another version changed: more than a colour tells it. */
[class*="st-key-version_"] p { margin: 0; line-height: 1.55; overflow-wrap: anywhere; }
[class*="st-key-version_"] del { text-decoration: line-through 2px; }
[class*="st-key-version_"] ins { text-decoration: underline 2px; font-weight: 600; }
.minutebook-unseen { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
[class*="st-key-came_"] button, [class*="st-key-came_"] button > div {
  justify-content: flex-start; text-align: left; }

/* Source cards: the whole of one is its button, under what else can be clicked or marked in it. */
[class*="st-key-card_"] { border: 1px solid color-mix(in srgb, currentColor 22%, transparent);
  border-radius: 8px; padding: .3rem .75rem .45rem; position: relative; cursor: pointer; }
[class*="st-key-card_"]:hover { border-color: var(--st-primary-color, currentColor); }
[class*="st-key-card_"] button { justify-content: flex-start; text-align: left; min-height: 2.25rem;
  padding-inline: 0; width: 100%; }
[class*="st-key-card_"] button > div { justify-content: flex-start; text-align: left; }
[class*="st-key-card_"] [data-testid="stText"] { font-size: .92rem; }
[class*="st-key-card_"] [data-testid="stButton"] > button { position: static; }
[class*="st-key-card_"] [data-testid="stButton"] > button::after { content: ""; position: absolute;
  inset: 0; }
[class*="st-key-card_"] :is([data-testid="stText"], [data-testid="stPopover"]) {
  position: relative; z-index: 1; }

button:focus-visible, a:focus-visible, summary:focus-visible, input:focus-visible {
  outline: 3px solid currentColor !important; outline-offset: 2px; }
[class*="st-key-card_"] [data-testid="stButton"] > button:focus-visible {
  outline: none !important; box-shadow: none !important; }
[class*="st-key-card_"]:has([data-testid="stButton"] > button:focus-visible) {
  outline: 3px solid currentColor; outline-offset: 2px; }
/* The frame of a list cuts off what stands round its field, so the frame itself shows the focus. */
:is([data-testid="stSelectbox"], [data-testid="stTextInput"]) input:focus-visible {
  outline: none !important; }
[data-testid="stSelectbox"] [role="group"]:has(> input:focus-visible),
[data-testid="stTextInputRootElement"]:has(input:focus-visible) {
  outline: 3px solid currentColor; outline-offset: 2px; }

/* Questions and answers are headings to who goes by them, and quiet to the eye. */
[class*="st-key-asked_"] h2, [class*="st-key-lead_"] h3, [class*="st-key-said_"] h3 {
  padding: 0; font-size: 1rem; line-height: 1.5; }
[class*="st-key-asked_"] h2 { padding-block: .25rem 1rem; overflow-wrap: anywhere; }
[class*="st-key-lead_"] h3 { font-size: 1.1rem; }
[class*="st-key-said_"] h3 { font-size: .875rem; font-weight: 400;
  color: color-mix(in srgb, var(--minutebook-ink) 80%, var(--minutebook-ground)); }
.st-key-ask_head [data-testid="stHeading"] { flex: 1 1 auto; }
.st-key-chat_actions { flex: 0 1 auto; width: auto; }
/* What can be done, one below the other. */
[data-testid="stPopoverBody"]:has([class*="st-key-share_"], .st-key-chat_saves)
  [data-testid="stVerticalBlock"] { row-gap: .25rem; }
[data-testid="stPopoverBody"] [class*="st-key-share_"],
[data-testid="stPopoverBody"] [class*="st-key-copy_"] { margin-left: -.5rem; }

/* The chats beside: gone while a page is open, which needs the room. */
[data-testid="stApp"]:has(.st-key-viewer) [data-testid="stSidebar"] { display: none; }
[data-testid="stSidebar"] h2 { font-size: 1.1rem; padding-block: 0; }
[class*="st-key-chat_kept_"] button, [class*="st-key-chat_now_"] button { padding: .3rem .5rem;
  justify-content: flex-start; text-align: left; font-weight: 400; min-height: 2.25rem; }
[class*="st-key-chat_kept_"] button > div, [class*="st-key-chat_now_"] button > div {
  justify-content: flex-start; }
[class*="st-key-chat_now_"] button { font-weight: 600;
  background: color-mix(in srgb, currentColor 10%, transparent); }
.st-key-chats { margin-inline: -.5rem; width: calc(100% + 1rem); }

/* The question field stays at the foot of the chat, over what scrolls past it. */
[data-testid="stLayoutWrapper"]:has(> .st-key-asker) { position: sticky; bottom: 0; z-index: 99; }
.st-key-asker { padding-block: .5rem 1rem; background: var(--minutebook-ground); }
[data-testid="stMainBlockContainer"]:has(.st-key-asker) { padding-bottom: 0; }
.st-key-minutebook_foot { margin-top: 1.5rem; padding-top: .5rem; row-gap: 0;
  border-top: 1px solid color-mix(in srgb, currentColor 15%, transparent); }
[data-testid="stMainBlockContainer"]:has(.st-key-beside):not(:has(.st-key-viewer))
  :is(.st-key-minutebook_foot, .st-key-whose) {
  max-width: 52rem; margin-inline: auto; }
[data-testid="stMainBlockContainer"]:has(.st-key-papers_words):not(:has(.st-key-viewer))
  :is(.st-key-minutebook_foot, .st-key-whose) { max-width: 76rem; }
[class*="st-key-asked_"], [class*="st-key-evals_row_"] { scroll-margin-top: 4.5rem; }
.st-key-newest, .st-key-code_ahead, .st-key-manners { position: absolute; height: 0; }

/* The page viewer stays in sight beside a long chat, and covers a phone's screen. */
[data-testid="stColumn"] > [data-testid="stVerticalBlock"]
  > [data-testid="stLayoutWrapper"]:has(.st-key-viewer) { position: sticky; top: 4.25rem; }
.st-key-viewer { background: var(--minutebook-ground); }
.st-key-viewer:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
/* What turns pages and goes from place to place is told by its arrow, and read out by its name. */
:is(.st-key-viewer_previous, .st-key-viewer_next, [class*="st-key-viewer_found_"]) button p {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.st-key-viewer_find { flex: 1 1 8rem; min-width: 8rem; }
.st-key-viewer_manners { position: absolute; height: 0; }
[data-testid="stMainBlockContainer"] { padding-top: 4.5rem; }
/* Of Streamlit's menu what serves readers: printing and the choice of light or dark. */
[data-testid="stMainMenuItem-recordScreencast"], [data-testid="stMainMenuList"] ~ * {
  display: none; }
/* The way to the other language stands in the bar at the top, beside Streamlit's menu. */
[data-testid="stLayoutWrapper"]:has(> .st-key-languages) { position: fixed; top: .75rem;
  right: 3.25rem; z-index: 999991; width: auto; }
.st-key-viewer_head [data-testid="stHeading"] { flex: 1 1 auto; }
[class*="st-key-starter_"] button, [class*="st-key-starter_"] button > div,
[class*="st-key-meeting_paper_"] button, [class*="st-key-meeting_paper_"] button > div {
  justify-content: flex-start; text-align: left; }
[data-testid="stLayoutWrapper"]:has(> [class*="st-key-fold_"]) { display: none; }
@media (max-width: 640px) {
  /* Else filters fill the first screen of a phone, and nothing that was found is on it. */
  [data-testid="stLayoutWrapper"]:has(> [class*="st-key-fold_"]) { display: flex; }
  [data-testid="stLayoutWrapper"]:has(> [class*="st-key-folded_"]) { display: none; }
  .st-key-ask_head [data-testid="stHeading"] { flex-basis: 100%; }
  /* Nothing round it may hold it below the bar at the top or the question field. */
  [data-testid="stColumn"] > [data-testid="stVerticalBlock"]
    > [data-testid="stLayoutWrapper"]:has(.st-key-viewer) { position: static; }
  .st-key-viewer { position: fixed; inset: 0; z-index: 999999; overflow-y: auto; margin: 0;
    border: 0; border-radius: 0; padding: .75rem; }
  [data-testid^="stChatMessageAvatar"] { display: none; }
  [data-testid="stChatMessage"] { padding-inline: .75rem; }
  [data-testid="stMainBlockContainer"] { padding-inline: 1rem; }
  [class*="st-key-line_"] summary p { display: flex; flex-wrap: wrap; column-gap: .6rem; }
  [class*="st-key-line_"] summary p > * { white-space: normal !important; }
  [class*="st-key-line_"] summary p > strong { flex: 0 0 100%; }
}
@media (prefers-reduced-motion: reduce) {
  * { transition: none !important; animation: none !important; }
}
</style>
"""


def ink() -> str:
    """Return the colour of words in the theme that is in use."""
    return str(st.get_option(f"theme.{_theme()}.textColor") or "CanvasText")


def style() -> None:
    """Put the style rules onto the page, with the ground of the theme that is in use."""
    ground = st.get_option(f"theme.{_theme()}.backgroundColor") or "Canvas"
    colours = f"--minutebook-ground: {ground}; --minutebook-ink: {ink()};"
    st.html(f"{_CSS}{PRINT_CSS}<style>:root {{ {colours} }}</style>")


def _theme() -> str:
    return "dark" if st.context.theme.type == "dark" else "light"
