"""Questions that come near what only exempt pages say, and how to see that a word of it is told."""

from __future__ import annotations

from tests.exempt_pack import SECRET, SECRETS

# None of them holds a planted word; most are answered on an exempt page.
QUESTIONS = (
    "Who is the contractor for the ferry landing stage, and at what price?",
    "How much will the building on the quay be sold for?",
    "What did the Board resolve about the sale of the building?",
    "Who will guarantee the timbers of the landing stage?",
    "What does item 5 ask us to decide?",
    "Which minutes of 3 May 2024 are there?",
    "zanzibaquux holdings",  # a letter short of the planted name
    "What was resolved about dredging the inner basin?",
    # Ends of other kinds: an overview, who leads, how it stands, a reply, what comes closest.
    "What do I need to know for the Harbour Panel on 14 May 2024?",
    "summarise item 5",
    "landing stage",
    "disposal of building?",
    "tell me about the sale of the building",
    "Who leads on the disposal of the building?",
    "What is the latest on the sale of the building?",
    "What papers do you have?",
    "Which meetings are there?",
    "Which committees are there?",
    "How many unicorns were vaccinated by the contractor?",
)


def planted(text: str) -> list[str]:
    return [word for word in SECRETS if word in text.lower()]


# A way to each look-up and register answer, and to each note of what is missing.
ASIDE = (
    "What does ZQX stand for?",
    "full name of hlx",
    "minute 13",
    "minute 1 of 3 May 2018",
    "What was on the agenda of 14 May 2024?",
    "What is item 5 on 14 May 2024?",
    "item 6 on 14 May 2024",
    "What did the board decide on 3 May 2018?",
    "What was decided in 2018?",
    "List all decisions of 2024",
    "What did the Harbour Panel resolve at its last meeting?",
    "Who moved the letting of the lighthouse?",
    "Who voted against the sale of the building?",
    "Who was present on 3 May 2018?",
    "Compare the lighthouse in 2018 with 2024",
    "What was said of the tide gauge in May 2018?",
    "Compare the tide gauge in May 2018 with May 2024",
    "latest on the tide gauge",
    "What was resolved about the lighthouse in Harwich?",
    f"What will {SECRET} pay for the building?",
    "reference 7,654,321",
    *QUESTIONS,
)
