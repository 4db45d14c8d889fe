"""`graphdraw schema`: the spec language for editors."""

from __future__ import annotations

import json

import click

from graphdraw.pipeline.names import VOCABULARY
from graphdraw.spec import json_schema


@click.command()
def command() -> None:
    """Print the JSON Schema (draft-07) of specs.

    An editor that knows it completes keys and marks mistakes: graphdraw schema > graphdraw.schema.json
    """
    click.echo(json.dumps(json_schema(VOCABULARY), ensure_ascii=False, indent=2))
