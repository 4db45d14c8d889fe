"""`graphdraw describe`: the figure in words."""

from __future__ import annotations


def test_a_sentence_for_alt_texts(run):
    result = run("describe", "snack.yaml")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "Computational graph from snack = 30, number = 5, tax = 1.2 to total = 180, "
        "with the gradient ∂total/∂snack = 6.\n"
    )


def test_the_whole_walk(run):
    assert run("describe", "snack.yaml", "--long").stdout == (
        "Inputs: snack = 30, number = 5, tax = 1.2. "
        "Forward: subtotal = snack × number = 150; total = subtotal × tax = 180. "
        "Backward, the gradients of total: total 1, subtotal 1.2, snack 6. No gradient: number, tax.\n"
    )


def test_in_japanese(run, folder):
    said = run("describe", "snack.yaml", "--lang", "ja").stdout
    assert said.endswith("を求める計算グラフ。勾配は ∂total/∂snack = 6。\n")
    (folder / "ja.yaml").write_text("extends: snack.yaml\nlang: ja\n", encoding="utf-8")
    assert run("describe", "ja.yaml").stdout == said


def test_settings_and_standard_input(run):
    text = "inputs: {x: 2}\nnodes: {y: x * x}\n"
    assert "x = 3" in run("describe", "-", "--set", "x=3", stdin=text).stdout


def test_what_is_blank_is_not_told(run):
    assert "180" not in run("describe", "snack.yaml", "--long", "--set", "view.values=blank").stdout


def test_a_mistake_is_told_as_everywhere(run):
    result = run("describe", "typo.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("typo.yaml:5:18: error: unknown name 'numbr' [unknown-name]")
