"""Words that come out of records, marked for the catalogues: kinds, outcomes, roles, months.

The app says them by their English names, the values of enumerations below it; a test holds that
each of these is here.
"""

from __future__ import annotations

from ui.language.saying import N_

TERMS = frozenset(
    {
        # Kinds of paper, how a decision ended, what it is, how a paper came in.
        *(N_("agenda pack"), N_("supplement"), N_("minutes"), N_("report"), N_("decision notice")),
        *(N_("tracker"), N_("report card"), N_("other")),
        *(N_("resolved"), N_("recommended"), N_("agreed"), N_("noted"), N_("carried"), N_("lost")),
        *(N_("deferred"),),
        *(N_("Resolved"), N_("Recommended"), N_("Agreed"), N_("Noted"), N_("Carried"), N_("Lost")),
        *(N_("Deferred"),),
        *(N_("decision"), N_("routine"), N_("action")),
        *(N_("added"), N_("replaced"), N_("unchanged"), N_("corrected"), N_("read by OCR")),
        *(N_("read again"), N_("dropped"), N_("skipped")),
        # What happened to a paper or a page, what later words say of a decision.
        *(N_("published"), N_("first seen")),
        *(N_("same"), N_("changed"), N_("gone")),
        *(N_("rescinded or not pursued"), N_("changed or put off"), N_("completed")),
        *(N_("under way or late"), N_("reported on"), N_("mentioned")),
        # What is fetched, what is followed.
        *(N_("reports"), N_("packs"), N_("decisions")),
        *(N_("search"), N_("matter"), N_("committee"), N_("ward")),
        # Who somebody is, and what they may do.
        *(N_("public"), N_("member"), N_("officer")),
        *(N_("add papers"), N_("correct papers"), N_("change collections"), N_("mask words")),
        *(N_("remove papers"), N_("fetch papers"), N_("stop changes of papers")),
        *(N_("correct the register"), N_("see and run evaluations"), N_("judge answers")),
        N_("read what earlier versions of papers said"),
        # Nations, by whose law clear days are counted, and what is said of these.
        *(N_("England"), N_("Wales"), N_("Scotland"), N_("Northern Ireland")),
        N_("published on the day of the meeting or after it"),
        N_("clear days not counted: the bank holidays of that time are not known"),
        N_("clear days not counted: no meeting of it is known"),
        N_("clear days not counted: written after the meeting"),
        N_("clear days not counted: first seen here after its meeting"),
        # Months, of which "%B" of a date tells the English name.
        *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June")),
        *(N_("July"), N_("August"), N_("September"), N_("October"), N_("November")),
        N_("December"),
        # What is said beside the name of a paper, or of its words.
        N_(" (sample)"),
        N_("read by OCR, which is not sure of it: compare it with the page"),
    }
)
