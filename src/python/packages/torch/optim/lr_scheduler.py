"""torch.optim.lr_scheduler."""

from _duet.host import host
from _duet.bridge import JsException, as_python, call, converts_to_host, from_host, to_host
from _duet.names import camel_case, missing_name, snake_case, star_names

from torch._signatures import SCHEDULERS, require_known


# The order of PyTorch's state dicts: what a scheduler has itself, and then what all have.
_LAST = ["base_lrs", "last_epoch", "_step_count", "_is_initial", "_get_lr_called_within_step", "_last_lr"]
_PLATEAU_ORDER = (
    [
        "factor", "default_min_lr", "min_lrs", "patience", "cooldown", "eps", "last_epoch", "_last_lr",
        "mode_worse", "mode"
    ]
    + ["threshold", "threshold_mode", "best", "cooldown_counter", "num_bad_epochs"]
)


class LRScheduler:
    """Base of the schedulers."""

    _class = None

    def __init__(self, *args, **keywords):
        name = type(self).__name__
        require_known(SCHEDULERS, name, keywords, f"{name}.__init__")
        named = {camel_case(name): to_host(value) for name, value in keywords.items()}
        try:
            self._js = host.newInstance(self._class, *map(to_host, args), **named)
        except JsException as error:
            raise as_python(error) from None
        self.optimizer = args[0] if args else keywords.get("optimizer")

    def step(self, *args, **keywords):
        call(self._js.step, args, keywords)

    def get_last_lr(self):
        return [float(rate) for rate in call(self._js.getLastLr)]

    def state_dict(self):
        given = self._js.stateDict()
        state = {snake_case(name): _plain(from_host(getattr(given, name))) for name in host.namesOf(given)}
        order = _PLATEAU_ORDER if "num_bad_epochs" in state else [name for name in state if name not in _LAST] + _LAST
        state["_last_lr"] = [float(rate) for rate in state["_last_lr"]]
        return {name: state[name] for name in order if name in state}

    def load_state_dict(self, state_dict):
        call(self._js.loadStateDict, (state_dict,))

    def __getattr__(self, name):
        js = self.__dict__.get("_js")
        if js is None or name.startswith("__") or not host.hasMember(js, camel_case(name)):
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        value = getattr(js, camel_case(name))
        if host.isFunction(value):
            return lambda *args, **keywords: call(value, args, keywords)
        return from_host(value)


def _plain(value):
    """Lists of the dialect as lists."""
    return list(value) if isinstance(value, tuple) else value


@converts_to_host(LRScheduler)
def _scheduler_to_host(scheduler):
    return scheduler._js


def __getattr__(name):
    namespace = host.torch.optim.lrScheduler
    if name == "__all__":
        return star_names(globals(), host.namesOf(namespace), lambda each: each[0].isupper())
    js = None if name.startswith("_") else getattr(namespace, name, None)
    if js is None:
        raise missing_name("module 'torch.optim.lr_scheduler'", name, host.namesOf(namespace))
    made = type(name, (LRScheduler,), {"_class": js, "__module__": __name__, "__qualname__": name})
    globals()[name] = made
    return made
