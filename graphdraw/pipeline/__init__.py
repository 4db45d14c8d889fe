"""The stages in their order; the only part that knows them all.

    Source ─read, check─▶ Spec ─evaluate─▶ Evaluation ─diagram─▶ Diagram ─fit─▶ Fit ─compose─▶ Scene ─encode─▶ bytes

A `Run` is one spec on this way; what makes a picture of it is imported when one is wanted.
"""
