"""Whether operations are recorded: torch.no_grad and its like, as `with` and as decorator."""

import functools

from _duet.host import host


class _GradMode:
    mode = True

    def __init__(self):
        self._before = []

    def __enter__(self):
        self._before.append(host.torch.isGradEnabled())
        host.torch.setGradEnabled(self.mode)

    def __exit__(self, *_):
        host.torch.setGradEnabled(self._before.pop())

    def __call__(self, function):
        @functools.wraps(function)
        def wrapper(*args, **keywords):
            with type(self)._again(self):
                return function(*args, **keywords)

        return wrapper

    def _again(self):
        return type(self)()


class no_grad(_GradMode):
    mode = False

    def __new__(cls, function=None):
        made = super().__new__(cls)
        if function is None:
            return made
        made.__init__()
        return made(function)


class enable_grad(_GradMode):
    mode = True


class inference_mode(_GradMode):
    def __init__(self, mode=True):
        super().__init__()
        self.mode = not mode

    def _again(self):
        return inference_mode(not self.mode)


class set_grad_enabled(_GradMode):
    def __init__(self, mode):
        super().__init__()
        self.mode = mode
        self._before.append(host.torch.isGradEnabled())
        host.torch.setGradEnabled(mode)

    def __enter__(self):
        host.torch.setGradEnabled(self.mode)

    def _again(self):
        return set_grad_enabled(self.mode)


def is_grad_enabled():
    return host.torch.isGradEnabled()
