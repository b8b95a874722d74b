"""Minutes of eight bodies that never met, each in a style of its own, as plain text to draw."""

from __future__ import annotations

PARISH = """
**THORNBECK PARISH COUNCIL
Minutes of the meeting held on Monday 13 March 2023 at 7.30 pm in the Reading Room

Present: Cllrs J. Marl (Chair), P. Dunnock, S. Wren and T. Pipit; the Clerk; two residents.

**1. Apologies
Apologies were received from Cllr Linnet.

**2. Minutes of the last meeting
The minutes of the meeting of 13 February 2023 were approved and signed by the Chair.

**3. Playing field
Cllr Wren reported that the swings had been inspected and that two chains were worn. Three
firms had been asked for prices. It was agreed to accept the quotation of £640 from Hartley
Play. The Clerk will place the order.

**4. Footpath 12
The county council had agreed to cut back the hedge in May. A resident said that the stile was
rotten. It was unanimously agreed to ask the landowner to replace the stile.

**5. Planning
23/00412/FUL Rear extension, 4 Beck Close. No objections.

**6. Date of next meeting
The next meeting will be held on Monday 17 April 2023.

The meeting closed at 8.50 pm.
"""
CITY = """
**CITY OF CALDER FALLS
**CITY COUNCIL
Regular Meeting, Tuesday, September 12, 2023

Mayor Hollis called the meeting to order at 7:00 p.m.

Present: Council Members Abara, Kowal, Reyes and Stroud. Absent: Council Member Finch.

**1. Approval of Agenda

Motion by Reyes, seconded by Kowal, to approve the agenda as presented. Motion carried 4-0.

**2. Sidewalk Repair

The engineer described the condition of the sidewalk on Third Street. Bids were opened on
September 5 and the lowest was that of Granite Works.

Motion by Council Member Abara, seconded by Council Member Stroud, to award the sidewalk
contract to Granite Works in the amount of $48,250. Ayes: Abara, Kowal, Reyes, Stroud. Nays:
none. Motion carried.

**3. Dog Park

Several residents spoke for the dog park. Council Member Kowal wondered if a fence was needed.

Motion by Council Member Kowal, seconded by Council Member Reyes, to table the dog park
until the October meeting. Motion carried 3-1, Stroud voting no.

**4. Adjournment

Motion by Stroud, seconded by Abara, to adjourn. Motion carried at 8:15 p.m.
"""
TOWN_MEETING = """
**TOWN OF ELDRIDGE
**SELECT BOARD
Minutes of April 4, 2022

Members present: Ann Corey, Chair; Paul Dufresne; Ruth Hale

**Road Agent
Paul asked if the grader had been repaired. The road agent said it would be done next week.
Paul moved to buy a new plow blade from Northland Supply for $2,150. Ruth seconded. The vote
was 3-0 in favor.

**Cemetery
Ruth read a letter from the cemetery trustees. They would like the gate painted. Ruth moved
that the gate of the Hill Cemetery be painted before Memorial Day. Paul seconded. All in favor.

**Town Hall Roof
The estimate was higher than hoped. Ann felt that the town should wait. No action was taken.

**Adjourn
Paul moved to adjourn at 8:05. Ruth seconded. All in favor.
"""
COMMUNITY_COUNCIL = """
**STRATHUISK COMMUNITY COUNCIL
Minute of Meeting held in the Village Hall on Thursday 9 June 2022 at 7.00pm

Present: A. Munro (Chair), K. Sim (Secretary), L. Tait (Treasurer), D. Orr

1. Apologies: R. Gow

2. Minute of previous meeting
Proposed by D. Orr and seconded by L. Tait as a true record.

3. Police report
PC Baird said that there had been two thefts of fuel. Drivers were asked to lock their tanks.

4. Village gala
K. Sim has booked the marquee. After discussion it was agreed that £300 be given to the gala
committee from the wind farm fund.
Action: L. Tait to send the cheque.

5. Bus shelter
D. Orr told the meeting that the glass was broken again. The council has been informed.
It was decided not to ask for new glass until the autumn.

6. AOCB
None.

7. Next meeting
Thursday 8 September 2022.
"""
LIBRARY = """
**HOLLOWAY PUBLIC LIBRARY
**BOARD OF TRUSTEES
Minutes of the Regular Meeting
October 18, 2021

Trustees present: Baird, Ogle, Nunez, Tran, Voss. Director Pell was also present.

**Minutes
Trustee Ogle moved and Trustee Tran seconded to approve the minutes of September 20. Motion
passed unanimously.

**Director's report
Director Pell reported that circulation rose by nine percent. The book sale raised $812.

**Old Business
Carpet. The lowest bid was discussed. Trustee Nunez moved and Trustee Baird seconded to accept
the bid of Floor Masters for $9,400 for carpet in the children's room. Motion passed
unanimously.

**New Business
Holiday hours. Trustee Tran moved and Trustee Voss seconded to close the library at noon on
December 24. Motion passed 4-1.
Fine free. Trustee Voss moved to end fines on children's books. The motion died for lack of a
second.

**Adjournment
The meeting was adjourned at 7:40 p.m.
"""
CLUB = """
**Ferrygate Rowing Club
**Committee meeting, Wednesday 3 May 2023, in the boathouse

Present: Ada Crane (Captain), Ben Loach, Cy Moss, Dot Rudd
Apologies: Ed Tench

**Finance
Cy presented the accounts to the end of April. We have £4,120 in the bank.

**Boats
The old four is beyond repair. We agreed to sell it for whatever it will fetch. Dot will put an
advertisement in the newsletter.

**Regatta
Ben has spoken to the harbour master. It was agreed that the regatta will be held on 22 July and
that the entry fee will be £8.

**Landing stage
We had a long talk about the landing stage and came to no conclusion.

Next meeting: Wednesday 7 June.
"""
AUSTRALIA = """
**SHIRE OF COOLABAH
**MINUTES OF THE ORDINARY MEETING OF COUNCIL
Held on Wednesday 17 August 2022 in the Council Chambers commencing at 5.00 pm

Present: Cr B Ryland (President), Cr M Tully, Cr J Pascoe, Cr D Yates
Apologies: Cr S Horne

**9.1 TENDER FOR GRAVEL
Officer Recommendation
That Council accepts the tender of Outback Quarries.

Council Decision 22/101
Moved: Cr Tully    Seconded: Cr Pascoe
That Council accepts the tender of Outback Quarries for the supply of gravel at $31 per tonne.
CARRIED 4/0

**9.2 SWIMMING POOL HOURS
Council Decision 22/102
Moved: Cr Yates    Seconded: Cr Tully
That the pool be open until 7 pm from December to February.
CARRIED 3/1
For: Cr Ryland, Cr Tully, Cr Yates    Against: Cr Pascoe

**10 CLOSURE
The President declared the meeting closed at 5.52 pm.
"""
GOVERNORS = """
**Millbrook Primary School
**Meeting of the Governing Body, 22 November 2022, 6.00pm, in the staff room

Present: Hana Ince (Chair), Joe Platt (Headteacher), Rob Sale, Tess Udall
In attendance: Vi Wood (clerk)

**1 Welcome and apologies
The chair welcomed everyone. Apologies from Lee Marsh were accepted.

**2 Headteacher's report
Attendance stands at 95.1%. A governor asked why the figure for Year 4 was lower. The
headteacher explained that there had been chicken pox in the class.

**3 Policies
The behaviour policy had been circulated. Governors approved the behaviour policy with one
change to section 4.
Governors noted the calendar of training.

**4 Budget
The budget monitoring report showed an underspend of £6,300. Governors agreed that £5,000 of the
underspend be spent on the library.
ACTION: JP to obtain three quotations for shelving.

**5 Next meeting
17 January 2023 at 6.00pm
"""
RESOLVED = """
**QUAYSIDE DISTRICT COUNCIL
**LICENSING COMMITTEE
Minutes of the meeting held on Thursday, 7 February 2019

Present: Councillors Kerr (Chair), Loft, Mabey and Nash

**41. MINUTES

RESOLVED: That the minutes of the meeting held on 10 January 2019 be confirmed and signed.

**42. TAXI FARES

The Licensing Officer said that fares had last been raised in 2015. Members agreed that drivers had
been patient. It was moved by Councillor Loft and seconded by Councillor Nash that the tariff be
raised.

RESOLVED (by 3 votes to 1):

      (i)   That the tariff in Appendix A be approved with effect from
\f
            1 April 2019; and

      (ii)  That the Licensing Officer be authorised to publish it.

**43. STREET TRADING

Councillor Mabey asked about pitches by the bridge. The Officer would write to her.

RESOLVED: That the report be noted.

The meeting closed at 8.10 pm.
"""
UNNAMED = """
**Mill Wood Management Committee
**Thursday 9 June 2022, at the hut

There: Jo Tarn, Kim Ode, Lee Vance, Max Ure

**Path
Kim showed photographs of the mud by the pond. It was agreed to lay chippings from the gate to
the pond. Lee to ask the tree surgeon for a load.

**Bats
Max has counted eleven. It was agreed to put up four more boxes in September.

**Money
There is £310 in the account. It was agreed to pay £45 for the insurance.
"""
