"""The stages in their order; the only part that knows them all.

    Source ─▶ Spec ─▶ Evaluation ─▶ Diagram ─▶ Fit ─▶ Scene ─▶ bytes

A `Run` is one spec on this way; what makes a picture of it is imported when one is wanted.
"""
