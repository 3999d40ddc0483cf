"""tf.custom_gradient and tf.UnconnectedGradients."""

import enum
import functools

from _duet import bridge
from _duet.bridge import call, create_proxy

from tensorflow._tensor import as_tensor, borrowed, handed_over, host


class UnconnectedGradients(enum.Enum):
    """What the gradient is of what a target does not depend on."""

    NONE = "none"
    ZERO = "zero"


def custom_gradient(f):
    """A function that returns its result and a function of gradients, which is taken for its derivative."""

    @functools.wraps(f)
    def decorated(*args):
        tensors = [as_tensor(each) for each in args]

        def forward(*values):
            *inputs, _ = values
            result, backward = f(*map(borrowed, inputs))

            def gradients(upstream, _):
                found = backward(borrowed(upstream))
                listed = list(found) if isinstance(found, (list, tuple)) else [found]
                return handed_over(listed if len(tensors) > 1 else listed[0])

            return host.customResult(handed_over(result), create_proxy(gradients))

        function = host.core.customGrad(create_proxy(forward))
        return call(lambda: function(*[bridge.to_host(each) for each in tensors]))

    return decorated
