"""Accounts of what each has answered: "Samrådsredogörelse", with an answer under the name of each."""

from __future__ import annotations

from kg import masthead
from kg.draft import Draft, Label
from kg.extract.blocks import Block
from kg.fields import read_values
from kg.sections import open_action


def read_answerer(block: Block, draft: Draft, *, first: bool) -> None:
    """Who stands over an answer in an account of answers was asked: "3. Trafikverket"."""
    if first or not draft.gathers_answers or not masthead.names_body(block, draft.finder):
        return
    if draft.context.span != block.span:
        open_action(block, None, draft)
    before = len(draft.claims)
    read_values(block, 0, Label("consulted", block.span), draft)
    asked = {claim.mention.body for claim in draft.claims[:before] if claim.role == "consulted"}
    draft.claims[before:] = [claim for claim in draft.claims[before:] if claim.mention.body not in asked]
