"""Measures an extraction against annotated texts: precision, recall and context accuracy, each miss with its words.

gold         reads and checks a folder of annotated texts (``text.txt`` and ``gold.json``)
agreement    when a claim and an annotation speak of the same body, role and context
scoring      the verdict on each claim and annotation, and the figures that follow
calibration  how often each construction was right, and what that is worth
report       the same as tables and as JSON
"""

from kg.evaluation.gold import Gold, load_gold, load_golds
from kg.evaluation.scoring import Evaluation, Score, Verdict, evaluated, score

__all__ = ["Evaluation", "Gold", "Score", "Verdict", "evaluated", "load_gold", "load_golds", "score"]
