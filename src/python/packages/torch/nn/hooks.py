"""What a module calls before and after its forward, and in its backward."""

from torch._tensor import Tensor


class Hooks:
    def __init__(self):
        self._by_kind = {"forward_pre": {}, "forward": {}, "backward_pre": {}, "backward": {}}
        self._count = 0

    @property
    def is_used(self):
        return any(self._by_kind.values())

    def add(self, kind, hook, with_kwargs=False, prepend=False):
        self._count += 1
        hooks = self._by_kind[kind]
        called = (hook, with_kwargs)
        if prepend:
            later = dict(hooks)
            hooks.clear()
            hooks.update({self._count: called, **later})
        else:
            hooks[self._count] = called
        return HookHandle(hooks, self._count)

    def run(self, module, inputs, keywords):
        for hook, with_kwargs in list(self._by_kind["forward_pre"].values()):
            if with_kwargs:
                changed = hook(module, inputs, keywords)
                inputs, keywords = (inputs, keywords) if changed is None else changed
                continue
            changed = hook(module, inputs)
            if changed is not None:
                inputs = changed if isinstance(changed, tuple) else (changed,)
        if self._by_kind["backward"] or self._by_kind["backward_pre"]:
            output = self._run_with_backward(module, inputs, keywords)
        else:
            output = module.forward(*inputs, **keywords)
        for hook, with_kwargs in list(self._by_kind["forward"].values()):
            changed = hook(module, inputs, keywords, output) if with_kwargs else hook(module, inputs, output)
            output = output if changed is None else changed
        return output

    def _run_with_backward(self, module, inputs, keywords):
        backward = _Backward(module, self._by_kind["backward_pre"], self._by_kind["backward"])
        return backward.watch_outputs(module.forward(*backward.watch_inputs(inputs), **keywords))


class _Backward:
    """Sees the gradients of a module's outputs and of its inputs, by functions around it that change nothing."""

    def __init__(self, module, before, after):
        self._module = module
        self._before = before
        self._after = after
        self._of_outputs = None
        self._waits_for_inputs = False

    def watch_inputs(self, inputs):
        places = [place for place, each in enumerate(inputs) if isinstance(each, Tensor) and each.requires_grad]
        self._waits_for_inputs = bool(places)
        if not places:
            return inputs
        seen = _watched(
            [inputs[place] for place in places],
            lambda gradients: self._arrived(gradients, places, len(inputs))
        )
        changed = list(inputs)
        for place, each in zip(places, seen):
            changed[place] = each
        return tuple(changed)

    def watch_outputs(self, outputs):
        tensors = outputs if isinstance(outputs, tuple) else (outputs,)
        if not all(isinstance(each, Tensor) and each.requires_grad for each in tensors):
            return outputs
        seen = _watched(tensors, self._begin)
        return seen if isinstance(outputs, tuple) else seen[0]

    def _begin(self, gradients):
        for hook, _ in list(self._before.values()):
            changed = hook(self._module, gradients)
            if changed is not None:
                gradients = changed if isinstance(changed, tuple) else (changed,)
        self._of_outputs = gradients
        if not self._waits_for_inputs:
            for hook, _ in list(self._after.values()):
                hook(self._module, (None,), gradients)
        return gradients

    def _arrived(self, gradients, places, count):
        of_inputs = [None] * count
        for place, gradient in zip(places, gradients):
            of_inputs[place] = gradient
        of_inputs = tuple(of_inputs)
        for hook, _ in list(self._after.values()):
            changed = hook(self._module, of_inputs, self._of_outputs)
            if changed is not None:
                of_inputs = changed if isinstance(changed, tuple) else (changed,)
        return tuple(of_inputs[place] for place in places)


def _watched(tensors, tell):
    """The same tensors behind a function of the graph whose backward asks `tell` for the gradients to pass on."""
    from torch.autograd import Function

    class BackwardHookFunction(Function):
        @staticmethod
        def forward(ctx, *values):
            seen = tuple(value.view_as(value) for value in values)
            return seen if len(seen) > 1 else seen[0]

        @staticmethod
        def backward(ctx, *gradients):
            passed = tell(gradients)
            return passed if len(passed) > 1 else passed[0]

    seen = BackwardHookFunction.apply(*tensors)
    return seen if isinstance(seen, tuple) else (seen,)


class HookHandle:
    """Takes a hook away again."""

    def __init__(self, hooks, number):
        self._hooks = hooks
        self._number = number

    def remove(self):
        self._hooks.pop(self._number, None)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.remove()
