"""A file of questions taken into the council's own set: all of it, or nothing with every fault."""

from __future__ import annotations

import streamlit as st

from corpus.model import Access
from evals.measure import gold_faults
from evals.model import EvalError
from evals.sets import RIGHT_LINE, Fault, take_set
from ui.chat import keep_questions
from ui.language import _
from ui.people import ForbiddenError
from ui.service import catalogue
from ui.words import counted, plain, shortened, verbatim

_MOST_BYTES = 5_000_000
_SAID = "own_taken"


def take_in(clearance: Access) -> None:
    """Draw the form that a question set is handed over by, and what came of the last one."""
    with st.expander(_("Take in questions from a file"), key="own_take"):
        st.caption(
            _("A JSON Lines file, a question a line. Its pages are looked up in the papers first.")
        )
        st.code(RIGHT_LINE, language="json", wrap_lines=True)
        with st.form("own_take_form", clear_on_submit=True, border=False):
            file = st.file_uploader(_("Question set (.jsonl)"), type=["jsonl"], key="own_file")
            sent = st.form_submit_button(_("Take in"), icon=":material/upload:")
        if sent and file is None:
            st.warning(_("Choose a file first."))
        elif sent and file is not None:
            _take(file.name, file.getvalue(), clearance)
        if told := st.session_state.pop(_SAID, ""):
            st.success(plain(told), icon=":material/check:")


def _take(name: str, data: bytes, clearance: Access) -> None:
    if len(data) > _MOST_BYTES:
        st.error(_("The file is larger than 5 MB. Nothing was taken in."))
        return
    taken = take_set(name, data)
    wrong = gold_faults(taken.questions, catalogue(), clearance)
    faults = [*taken.faults]
    for one in wrong:
        if one.serious:
            where = f"{one.paper}, p{one.page}"
            faults.append(Fault(taken.lines[one.question], f"{where}: {one.what}"))
    if faults:
        _refused(sorted(faults, key=lambda fault: fault.line))
        return
    try:
        keep_questions(taken.questions.questions)
    except (EvalError, ForbiddenError) as error:
        st.error(plain(str(error)))
        return
    count = counted(len(taken.questions.questions), "question")
    st.session_state[_SAID] = _("{questions} taken in.").format(questions=count)
    st.rerun()  # the questions are listed further up


def _refused(faults: list[Fault]) -> None:
    st.error(_("Nothing was taken in. Put these right and hand the file over again:"))
    said = _("Line {number}: {what}")
    lines = (said.format(number=one.line, what=shortened(one.what, 300)) for one in faults)
    st.text(verbatim("\n".join(lines)))
    st.caption(_("A right line looks like this:"))
    st.code(RIGHT_LINE, language="json", wrap_lines=True)
