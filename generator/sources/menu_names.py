"""What the columns of somebody else's list of projects may be called."""

from __future__ import annotations

from ..model.menu_table import COLUMNS
from .column_guess import ColumnNames

SYNONYMS = {
    "title": "project title,project name,project,idea,project idea,topic,name of project,improvement project,"
    "initiative,name",
    "summary": "abstract,short description,overview,in brief,one line summary,in one sentence",
    "evidence": "evidence label",
    "cite": "references,citations,literature,sources",
    "theme": "category,area,programme,workstream,priority area,strategic theme",
    "settings": "setting,location,ward,department,place,where,locations",
    "specialties": "specialty,speciality,specialities,clinical specialty,division",
    "kinds": "kind,type,project type",
    "difficulty": "level,difficulty level,complexity,effort level",
    "duration_weeks": "duration,length,weeks,duration weeks,duration months,length in weeks,time needed,timescale",
    "hours_a_month": "hours,hours per month,hours each month,time a month,commitment",
    "problem": "background,rationale,description,context,issue,body,the problem,problem statement,introduction",
    "why_now": "urgency,why,why is it important,importance,case for change",
    "aim": "goal,goals,objective,objectives,aims,aim statement,smart aim,purpose,expected results,expected outcome",
    "drivers": "driver diagram,change ideas,drivers of change",
    "measures": "metrics,measure,indicators,family of measures,outcome measures",
    "measurement.interval": "measurement interval,frequency,measured,how often",
    "measurement.points_before": "baseline points,points before the change",
    "measurement.points_after": "points after the change,follow up points",
    "data.source": "data,data sources,source of data",
    "data.access": "access to data,how to get the data",
    "data.lead_weeks": "data lead weeks,data lead time",
    "scope_in": "scope,inclusions,includes,included,within scope",
    "scope_out": "exclusions,excludes,excluded,not in scope",
    "sponsor": "executive sponsor,project sponsor,senior sponsor,lead sponsor,sponsored by",
    "recruit": "team,team members,stakeholders,people needed,who to involve,whom to involve",
    "clinician_part": "clinician,clinical role,role of the clinician,clinician part",
    "manager_part": "manager,management role,role of the manager,manager part",
    "risks": "risk,risks and mitigation,risks and issues",
    "governance": "ethics,information governance,ig,approvals,ethics and governance",
    "surgery_questions": "questions,open questions",
    "sustained_by": "sustainability,sustainability lead,sustained",
    "domains": "leadership domains,domain,leadership domain",
    "workshops": "workshop,training",
    "case_studies": "examples",
    "owner": "owned by,owner role",
    "progress.status": "state,progress,project status,stage",
    "progress.site": "hospital site,hospital,campus",
    "progress.starts": "start,start date,begins,starts on,first day",
    "progress.ends": "end,end date,finish,finish date,deadline,ends on,last day",
    "progress.contact.name": "contact,contact person,lead contact",
    "progress.contact.email": "email,e mail,email address,contact details",
    "withdrawn.reason": "why withdrawn,withdrawn",
    "id": "identifier,slug,project id",
}
"""Other headings for a field, the surest first, in small letters and without punctuation."""
MENU = ColumnNames(
    own={name: column.field for column in COLUMNS for name in (column.field, column.title)},
    known={field: words.split(",") for field, words in SYNONYMS.items()},
)
