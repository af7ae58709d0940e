"""How results were worked out, and what a statistician would object, with an answer to each."""

from __future__ import annotations

from typing import Final

from ..evaluation.conclusions import HIGHEST_P
from ..evaluation.signed_rank import FEWEST

_P = f"{float(HIGHEST_P):g}"

METHOD: Final = (
    "Each person makes up a code, and copies of a form with the same code are joined. Codes that nearly match are "
    "joined only if the evaluation lead says that they belong to the same person. If a code comes twice on the same "
    "copy and the two answers to a question differ, that answer counts as missing.",
    "If enough people returned every copy of a form, its results are about these people, and about the questions "
    "that they answered on each copy that asks them. So both comparisons are about the same people, and nobody can "
    "work out what somebody who left had answered. Other answers count as missing.",
    "A person's score in a domain is the mean of the answers to its items, if at least half of the items were "
    "answered. Otherwise neither the score nor these answers count. The score of all items together follows the same "
    "rule, and each item counts the same. No missing answer is filled in.",
    "Results give the number of people, the number of missing answers, the median and the quartiles, as QUARTILE.INC "
    "in Excel works them out. They also give how many people went up, stayed the same and went down.",
    "Answers at the end are compared twice: with those given before the programme, and with those that look back to "
    "its start. Both comparisons are always shown, because each can mislead in its own way. While people learn, a "
    "word such as prepared can come to mean more, and then a real gain may not show from before to after (Lyons and "
    "others). People who look back may rate their start too low, and then a gain may show that is not there (Taylor "
    "and others).",
    "Scores are tested with the Wilcoxon signed-rank test. Its p values are counted exactly, ties included. People "
    "who stayed the same are left out before ranking. Programs differ here, so the p value by Pratt's rule, which "
    f"ranks these people first, is given too. If fewer than {FEWEST} people changed there is no p value, because none "
    f"could be as low as {_P}.",
    "The size of a change is the Hodges-Lehmann estimate: the median of the means of every two changes, each change "
    "with itself included. People who stayed the same count. Its interval of 95 per cent holds each shift that the "
    "exact test does not reject. The rank-biserial correlation runs from -1, if everybody who changed went down, to "
    "1, if all of them went up.",
    "The score of all items together is the main result. The p values of domains are corrected by Holm's method for "
    "the number of domains tested in the same comparison. Single questions, and the answers of each side, are "
    "described and not tested.",
    "If people were only asked whether something became less, stayed the same or became more, the sign test is used. "
    "Its p values are corrected by Holm's method for the number of such questions on the form.",
    f"The report says that a score rose only if both comparisons went up, each with a p value of at most {_P}, "
    "corrected where there is a correction. It says that a score fell by the same rule. If only one comparison shows "
    "a change, the report says that we cannot tell, and names the one.",
)
"""Paragraphs of plain text. The rules for hiding small groups are in `evaluation/disclosure.py`."""

OBJECTIONS: Final = (
    (
        "People applied because they wanted to take part.",
        "They did, so the results are about people who choose such a programme, and not about staff who would be "
        "sent on it.",
    ),
    (
        "There was no comparison group.",
        "Experience in the post, other training or a change in the trust may explain a change as well, so the report "
        "says what changed and never that the programme caused it.",
    ),
    (
        "People who rate themselves low once tend to rate themselves higher the next time, whatever happens in "
        "between.",
        "This regression to the mean can look like a gain from before to after, above all if people applied when "
        "they felt least prepared, and without a comparison group we cannot tell the two apart.",
    ),
    (
        "What people mean by a rating can change while they learn.",
        "We ask people to look back because of this response shift, and we show those answers beside the answers "
        "given before, never in their place.",
    ),
    (
        "People who look back may rate their start too low, to show progress.",
        "They may, so if only the comparison with the answers that look back shows a gain, the report says that we "
        "cannot tell.",
    ),
    (
        "Feeling prepared is not the same as leading well.",
        "It is not, so the report speaks of how prepared people feel, and shows what colleagues saw and what "
        "projects measured as evidence of another kind.",
    ),
    (
        "Ratings have an order but no equal steps, so their mean has no meaning.",
        "Single questions have counts and medians only, but a domain's score does treat steps as equal, and so do "
        "its test and its estimate, while the counts of people who went up or down across one question do not.",
    ),
    (
        "The Hodges-Lehmann estimate and its interval assume that changes are symmetric about their middle.",
        "They do, while the test itself assumes only that without an effect a change of any size is as likely up as "
        "down, so if changes are lopsided the counts of up, same and down say more than the interval.",
    ),
    (
        "Among many tests some are significant by chance.",
        "Domains are corrected together within each comparison, and directions within each form, but not across "
        "forms, so a single finding among many forms deserves caution.",
    ),
    (
        "People who left or did not answer may have fared worse.",
        "They may, and nothing is filled in for them, so the report gives how many started, left and answered.",
    ),
    (
        "Only people who stayed to the end look back.",
        "That is so, and both comparisons are about people who returned every copy, so they say nothing about how "
        "prepared people who left would have felt.",
    ),
    (
        "Partners influence each other, so their answers are not independent.",
        "Codes do not say who is paired with whom, so the tests treat everybody as independent, and p values may be "
        "somewhat too small and intervals somewhat too narrow.",
    ),
    (
        "The cohort is too small to show anything but a large change.",
        "It is small, so an unclear result does not mean that nothing changed, and the interval shows which changes "
        "remain possible.",
    ),
    (
        "Codes can be forgotten, and two people can make up the same one.",
        "Copies whose codes do not match cannot be compared, so their answers count as missing, and two people with "
        "the same code are taken for one, with no answer where they differ.",
    ),
    (
        "Participants choose the colleagues who are asked, and these know about the programme.",
        "They may be kind and see what they expect, and several colleagues of the same participant count as if they "
        "were independent, so their answers support the other results and prove nothing alone.",
    ),
)
"""What a statistician would object, and an answer in one sentence."""
