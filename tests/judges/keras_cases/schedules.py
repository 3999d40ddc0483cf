"""Learning rates of the schedules at many steps, and how a schedule is built again."""

from keras.optimizers import schedules

STEPS = [*range(26), 30, 37, 49, 50, 51, 99, 100, 101, 250, 999, 1000, 1001, 12345]


def case(kind, *arguments, **keywords):
    label = ", ".join([*map(str, arguments), *(f"{key}={value}" for key, value in keywords.items())])
    golden = {"name": f"{kind}({label})", "class": kind, "arguments": list(arguments), "keywords": keywords}
    try:
        schedule = getattr(schedules, kind)(*arguments, **keywords)
    except (TypeError, ValueError) as error:
        return {**golden, "error": type(error).__name__, "message": str(error)}
    rates = [float(schedule(step)) for step in STEPS]
    return {**golden, "tolerance": 1e-7, "steps": STEPS, "rates": rates, "config": schedule.get_config()}


def cases():
    return [
        case("ExponentialDecay", 0.1, 7, 0.9),
        case("ExponentialDecay", 0.01, 100, 0.96, True),
        case("ExponentialDecay", initial_learning_rate=0.001, decay_steps=1000, decay_rate=0.5, name="halves"),
        case("ExponentialDecay", 0.1, 3, decay_rate=1.001, staircase=True),
        case("ExponentialDecay", 0.1, 0, 0.9),
        case("ExponentialDecay", 0.1, 10),
        case("PiecewiseConstantDecay", [10, 50], [1.0, 0.5, 0.1]),
        case("PiecewiseConstantDecay", [100], values=[0.1, 0.01], name="two"),
        case("PiecewiseConstantDecay", [3, 7, 20, 1000], [0.3, 0.1, 0.03, 0.01, 0.003]),
        case("PiecewiseConstantDecay", [1], [1.0]),
        case("PolynomialDecay", 0.1, 50),
        case("PolynomialDecay", 0.1, 50, 0.01, 0.5),
        case("PolynomialDecay", 0.2, 20, end_learning_rate=0.0, power=2.0, cycle=True),
        case("PolynomialDecay", 0.1, 7, 0.001, cycle=True),
        case("PolynomialDecay", 0.1, -1),
        case("InverseTimeDecay", 0.1, 10, 0.5),
        case("InverseTimeDecay", 0.1, 4, 1.5, True),
        case("InverseTimeDecay", 0.1, 0, 0.5),
        case("CosineDecay", 0.1, 100),
        case("CosineDecay", 0.1, 1000, alpha=0.1),
        case("CosineDecay", 0.0, 90, warmup_target=0.1, warmup_steps=10),
        case("CosineDecay", 0.01, 40, 0.25, warmup_target=0.05, warmup_steps=25),
        case("CosineDecay", 0.1, 30, warmup_target=0.2),
        case("CosineDecay", 0.1, 0),
        case("CosineDecayRestarts", 0.1, 10),
        case("CosineDecayRestarts", 0.1, 8, 1.0),
        case("CosineDecayRestarts", 0.1, 5, t_mul=1.5, m_mul=0.8, alpha=0.1),
        case("CosineDecayRestarts", 0.05, 12, m_mul=0.5),
        case("CosineDecayRestarts", 0.1, 3, t_mul=1.1),
        case("CosineDecayRestarts", 0.1, 0),
    ]
