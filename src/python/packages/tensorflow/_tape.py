"""tf.GradientTape."""

from contextlib import contextmanager

from _duet.bridge import call
from _duet.nest import leaves

from tensorflow import _trace
from tensorflow._arithmetic import is_tensor
from tensorflow._tensor import as_tensor, host
from tensorflow._trace import recorded

# Tapes that record now.
_recording = []


class GradientTape:
    """Records operations for automatic differentiation: the dialect's tape, with Python's block."""

    def __init__(self, persistent=False, watch_accessed_variables=True):
        self._persistent = persistent
        keywords = {"persistent": persistent, "watch_accessed_variables": watch_accessed_variables}
        self._js = host.keras.GradientTape.new(_record(keywords))
        self._end = None

    def __enter__(self):
        self._begin()
        return self

    def __exit__(self, *_):
        self._stop()

    def _begin(self):
        _effect("_begin", self)
        self._end = call(host.beginRecording, (self._js,))
        _recording.append(self)

    def _stop(self):
        _effect("_stop", self)
        if self._end is not None:
            self._end()
            self._end = None
            _recording.remove(self)

    def __del__(self):
        self._js.dispose()

    def watch(self, tensor):
        _effect("watch", self, tensor)
        for each in tensor if isinstance(tensor, (list, tuple)) else [tensor]:
            if not is_tensor(each):
                raise ValueError(f"Passed in object {each} of type {type(each).__name__!r}, not tf.Tensor or tf.Variable or ExtensionType.")
            call(self._js.watch, (_source(each),))

    def stop_recording(self):
        return not_recording([self])

    def reset(self):
        call(self._js.reset)

    def watched_variables(self):
        from tensorflow._variable import known_variable

        return tuple(known_variable(each) for each in self._js.watchedVariables())

    def gradient(self, target, sources, output_gradients=None, unconnected_gradients="none"):
        return _gradient(self, target, sources, output_gradients, unconnected_gradients)

    def _compute_gradient(self, target, sources, output_gradients, unconnected_gradients):
        self._require_use()
        flat = list(leaves(sources))
        targets = [_source(each) for each in leaves(target)]
        keywords = {"unconnected_gradients": getattr(unconnected_gradients, "value", unconnected_gradients)}
        if output_gradients is not None:
            keywords["output_gradients"] = [as_tensor(each) for each in leaves(output_gradients)]
        found = call(host.gradient, (self._js, targets, [_source(each) for each in flat], keywords))
        return _like(sources, iter([_typed_as(each, source) for each, source in zip(found, flat)]))

    def jacobian(self, target, sources, unconnected_gradients="none", **_):
        self._require_use()
        flat = [_source(each) for each in leaves(sources)]
        found = call(self._js.jacobian, (_source(target), flat), {"unconnected_gradients": unconnected_gradients})
        return _like(sources, iter(found))

    def batch_jacobian(self, target, source, **_):
        self._require_use()
        return call(self._js.batchJacobian, (_source(target), _source(source)))

    def _require_use(self):
        if self._persistent:
            return
        if getattr(self, "_is_used", False):
            raise RuntimeError(
                "A non-persistent GradientTape can only be used to compute one set of gradients (or jacobians)"
            )
        self._is_used = True


@recorded("Gradient", "gradient")
def _gradient(tape, target, sources, output_gradients, unconnected_gradients):
    return tape._compute_gradient(target, sources, output_gradients, unconnected_gradients)


def _effect(name, tape, *values):
    """Notes in a graph what a tape does, which is no operation."""
    trace = _trace.current()
    if trace is None:
        return

    def again(tape, *values):
        tape._is_used = False
        getattr(tape, name)(*values)

    trace.add("Tape", "tape", again, (tape, *values))


def _record(keywords):
    from _duet.bridge import to_host

    return to_host(keywords)


def _typed_as(gradient, source):
    """A gradient under the name of its source's type."""
    kind = as_tensor(source).dtype
    if gradient is not None and gradient.dtype.storage == kind.storage:
        gradient._dtype = kind
    return gradient


def _source(value):
    """A tensor, or the variable itself, which gradients are taken of."""
    return value._variable() if hasattr(value, "_variable") else as_tensor(value)


def _like(structure, values):
    """The values, one for each leaf, in the same lists and dicts."""
    if isinstance(structure, (list, tuple)):
        return type(structure)([_like(each, values) for each in structure])
    if isinstance(structure, dict):
        return {name: _like(each, values) for name, each in structure.items()}
    return next(values)


@contextmanager
def not_recording(tapes=None):
    """No tape, or none of these, records what is computed inside."""
    from tensorflow._tensor import host

    state = host.core.engine().state
    depth, state.gradientDepth = state.gradientDepth, 0
    try:
        yield
    finally:
        state.gradientDepth = depth
