"""A new trust's profile.yml, with comments for whoever edits it."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass

from ..model.required import Start, StartMethod


@dataclass(frozen=True, slots=True)
class NewProfile:
    """The values that a new profile needs; the file shows everything else as a comment."""

    name: str
    short_name: str
    ods_code: str | None = None
    region: str | None = None
    start: datetime.date | None = None
    months: int = 9
    group_size: int = 2
    groups: int = 12


def write(profile: NewProfile) -> str:
    """The text of profile.yml. Each group starts with one manager and otherwise clinicians."""
    code = f"ods_code: {_quoted(profile.ods_code)}\n" if profile.ods_code else "# ods_code: RYJ\n"
    start = (
        f"  start: {profile.start.isoformat()}\n"
        if profile.start
        else "  # start: 2027-09-15   # day of the first workshop; every date follows from it\n"
        "  # starts_after_changeover: 2027   # or the year of the August changeover that it follows\n"
    )
    region = f" NHS England region: {profile.region}." if profile.region else ""
    one_line = " ".join(profile.name.split())  # so that it cannot end the comment
    return f"""# The profile of {one_line}.{region}
# Edit the values, remove the # in front of what you want, then run: paired-learning check
name: {_quoted(profile.name)}
short_name: {_quoted(profile.short_name)}
{code}# private: files only. public: the site shows the playbook too.
visibility: private
# planning_from: 2026-11-30   # nothing is planned before this day; leave out for the day on which you make the plan
sites:
  - id: main
    name: "Main site"
# partners:                  # organisations that take part with you
#   - id: council
#     name: Westshire Council
# planning_from: 2026-12-01  # nothing is planned before it; leave out for the day on which you make the plan
# services: [acute-medicine, theatres]   # only projects of these services; leave out for all
cohort:
  name: "Cohort 1"
  # number: 2                # for a second cohort
{start}  months: {profile.months}
  group_size: {profile.group_size}              # 2 for pairs, 3 or 4 for groups
  groups: {profile.groups}
  participants:              # the numbers add up to groups times group_size
    - staff_group: {Start.CLINICIANS}
      number: {profile.groups * (profile.group_size - 1)}
    - staff_group: {Start.MANAGERS}
      number: {profile.groups}
pairing:
  method: {StartMethod.MEET_THEN_CHOOSE}
  # same_site: matters-most   # not-at-all, a-little, matters or matters-most; leave out for what is usual
# schedule:
#   weekdays: [wednesday, thursday]      # best first
#   start_time: 13:00
#   workshop_spacing: even               # leave out for the programme's own weeks
#   closed:
#     - first: 2027-03-01
#       last: 2027-03-12
#       reason: The new patient record goes live
#   notice:
#     study-leave: 8                     # weeks, if yours differ
#   events:
#     surgery:
#       start: 12:30
#       room: Library
#   pins:                                # days of your own; the rest is planned around them
#     - what: workshop-powerlab
#       day: 2027-06-09
#       start: 09:30
#       reason: The hall is free
#   quiet:
#     christmas:                         # days without events, deadlines and letters
#       first: 12-14
#       last: 01-05
# workshop_details:                      # rooms and the like; they do not change which workshops run
#   self-awareness:
#     room: Education centre, room 2
#     facilitators: [Education team]
# workshops:                             # only these, in this order; leave out for all
#   - workshop: self-awareness
# contacts:                              # in your own files only, unless private: false
#   - role: programme-lead
#     name: Name of the lead
#     email: lead@example.nhs.uk
# rates:                                 # pounds an hour by role or staff group: ask your finance business partner
#   administrator: 18.50
#   resident-doctors: 40
# bands:                                 # what a rate is for, if you like
#   administrator: Band 4
# costs:                                 # besides people's time
#   - title: Rooms and lunch
#     pounds: 120
#     each: [workshop]                   # leave out for once
brand:
  colour: "#14532d"        # dark enough for white text
# tailoring:                             # see CONTRIBUTING.md
"""


def _quoted(text: str) -> str:
    """The text in double quotes, which YAML and JSON read alike."""
    return json.dumps(text, ensure_ascii=False)
