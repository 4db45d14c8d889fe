"""Every option with a closed list tells the nearest words of a slip."""

from __future__ import annotations

import click
import pytest

from graphdraw.cli.app import COMMANDS, group
from graphdraw.draw.style.themes import THEMES


def parameters():
    context = click.Context(group)
    for name in COMMANDS:
        command = group.get_command(context, name)
        for param in command.params:
            if getattr(param.type, "choices", None):
                yield name, command, param


@pytest.mark.parametrize(("name", "command", "param"), list(parameters()), ids=lambda it: getattr(it, "name", it))
def test_every_list_has_did_you_mean(name, command, param):
    context = click.Context(command, info_name=name)
    for word in param.type.choices:
        with pytest.raises(click.BadParameter) as refused:
            param.type.convert(f"{word}x", param, context)
        if len(word) > 2:
            assert f"'{word}'" in refused.value.hint
    with pytest.raises(click.BadParameter) as refused:
        param.type.convert("zzzzzz", param, context)
    assert refused.value.hint is None


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (
            ["render", "snack.yaml", "--theme", "cs231"],
            f"invalid value for '--theme': 'cs231' is not one of {', '.join(map(repr, THEMES.names()))}",
            "did you mean 'cs231n'?",
        ),
        (
            ["render", "snack.yaml", "--direction", "dwon"],
            "invalid value for '--direction': 'dwon' is not one of 'right', 'left', 'down', 'up'",
            "did you mean 'down'?",
        ),
        (
            ["ops", "--format", "markdwn"],
            "invalid value for '--format': 'markdwn' is not one of 'text', 'markdown', 'latex', 'json'",
            "did you mean 'markdown'?",
        ),
        (
            ["check", "snack.yaml", "--error-format", "zzz"],
            "invalid value for '--error-format': 'zzz' is not one of 'full', 'concise', 'github', 'json', 'sarif'",
            "'graphdraw check --help' shows how it is used",
        ),
    ],
)
def test_the_words(run, arguments, message, hint):
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (2, f"error: {message} [usage]\nhint: {hint}\n")
