"""tf.GradientTape: which gradients there are, their values, and the errors.

A program is a list of steps that read and write named values. {"record": tape, "body": steps} is the `with` block.

Long because it is a table: a golden file is made from one module, and a program of the tape takes several lines.
"""

import tensorflow as tf

OPERATIONS = {
    "abs": tf.abs,
    "add": tf.add,
    "cast_int": lambda x: tf.cast(x, tf.int32),
    "cast_float": lambda x: tf.cast(x, tf.float32),
    "ceil": tf.math.ceil,
    "clip": lambda x: tf.clip_by_value(x, -1.0, 1.0),
    "concat": lambda *x: tf.concat(x, 0),
    "conv2d": lambda x, w: tf.nn.conv2d(x, w, 1, "SAME"),
    "cos": tf.cos,
    "cumsum": tf.cumsum,
    "divide": tf.divide,
    "elu": tf.nn.elu,
    "erf": tf.math.erf,
    "exp": tf.exp,
    "floor": tf.floor,
    "leaky_relu": tf.nn.leaky_relu,
    "log": tf.math.log,
    "log_softmax": tf.nn.log_softmax,
    "matmul": tf.matmul,
    "maximum": tf.maximum,
    "minimum": tf.minimum,
    "multiply": tf.multiply,
    "negative": tf.negative,
    "ones_like": tf.ones_like,
    "pow": tf.pow,
    "reduce_max": tf.reduce_max,
    "reduce_mean": tf.reduce_mean,
    "reduce_min": tf.reduce_min,
    "reduce_prod": tf.reduce_prod,
    "reduce_sum": tf.reduce_sum,
    "relu": tf.nn.relu,
    "relu6": tf.nn.relu6,
    "round": tf.round,
    "sigmoid": tf.sigmoid,
    "sign": tf.sign,
    "sin": tf.sin,
    "softmax": tf.nn.softmax,
    "softplus": tf.nn.softplus,
    "sqrt": tf.sqrt,
    "square": tf.square,
    "squared_difference": tf.math.squared_difference,
    "stack": lambda *x: tf.stack(x),
    "subtract": tf.subtract,
    "tanh": tf.tanh,
    "transpose": tf.transpose,
    "where_positive": lambda x, y: tf.where(x > 0, x, y),
    "zeros_like": tf.zeros_like,
}


def run(steps, values):
    for step in steps:
        match step:
            case {"constant": name, "value": value, **options}:
                values[name] = tf.constant(value, options.get("dtype", "float32"))
            case {"variable": name, "value": value, **options}:
                values[name] = tf.Variable(value, trainable=options.get("trainable", True), dtype="float32")
            case {"tape": name, **options}:
                values[name] = tf.GradientTape(**options)
            case {"record": tape, "body": body}:
                with values[tape]:
                    run(body, values)
            case {"stop_recording": tape, "body": body}:
                with values[tape].stop_recording():
                    run(body, values)
            case {"watch": name, "on": tape}:
                values[tape].watch(values[name])
            case {"reset": tape}:
                values[tape].reset()
            case {"assign": name, "value": value}:
                values[name].assign(value)
            case {"compute": name, "operation": operation, "of": inputs}:
                values[name] = OPERATIONS[operation](*(values[key] for key in inputs))
            case {"gradient": name, "on": tape, "target": target, "sources": sources, **options}:
                if "output_gradients" in options:
                    options["output_gradients"] = look_up(options["output_gradients"], values)
                values[name] = values[tape].gradient(look_up(target, values), look_up(sources, values), **options)
            case {"jacobian": name, "on": tape, "target": target, "source": source}:
                values[name] = values[tape].jacobian(values[target], values[source])
            case {"watched": name, "on": tape}:
                values[name] = [key for key, value in values.items() if is_watched(value, values[tape])]
            case _:
                raise ValueError(f"Unknown step {step}.")


def is_watched(value, tape):
    return any(value is variable for variable in tape.watched_variables())


def look_up(names, values):
    if isinstance(names, str):
        return values[names]
    if isinstance(names, dict):
        return {key: values[name] for key, name in names.items()}
    return [values[name] for name in names]


def case(name, steps, results, tolerance=1e-6):
    """`results` are the names of the values that the golden holds; an error ends the program and is the result."""
    values = {}
    try:
        run(steps, values)
    except (RuntimeError, ValueError) as error:
        outcome = {"error": type(error).__name__, "message": str(error)}
        return {"name": name, "steps": steps, "tolerance": tolerance, **outcome}
    return {"name": name, "steps": steps, "tolerance": tolerance, "results": {key: values[key] for key in results}}


def constant(name, value, **options):
    return {"constant": name, "value": value, **options}


def variable(name, value, **options):
    return {"variable": name, "value": value, **options}


def compute(name, operation, *inputs):
    return {"compute": name, "operation": operation, "of": list(inputs)}


def record(*body, tape="tape"):
    return {"record": tape, "body": list(body)}


def watch(name, tape="tape"):
    return {"watch": name, "on": tape}


def gradient(name, target, sources, tape="tape", **options):
    return {"gradient": name, "on": tape, "target": target, "sources": sources, **options}


TAPE = {"tape": "tape"}
PERSISTENT = {"tape": "tape", "persistent": True}
X = constant("x", 3.0)
SQUARE = compute("y", "multiply", "x", "x")


def rules():
    watched = [X, TAPE, record(watch("x"), SQUARE)]
    return [
        case("square", [*watched, gradient("g", "y", "x")], ["y", "g"]),
        case("constant that is not watched", [X, TAPE, record(SQUARE), gradient("g", "y", "x")], ["g"]),
        case("target with respect to itself", [X, TAPE, record(SQUARE), gradient("g", "x", "x")], ["g"]),
        case(
            "intermediate result as source",
            [X, TAPE, record(watch("x"), SQUARE, compute("z", "multiply", "y", "y")), gradient("g", "z", "y")],
            ["g"],
        ),
        case(
            "watched after its first use",
            [X, TAPE, record(SQUARE, watch("x"), compute("z", "multiply", "y", "x")), gradient("g", "z", "x")],
            ["g"],
        ),
        case(
            "operation after the block",
            [*watched, compute("z", "multiply", "y", "x"), gradient("g", "z", "x")],
            ["g"],
        ),
        case("second gradient", [*watched, gradient("g", "y", "x"), gradient("h", "y", "x")], []),
        case("gradient of a tape that recorded nothing", [X, TAPE, gradient("g", "x", "x")], []),
        case(
            "persistent tape",
            [
                X,
                PERSISTENT,
                record(watch("x"), SQUARE, compute("z", "multiply", "y", "y")),
                gradient("dz_dx", "z", "x"),
                gradient("dy_dx", "y", "x"),
                gradient("dz_dy", "z", "y"),
            ],
            ["dz_dx", "dy_dx", "dz_dy"],
        ),
        case(
            "block entered twice",
            [X, PERSISTENT, record(watch("x"), SQUARE), record(compute("z", "multiply", "y", "x"))]
            + [gradient("g", "z", "x")],
            ["g"],
        ),
        case(
            "tape used anew after its gradient",
            [*watched, gradient("g", "y", "x"), record(watch("x"), compute("z", "square", "x")), gradient("h", "z", "x")],
            ["g", "h"],
        ),
        case("tape entered while it records", [X, TAPE, record(record(SQUARE))], []),
        case(
            "variables are watched, if they are trainable",
            [variable("v", 2.0), variable("w", 5.0, trainable=False), TAPE]
            + [record(compute("y", "multiply", "v", "w")), {"watched": "watched", "on": "tape"}]
            + [gradient("g", "y", ["v", "w"])],
            ["watched", "g"],
        ),
        case(
            "watched between two uses",
            [X, constant("a", 2.0), TAPE]
            + [record(watch("a"), compute("y", "multiply", "a", "x"), watch("x"), compute("z", "multiply", "y", "x"))]
            + [gradient("g", "z", ["a", "x"])],
            ["g"],
        ),
        case(
            "variables are not watched when told so",
            [variable("v", 2.0), variable("w", 5.0), {"tape": "tape", "watch_accessed_variables": False}]
            + [record(watch("v"), compute("y", "multiply", "v", "w")), {"watched": "watched", "on": "tape"}]
            + [gradient("g", "y", {"v": "v", "w": "w"})],
            ["watched", "g"],
        ),
        case(
            "variable that cannot be trained, watched by hand",
            [variable("w", 5.0, trainable=False), TAPE, record(watch("w"), compute("y", "square", "w"))]
            + [gradient("g", "y", "w")],
            ["g"],
        ),
        case(
            "variable assigned before the gradient",
            [variable("v", 2.0), TAPE, record(compute("y", "square", "v")), {"assign": "v", "value": 10.0}]
            + [gradient("g", "y", "v")],
            ["g", "v"],
        ),
        case(
            "variable assigned between two reads",
            [variable("v", 2.0), TAPE]
            + [record(compute("y", "square", "v"), {"assign": "v", "value": 10.0}, compute("z", "multiply", "y", "v"))]
            + [gradient("g", "z", "v")],
            ["z", "g"],
        ),
        case(
            "recording stopped for a while",
            [X, TAPE]
            + [record(watch("x"), SQUARE, {"stop_recording": "tape", "body": [compute("c", "multiply", "x", "x")]})]
            + [gradient("g", ["y", "c"], "x")],
            ["g"],
        ),
        case(
            "result of a stopped recording is a constant",
            [X, TAPE]
            + [
                record(
                    watch("x"),
                    {"stop_recording": "tape", "body": [SQUARE]},
                    compute("z", "multiply", "y", "x"),
                )
            ]
            + [gradient("g", "z", "x")],
            ["g"],
        ),
        case("recording stopped outside the block", [X, TAPE, {"stop_recording": "tape", "body": [SQUARE]}], []),
        case(
            "reset",
            [X, TAPE, record(watch("x"), SQUARE, {"reset": "tape"}, watch("x"), compute("z", "multiply", "y", "x"))]
            + [gradient("g", "z", "x")],
            ["g"],
        ),
        case("reset outside the block", [X, TAPE, record(SQUARE), {"reset": "tape"}], []),
        case(
            "integers have no gradient",
            [constant("x", 3, dtype="int32"), TAPE, record(watch("x"), SQUARE), gradient("g", "y", "x")],
            ["y", "g"],
        ),
        case(
            "operand that is never watched",
            [X, constant("a", 2.0), TAPE, record(watch("a"), compute("y", "multiply", "a", "x"))]
            + [gradient("g", "y", {"a": "a", "x": "x"})],
            ["g"],
        ),
        case(
            "variables stay known after the gradient, and are watched by what has none",
            [variable("v", 2.5), TAPE, record(compute("y", "round", "v")), gradient("g", "y", "v")]
            + [{"watched": "watched", "on": "tape"}],
            ["g", "watched"],
        ),
        case(
            "recording stopped after the gradient",
            [X, TAPE, record(watch("x"), SQUARE, gradient("g", "y", "x"), {"stop_recording": "tape", "body": []})],
            [],
        ),
        case(
            "recording stopped after the block",
            [X, TAPE, record(watch("x"), SQUARE), {"stop_recording": "tape", "body": []}],
            [],
        ),
        case(
            "path through an integer",
            [X, TAPE, record(watch("x"), compute("i", "cast_int", "x"), compute("y", "cast_float", "i"))]
            + [gradient("g", "y", "x")],
            ["g"],
        ),
    ]


def structures():
    two = [constant("a", [1.0, 2.0, 3.0]), constant("b", [4.0, 5.0, 6.0]), constant("c", [[1.0], [2.0]]), TAPE]
    product = record(watch("a"), watch("b"), watch("c"), compute("y", "multiply", "a", "b"))
    return [
        case("list of sources", [*two, product, gradient("g", "y", ["a", "b", "c"])], ["g"]),
        case("dict of sources", [*two, product, gradient("g", "y", {"first": "b", "other": "c"})], ["g"]),
        case("source given twice", [*two, product, gradient("g", "y", ["a", "a"])], ["g"]),
        case(
            "unconnected as zeros",
            [*two, product, gradient("g", "y", ["a", "c"], unconnected_gradients="zero")],
            ["g"],
        ),
        case("unconnected as nonsense", [*two, product, gradient("g", "y", "a", unconnected_gradients="one")], []),
        case(
            "weighted target",
            [*two, constant("weights", [0.5, -1.0, 2.0]), product]
            + [gradient("g", "y", ["a", "b"], output_gradients="weights")],
            ["g"],
        ),
        case("several targets", [*two, product, gradient("g", ["y", "a", "y"], ["a", "b"])], ["g"]),
        case(
            "several weighted targets",
            [*two, constant("weights", [0.5, -1.0, 2.0]), constant("others", [1.0, 1.0, 3.0]), product]
            + [gradient("g", ["y", "a"], ["a", "b"], output_gradients=["weights", "others"])],
            ["g"],
        ),
        case(
            "broadcast operands",
            [*two, record(watch("a"), watch("c"), compute("y", "multiply", "a", "c")), gradient("g", "y", ["a", "c"])],
            ["g"],
        ),
        case(
            "jacobian",
            [constant("x", [1.0, 2.0]), constant("w", [[1.0, -2.0], [3.0, 0.5], [0.0, 4.0]]), TAPE]
            + [
                record(
                    watch("x"),
                    compute("s", "square", "x"),
                    compute("m", "multiply", "w", "s"),
                    compute("y", "tanh", "m"),
                )
            ]
            + [{"jacobian": "j", "on": "tape", "target": "y", "source": "x"}],
            ["j"],
            tolerance=1e-5,
        ),
        case(
            "jacobian of a scalar",
            [*two, record(watch("a"), compute("s", "square", "a"), compute("y", "reduce_sum", "s"))]
            + [{"jacobian": "j", "on": "tape", "target": "y", "source": "a"}],
            ["j"],
        ),
        case(
            "jacobian of what is not watched",
            [constant("x", [1.0, 2.0]), TAPE, record(), {"jacobian": "j", "on": "tape", "target": "x", "source": "x"}],
            ["j"],
        ),
        case(
            "jacobian of the unconnected",
            [*two, product, {"jacobian": "j", "on": "tape", "target": "y", "source": "c"}],
            ["j"],
        ),
        case(
            "jacobian after the gradient",
            [*two, product, gradient("g", "y", "a"), {"jacobian": "j", "on": "tape", "target": "y", "source": "a"}],
            [],
        ),
    ]


def second(name, start, *steps, tolerance=1e-5):
    """First and second derivative by one tape inside another."""
    inner = record(watch("x", "inner"), *steps, tape="inner")
    outer = record(watch("x", "outer"), {"tape": "inner"}, inner, gradient("first", "y", "x", "inner"), tape="outer")
    program = [constant("x", start), {"tape": "outer"}, outer, gradient("second", "first", "x", "outer")]
    return case(f"second order: {name}", program, ["y", "first", "second"], tolerance)


def higher_orders():
    cube = [compute("s", "multiply", "x", "x"), compute("y", "multiply", "s", "x")]
    vector = [0.5, -1.25, 2.0]
    inside = record(watch("x"), SQUARE, gradient("g", "y", "x"))
    third = record(
        {"tape": "b"},
        record({"tape": "c"}, record(*cube, tape="c"), gradient("first", "y", "x", "c"), tape="b"),
        gradient("second", "first", "x", "b"),
        tape="a",
    )
    return [
        second("cube", 3.0, *cube),
        second("sine", vector, compute("y", "sin", "x")),
        second("exponential", vector, compute("y", "exp", "x")),
        second("hyperbolic tangent", vector, compute("y", "tanh", "x")),
        second("sigmoid", vector, compute("y", "sigmoid", "x")),
        second("softplus", vector, compute("y", "softplus", "x")),
        second("reciprocal", vector, constant("one", 1.0), compute("y", "divide", "one", "x")),
        second("relu of a square", vector, compute("s", "square", "x"), compute("y", "relu", "s")),
        second("mean of squares", vector, compute("s", "square", "x"), compute("y", "reduce_mean", "s")),
        second("power", [0.5, 1.25, 2.0], constant("n", 2.5), compute("y", "pow", "x", "n")),
        second(
            "matrix product",
            [[0.5, 0.25], [0.75, -0.5]],
            compute("s", "matmul", "x", "x"),
            compute("y", "tanh", "s"),
        ),
        second(
            "softmax",
            vector,
            constant("w", [1.0, 2.0, -1.0]),
            compute("s", "softmax", "x"),
            compute("y", "multiply", "s", "w"),
        ),
        second(
            "log softmax",
            vector,
            constant("w", [1.0, 2.0, -1.0]),
            compute("s", "log_softmax", "x"),
            compute("y", "multiply", "s", "w"),
        ),
        case(
            "third order: cube",
            [variable("x", 3.0), {"tape": "a"}, third, gradient("third", "second", "x", "a")],
            ["first", "second", "third"],
        ),
        case(
            "persistent tape that records its own gradient",
            [X, PERSISTENT, inside, gradient("h", "g", "x")],
            ["g", "h"],
        ),
        case(
            "tape that ends with its own gradient",
            [X, TAPE, inside],
            ["g"],
        ),
        case(
            "gradient penalty",
            [variable("w", [[1.0], [-2.0]]), constant("x", [[0.5, 1.0], [2.0, -1.0]]), {"tape": "outer"}]
            + [
                record(
                    {"tape": "inner"},
                    record(
                        watch("x", "inner"),
                        compute("m", "matmul", "x", "w"),
                        compute("y", "tanh", "m"),
                        tape="inner",
                    ),
                    gradient("dx", "y", "x", "inner"),
                    compute("s", "square", "dx"),
                    compute("penalty", "reduce_sum", "s"),
                    tape="outer",
                )
            ]
            + [gradient("dw", "penalty", "w", "outer")],
            ["penalty", "dw"],
            tolerance=1e-5,
        ),
    ]


def one(operation, *inputs, label=None):
    """The gradients of a weighted sum of what one operation gives."""
    names = [f"x{index}" for index in range(len(inputs))]
    constants = [constant(name, value) for name, value in zip(names, inputs, strict=True)]
    body = [*(watch(name) for name in names), compute("y", operation, *names)]
    return case(
        f"operation: {label or operation}", [*constants, TAPE, record(*body), gradient("g", "y", names)], ["y", "g"], 1e-5
    )


def operations():
    signs = [-2.0, -0.5, 0.0, 0.5, 2.0]
    positive = [0.25, 1.0, 4.0]
    ties = [2.0, -1.0, 2.0, -1.0]
    matrix = [[1.0, 2.0, -1.0], [0.5, 0.0, 3.0]]
    unary = ["abs", "ceil", "clip", "cos", "cumsum", "elu", "erf", "exp", "floor", "leaky_relu", "negative"]
    unary += ["ones_like", "relu", "round", "sigmoid", "sign", "sin", "softplus", "square", "tanh", "zeros_like"]
    return [
        *(one(operation, signs) for operation in unary),
        *(one(operation, positive) for operation in ("log", "sqrt")),
        *(one(operation, ties) for operation in ("reduce_max", "reduce_min", "reduce_mean", "reduce_sum")),
        *(one(operation, 1.5, [1.0, 1.5, 3.0], label=f"{operation} of a scalar") for operation in ("maximum", "minimum")),
        one("relu6", [-1.0, 0.0, 3.0, 6.0, 7.0]),
        one("clip", [-1.0, 1.0, 0.0], label="clip at its bounds"),
        one("reduce_prod", [2.0, 3.0, -1.0]),
        one("maximum", [1.0, 2.0, 3.0], [3.0, 2.0, 1.0]),
        one("minimum", [1.0, 2.0, 3.0], [3.0, 2.0, 1.0]),
        one("add", matrix, [1.0, 2.0, 3.0]),
        one("subtract", matrix, [[1.0], [2.0]]),
        one("divide", matrix, [2.0, -4.0, 0.5]),
        one("squared_difference", matrix, [2.0, -4.0, 0.5]),
        one("pow", [1.0, 2.0, 3.0], [2.0, 0.5, -1.0]),
        one("reduce_prod", [2.0, 0.0, -3.0], label="product with a zero"),
        one("matmul", matrix, [[1.0, 2.0], [3.0, 4.0], [-1.0, 0.5]]),
        one("transpose", matrix),
        one("concat", [1.0, 2.0], [3.0]),
        one("stack", [1.0, 2.0], [3.0, 4.0]),
        one("where_positive", signs, [1.0, 1.0, 1.0, 1.0, 1.0]),
        one(
            "conv2d",
            [[[[1.0], [2.0], [0.0]], [[-1.0], [0.5], [3.0]], [[2.0], [1.0], [-2.0]]]],
            [[[[1.0, -1.0]], [[0.5, 2.0]]], [[[0.0, 1.0]], [[-2.0, 0.25]]]],
        ),
    ]


def cases():
    return [*rules(), *structures(), *higher_orders(), *operations()]
