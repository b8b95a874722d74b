"""Outcomes as different councils word them, and narrative that only sounds alike."""

from __future__ import annotations

# Style: the words as minuted, the class of the outcome, its text.
STYLES = {
    "label, colon": (
        "RESOLVED: That the plan be approved.",
        "resolved",
        "That the plan be approved.",
    ),
    "label, dash": (
        "Resolved – that the plan be approved.",
        "resolved",
        "that the plan be approved.",
    ),
    "label, that": (
        "RESOLVED that the plan be approved.",
        "resolved",
        "that the plan be approved.",
    ),
    "label, to": ("Resolved to approve the plan.", "resolved", "to approve the plan."),
    "label, how": ("RESOLVED (unanimously): That it be so.", "resolved", "That it be so."),
    "label, how after": ("RESOLVED UNANIMOUSLY that it be so.", "resolved", "that it be so."),
    "label, votes": ("RESOLVED, by 5 votes to 2, that it be so.", "resolved", "that it be so."),
    "label, number": ("Resolution No. 23/045: That it be so.", "resolved", "That it be so."),
    "sentence": (
        "It was RESOLVED that the plan be approved.",
        "resolved",
        "that the plan be approved.",
    ),
    "approved, that": (
        "It was APPROVED that the plan be adopted.",
        "agreed",
        "that the plan be adopted.",
    ),
    "approved, clauses": (
        "It was APPROVED\n2a. Moorings - Approve the rise of £5 in the fee.",
        "agreed",
        "2a. Moorings - Approve the rise of £5 in the fee.",
    ),
    "approved, whose clauses": (
        "It was APPROVED that;\nThat the Committee for Harbours and Ferries:\n"
        "1. Noted the plan.\n2. Authorised the Director to let the contract.",
        "agreed",
        "That the Committee for Harbours and Ferries: 1. Noted the plan."
        " 2. Authorised the Director to let the contract.",
    ),
    "approved, clauses that count on": (
        "It was APPROVED;\n\nThat the Committee for Harbours and Ferries\n\n"
        "3. Approved the plan.\n\n4. Authorised the Director to let the contract.",
        "agreed",
        "That the Committee for Harbours and Ferries 3. Approved the plan."
        " 4. Authorised the Director to let the contract.",
    ),
    "body with its field, clauses": (
        "That the Committee for Harbours and Ferries:\n1. Noted the plan.\n2. Noted the fee.",
        "noted",
        "That the Committee for Harbours and Ferries: 1. Noted the plan. 2. Noted the fee.",
    ),
    "carried, then clauses": (
        "On being put to the vote the recommendations were CARRIED (unanimously).\n\n"
        "That the Committee for Harbours and Ferries:\n1. Noted the plan.\n2. Approved the fee.",
        "agreed",
        "That the Committee for Harbours and Ferries: 1. Noted the plan. 2. Approved the fee.",
    ),
    "body with its field": (
        "The Committee for Harbours and ferries noted this update report.",
        "noted",
        "The Committee for Harbours and ferries noted this update report.",
    ),
    "noted at the end of a minute": (
        "Members asked when buoys would be moved.\n\nThe Harbour Panel noted the outline set out"
        " in the appendix, which will inform the strategy. It would come back in due course.",
        "noted",
        "The Harbour Panel noted the outline set out in the appendix, which will inform the"
        " strategy.",
    ),
    "amendment fell": (
        "Councillor Ash moved an amendment to the report as follows:\n\n"
        "Moor no barges by the slip.\n\n"
        "The amendment was seconded by Councillor Birch.\n\n"
        "On being put to the vote the amendment FELL with 2 voting FOR and 7 AGAINST.",
        "lost",
        "Moor no barges by the slip.",
    ),
    "recommendation fell": (
        "Councillor Ash moved recommendation 3 and it was seconded by Councillor Birch.\n"
        "On being put to the vote, recommendation 3 FELL (2 voting for, 7 voting against).",
        "lost",
        "On being put to the vote, recommendation 3 FELL (2 voting for, 7 voting against).",
    ),
    "recommendations moved by name": (
        "Buoys may need to be moved, so that boats can pass. The Chair hoped that as many as can"
        " would stay. The report recommendations were moved by Councillor Ash and seconded by"
        " Councillor Birch.\nOn being put to the vote the recommendations were CARRIED.",
        "carried",
        "On being put to the vote the recommendations were CARRIED.",
    ),
    "sentence, small": ("It was unanimously resolved that it be so.", "resolved", "that it be so."),
    "body": ("The Sub-Committee RESOLVED that it be so.", "resolved", "that it be so."),
    "body decided": ("The Committee decided to defer the plan.", "resolved", "to defer the plan."),
    "capitals": (
        "IT WAS UNANIMOUSLY RESOLVED THAT the plan be approved.",
        "resolved",
        "THAT the plan be approved.",
    ),
    "decision": ("Decision: To approve the plan.", "resolved", "To approve the plan."),
    "decision taken": (
        "DECISION TAKEN: That the plan be approved.",
        "resolved",
        "That the plan be approved.",
    ),
    "determined": (
        "DETERMINED that the licence be suspended.",
        "resolved",
        "that the licence be suspended.",
    ),
    "moved": (
        "It was moved by Councillor Ash, seconded by Councillor Birch and RESOLVED that it be so.",
        "resolved",
        "that it be so.",
    ),
    "recommend": (
        "RECOMMENDED: That the plan be adopted.",
        "recommended",
        "That the plan be adopted.",
    ),
    "recommend to": (
        "RECOMMENDED TO COUNCIL that it be adopted.",
        "recommended",
        "that it be adopted.",
    ),
    "recommend, noun": (
        "RECOMMENDATION TO CABINET: That it be so.",
        "recommended",
        "That it be so.",
    ),
    "recommend, made": (
        "The Board made the following recommendation to the Mayor: that it be so.",
        "recommended",
        "that it be so.",
    ),
    "be recommended": (
        "RESOLVED: That the Cabinet be recommended to adopt the plan.",
        "recommended",
        "That the Cabinet be recommended to adopt the plan.",
    ),
    "agreed": ("It was agreed that the fees be raised.", "agreed", "that the fees be raised."),
    "agreed, label": ("AGREED: That the fees be raised.", "agreed", "That the fees be raised."),
    "agreed, body": ("The Panel agreed to raise the fees.", "agreed", "to raise the fees."),
    "agreed, verb first": (
        "Agreed the minutes as a correct record.",
        "agreed",
        "Agreed the minutes as a correct record.",
    ),
    "agreed, passive": (
        "The recommendations were AGREED.",
        "agreed",
        "The recommendations were AGREED.",
    ),
    "noted": ("The Committee noted the report.", "noted", "The Committee noted the report."),
    "noted, alone": ("Noted.", "noted", "Noted."),
    "noted, capitals": ("The report was NOTED.", "noted", "The report was NOTED."),
    "carried": (
        "Cllr Ash proposed, seconded by Cllr Birch, that the quote be accepted. CARRIED.",
        "carried",
        "that the quote be accepted.",
    ),
    "lost": (
        "Councillor Ash moved that the item be deferred. The motion was lost.",
        "lost",
        "that the item be deferred.",
    ),
}


NARRATIVE = (
    "Members noted that the figures had risen since 2015.",
    "It was noted that officers would report back.",
    "At its meeting on 5 May 2019 the Cabinet RESOLVED that the scheme be approved.",
    "In March it had been resolved that reserves be used.",
    "The Leader read the letter, “Resolved that the Council write”, to members.",
    "Members agreed that the talk was useful.",
    "If it was agreed that this be done, officers would act.",
    "Further to Minute 45 of 6 March 2018 where it was resolved that a review be made, he spoke.",
    "Councillor Ash was elected as Chairman for the meeting.",
    "The Minutes of the meeting held on 8 May 2017 were confirmed as a correct record and signed.",
    "Officers had resolved most of the problems and work was carried out in June.",
    "The recommended timescales were met and the agreed plan was in place.",
)
