"""Optimizers: classes of Python around those of the dialect."""

from collections import defaultdict
from collections.abc import MutableMapping

from _duet.host import host
from _duet.bridge import JsException, as_python, call, converts_to_host, from_host, to_host
from _duet.names import camel_case, snake_case

from torch._grad_mode import enable_grad
from torch._signatures import OPTIMIZERS, require_known
from torch._tensor import Tensor


# Options in PyTorch's order.
_ORDER = (
    ("lr", "lr_decay", "rho", "momentum", "alpha", "betas", "eps", "dampening", "centered", "weight_decay", "nesterov")
    + ("initial_accumulator_value", "amsgrad", "maximize", "foreach", "capturable", "differentiable", "fused")
    + ("decoupled_weight_decay",)
)


class ParamGroup(MutableMapping):
    """Options of a group of parameters. What is set here, the next step uses."""

    def __init__(self, js, reals):
        self._js = js
        # Names of the options that were given as real numbers: JavaScript does not tell 1.0 from 1.
        self._reals = reals

    def __getitem__(self, key):
        camel = camel_case(key)
        if not host.hasMember(self._js, camel):
            raise KeyError(key)
        value = from_host(getattr(self._js, camel))
        if key == "params":
            return list(value)
        # Schedulers compute with real numbers.
        is_scheduled = key == "lr" and host.hasMember(self._js, "initialLr")
        is_real = is_scheduled or ("lr" if key == "initial_lr" else key) in self._reals
        return float(value) if is_real and isinstance(value, int) else value

    def __setitem__(self, key, value):
        if isinstance(value, float):
            self._reals.add(key)
        host.set(self._js, camel_case(key), to_host(value))

    def __delitem__(self, key):
        host.delete(self._js, camel_case(key))

    def __iter__(self):
        names = [snake_case(name) for name in host.namesOf(self._js)]
        first = [name for name in ("params", *_ORDER) if name in names]
        return iter(first + [name for name in names if name not in first])

    def keys(self):
        return {name: self[name] for name in self}.keys()

    def __len__(self):
        return len(host.namesOf(self._js))

    def __repr__(self):
        return repr(dict(self))


def _groups(params):
    if isinstance(params, Tensor):
        raise TypeError(
            "params argument given to the optimizer should be an iterable of Tensors or dicts, but got torch.FloatTensor"
        )
    groups = list(params)
    return [{**group, "params": _as_list(group["params"])} if isinstance(group, dict) else group for group in groups]


def _real_options(name, options, groups):
    """Names of the options that an optimizer is given as real numbers."""
    defaults = [("lr", 1.0)] if name == "Adadelta" and "lr" not in dict(options) else []
    own = [option for group in groups if isinstance(group, dict) for option in group.items()]
    return {option for option, value in (*defaults, *options, *own) if isinstance(value, float)}


def _as_list(params):
    return [params] if isinstance(params, Tensor) else list(params)


class Optimizer:
    """Base of the optimizers."""

    _class = None

    def __init__(self, params, *args, **keywords):
        name = type(self).__name__
        require_known(OPTIMIZERS, name, keywords, f"{name}.__init__")
        groups = _groups(params)
        self._reals = _real_options(name, [*zip(OPTIMIZERS.get(name, "").split()[1:], args), *keywords.items()], groups)
        named = {camel_case(name): to_host(value) for name, value in keywords.items() if value is not None}
        try:
            self._js = host.newInstance(self._class, to_host(groups), *map(to_host, args), **named)
        except JsException as error:
            raise as_python(error) from None

    @property
    def param_groups(self):
        return [ParamGroup(group, self._reals) for group in self._js.paramGroups]

    @property
    def defaults(self):
        return ParamGroup(self._js.defaults, self._reals)

    def add_param_group(self, param_group):
        call(self._js.addParamGroup, ({**param_group, "params": _as_list(param_group["params"])},))

    def step(self, closure=None):
        loss = None
        if closure is not None:
            with enable_grad():
                loss = closure()
        call(self._js.step)
        return loss

    def zero_grad(self, set_to_none=True):
        call(self._js.zeroGrad, (set_to_none,))

    @property
    def state(self):
        """What is kept of each parameter, by the parameter."""
        params = [param for group in self.param_groups for param in group["params"]]
        return defaultdict(dict, {params[number]: kept for number, kept in self.state_dict()["state"].items()})

    def state_dict(self):
        given = self._js.stateDict()
        state = {}
        for number in host.namesOf(given.state):
            kept = getattr(given.state, number)
            state[int(number)] = {snake_case(name): from_host(getattr(kept, name)) for name in host.namesOf(kept)}
        groups = []
        for group, numbers in zip(self.param_groups, given.paramGroups):
            options = {name: value for name, value in group.items() if name != "params"}
            groups.append({**options, "params": list(numbers.params)})
        return {"state": state, "param_groups": groups}

    def load_state_dict(self, state_dict):
        state = {number: _with_number_of_steps(kept) for number, kept in state_dict["state"].items()}
        call(self._js.loadStateDict, ({"state": state, "param_groups": state_dict["param_groups"]},))

    def __repr__(self):
        lines = []
        for number, group in enumerate(self.param_groups):
            lines.append(f"\nParameter Group {number}\n")
            lines.extend(f"    {key}: {group[key]}\n" for key in sorted(group) if key != "params")
        return f"{type(self).__name__} (" + "".join(lines) + ")"


def _with_number_of_steps(kept):
    """The count of steps as a number, which nobody has to wait for."""
    return {name: float(value) if name == "step" else value for name, value in kept.items()}


@converts_to_host(Optimizer)
def _optimizer_to_host(optimizer):
    return optimizer._js


def optimizer_class(name):
    """The class of an optimizer that the dialect has, or None."""
    js = getattr(host.torch.optim, name, None)
    if not host.isOptimizerClass(js):
        return None
    return type(name, (Optimizer,), {"_class": js, "__module__": f"torch.optim.{name.lower()}", "__qualname__": name})
