"""Learning paths: where each kind of reader starts, and which steps a cohort's playbook has."""

from __future__ import annotations

from generator.documents import learning_path
from generator.documents.context import PlaybookContext
from generator.documents.document import Block, Listing, Paragraph, plain
from generator.model.learning_path import LearningPath
from generator.model.library import Library
from generator.model.prose import internal_links
from generator.model.required import Role
from generator.planning import dates
from generator.planning.playbook import plan


def opens(path: LearningPath) -> list[str]:
    return [link.id for step in path.steps for link in internal_links(step.do)]


def words(block: Block) -> str:
    return plain(block.runs) if isinstance(block, Paragraph) else ""


def test_paths_are_in_the_order_of_their_roles(library: Library) -> None:
    assert list(library.paths) == ["sponsor", "programme-lead", "facilitator", "releaser", "participant"]


def test_a_playbook_leaves_out_what_only_the_site_has(library: Library) -> None:
    (lead,) = (path for path in plan(library, "westbrook").paths if path.id == "programme-lead")

    assert "how-to-use" in opens(library.paths["programme-lead"])
    assert "how-to-use" not in opens(lead)
    assert "checklist" in opens(lead)


def test_a_playbook_keeps_the_step_to_the_project_menu(library: Library) -> None:
    (participant,) = (path for path in plan(library, "westbrook").paths if Role.PARTICIPANT in path.roles)

    assert opens(participant)[-1] == "project-menu"


def test_a_playbook_leaves_out_a_form_that_the_cohort_does_not_use(library: Library) -> None:
    trust = library.trusts["westbrook"]
    forms = [id for id in library.instruments if id != "partnership-agreement"]
    profile = trust.profile.model_copy(update={"instruments": forms})
    changed = library.model_copy(update={"trusts": {"westbrook": trust.model_copy(update={"profile": profile})}})

    (participant,) = (path for path in plan(changed, "westbrook").paths if Role.PARTICIPANT in path.roles)

    assert "partnership-agreement" in opens(library.paths["participant"])
    assert "partnership-agreement" not in opens(participant)


def test_the_minutes_add_up_to_those_of_the_steps_that_are_shown(library: Library) -> None:
    playbook = plan(library, "westbrook")
    context = PlaybookContext(playbook, "")

    for path in playbook.paths:
        blocks = list(learning_path.blocks(path, context))
        steps = next(block for block in blocks if isinstance(block, Listing)).items
        told = [words(details) for _, details in steps]
        minutes = sum(int(each.partition(" ")[0]) for each in told)
        assert [each.partition(". ")[2] for each in told] == [step.why for step in path.steps]
        assert f"{len(steps)} steps, about {dates.duration(minutes)} in all." in map(words, blocks)
