"""Activation functions of neural networks; each record names the paper. Conventions at kinks: PyTorch's rule."""

from __future__ import annotations

import math
from types import MappingProxyType

from graphdraw.ops.families import gelu, stable
from graphdraw.ops.operation import Operation, PrintedPartials, Texts, said
from graphdraw.ops.rules import Constant, Elementwise, Kink
from graphdraw.ops.signature import Parameter, Signature
from graphdraw.values.scalar import Number, mul

SINGLES: tuple[tuple[Number, ...], ...] = ((2,), (-1.5,), (0.3,), (-0.05,), (6,))

SELU_SCALE, SELU_ALPHA = 1.0507009873554805, 1.6732632423543772
"""λ and α of Klambauer et al. (2017), section 2, to double precision."""

_TANH_GELU = (
    "(1 + tanh(sqrt(2/pi)*(x + 0.044715*x**3)))/2"
    " + x*(1 - tanh(sqrt(2/pi)*(x + 0.044715*x**3))**2)*sqrt(2/pi)*(1 + 3*0.044715*x**2)/2"
)


def _relu(x: Number) -> Number:
    return x if x > 0 else type(x)(0)


def _leaky_relu(x: Number, *, slope: Number) -> Number:
    return x if x > 0 else mul(slope, x) + 0.0


def _elu(x: Number, *, alpha: Number) -> Number:
    return x if x > 0 else mul(alpha, math.expm1(stable.real(x))) + 0.0


def _by_selu(g: Number, x: Number) -> float:
    return mul(SELU_SCALE, g) if x > 0 else stable.scaled_exp(g, x, SELU_SCALE * SELU_ALPHA)


def _selu(x: Number) -> float:
    return mul(x, SELU_SCALE) if x > 0 else SELU_SCALE * (SELU_ALPHA * math.expm1(stable.real(x)) + 0.0)


FAMILY = said("activation function", "活性化関数")
"""The kind of these operations in words."""

OPERATIONS = (
    Operation(
        Signature("sigmoid", 1, "σ"),
        Elementwise(
            forward=stable.sigmoid,
            derivatives=("out*(1 - out)",),
            stable=(stable.by_sigmoid,),
            samples=(*SINGLES, (-40,)),
        ),
        Texts(
            formula=r"\frac{1}{1 + e^{-x}}",
            notation=r"\sigma(x)",
            doc=said("squeezes any number between 0 and 1", "0 から 1 の間に収める"),
            short=said("multiplies by the output times 1 minus the output", "出力 ×（1 − 出力）を掛ける"),
            source="Rumelhart, Hinton & Williams (1986)",
        ),
    ),
    Operation(
        Signature("tanh", 1, "tanh"),
        Elementwise(
            forward=stable.of_real(math.tanh), derivatives=("1 - out**2",), stable=(stable.by_tanh,), samples=SINGLES
        ),
        Texts(
            formula=r"\tanh x",
            doc=said("squeezes any number between −1 and 1", "−1 から 1 の間に収める"),
            short=said("multiplies by 1 minus the square of the output", "1 − 出力の二乗を掛ける"),
            source="DLMF 4.34.10",
        ),
    ),
    Operation(
        Signature("relu", 1, "ReLU"),
        Elementwise(
            forward=_relu,
            derivatives=("step(x)",),
            kink=Kink(lambda x: x == 0, "relu has the derivative 0 at 0", "max(x, 0) has 1/2, some books print 1"),
            samples=SINGLES,
        ),
        Texts(
            formula=r"\max(0, x)",
            doc=said("the number if it is positive, else 0", "正ならそのまま、負なら 0"),
            short=said(
                "passes the gradient on where the input is positive, else 0", "入力が正ならそのまま流し、負なら 0"
            ),
            source="Glorot, Bordes & Bengio (2011)",
        ),
    ),
    Operation(
        Signature(
            "leaky_relu",
            1,
            "LReLU",
            parameters=(
                Parameter("slope", "number", "α, the slope on the negative side", default=0.01, letter=r"\alpha"),
            ),
        ),
        Elementwise(
            forward=_leaky_relu,
            derivatives=("step(x) + slope*(1 - step(x))",),
            stable=(stable.by_leaky_relu,),
            kink=Kink(
                lambda x, **_: x == 0, "leaky_relu has its slope as the derivative at 0", "as in PyTorch; JAX takes 1"
            ),
            samples=SINGLES,
        ),
        Texts(
            formula=r"\max(0, x) + \alpha \min(0, x)",
            doc=said("the number if it is positive, else a small part of it", "正ならそのまま、負なら傾きを掛ける"),
            short=said(
                "passes the gradient on, times the slope where the input is negative", "負の側では傾きを掛けて流す"
            ),
            source="Maas, Hannun & Ng (2013)",
        ),
    ),
    Operation(
        Signature(
            "elu",
            1,
            "ELU",
            parameters=(
                Parameter("alpha", "number", "α: it tends to −α on the negative side", default=1, letter=r"\alpha"),
            ),
        ),
        Elementwise(
            forward=_elu,
            derivatives=("step(x) + (out + alpha)*(1 - step(x))",),
            stable=(stable.by_elu,),
            kink=Kink(
                lambda x, *, alpha: x == 0 and alpha != 1, "elu has α as the derivative at 0", "from the right it is 1"
            ),
            samples=SINGLES,
        ),
        Texts(
            formula=r"\max(0, x) + \min(0, \alpha (e^{x} - 1))",
            doc=said("the number if it is positive, else α(eˣ − 1)", "正ならそのまま、負なら α(eˣ − 1)"),
            short=said(
                "passes the gradient on; times the output plus α where the input is negative",
                "負の側では出力 + α を掛ける",
            ),
            source="Clevert, Unterthiner & Hochreiter (2016)",
        ),
    ),
    Operation(
        Signature("selu", 1, "SELU"),
        Elementwise(
            forward=_selu,
            derivatives=("scale*step(x) + (out + scale*alpha)*(1 - step(x))",),
            stable=(_by_selu,),
            constants=MappingProxyType(
                {"scale": Constant(SELU_SCALE, r"\lambda"), "alpha": Constant(SELU_ALPHA, r"\alpha")}
            ),
            kink=Kink(lambda x: x == 0, "selu has λα as the derivative at 0", "from the right it is λ"),
            samples=SINGLES,
        ),
        Texts(
            formula=r"\lambda (\max(0, x) + \min(0, \alpha (e^{x} - 1)))",
            doc=said("an ELU that keeps mean 0 and variance 1", "平均 0・分散 1 を保つ ELU"),
            short=said(
                "multiplies by λ; by the output plus λα where the input is negative",
                "λ を掛け、負の側では出力 + λα を掛ける",
            ),
            source="Klambauer et al. (2017), section 2",
        ),
    ),
    Operation(
        Signature("softplus", 1, "softplus"),
        Elementwise(
            forward=stable.softplus, derivatives=("sigmoid(x)",), stable=(stable.by_softplus,), samples=SINGLES
        ),
        Texts(
            formula=r"\log(1 + e^{x})",
            doc=said("a ReLU without its kink", "角のない ReLU"),
            short=said("multiplies by the sigmoid of the input", "入力のシグモイドを掛ける"),
            source="Dugas et al. (2001)",
        ),
    ),
    Operation(
        Signature("silu", 1, "SiLU", aliases=("swish",)),
        Elementwise(
            forward=stable.silu,
            derivatives=("sigmoid(x)*(1 + x*(1 - sigmoid(x)))",),
            stable=(stable.by_silu,),
            samples=SINGLES,
        ),
        Texts(
            formula=r"x \, \sigma(x)",
            doc=said("the number times its sigmoid", "入力とそのシグモイドの積"),
            short=said("multiplies by σ(x)(1 + x(1 − σ(x)))", "σ(x)(1 + x(1 − σ(x))) を掛ける"),
            source="Elfwing, Uchibe & Doya (2018)",
        ),
    ),
    Operation(
        Signature(
            "gelu",
            1,
            "GELU",
            parameters=(
                Parameter(
                    "approx", "word", "`tanh` as in GPT-2, or the exact form", default="none", words=("none", "tanh")
                ),
            ),
        ),
        Elementwise(
            forward=gelu.gelu,
            derivatives=("(1 + erf(x/sqrt(2)))/2 + x*exp(-x**2/2)/sqrt(2*pi)",),
            stable=(gelu.by_gelu,),
            variants=MappingProxyType({"tanh": (_TANH_GELU,)}),
            samples=SINGLES,
        ),
        Texts(
            formula=r"x \, \Phi(x)",
            doc=said("the number times the normal distribution function", "入力と正規分布関数の積"),
            short=said("multiplies by Φ(x) + x φ(x)", "Φ(x) + x φ(x) を掛ける"),
            source="Hendrycks & Gimpel (2016)",
            printed=PrintedPartials(
                (r"\Phi(x) + x \, \varphi(x)",), "the language has no name for the normal distribution and its density"
            ),
        ),
    ),
)
