"""torch.func: derivatives as functions of functions."""

from torch._composed import vmap
from torch.autograd import functional


def grad_and_value(func, argnums=0, has_aux=False):
    def wrapper(*args, **keywords):
        import torch

        numbers = (argnums,) if isinstance(argnums, int) else argnums
        given = list(args)
        # Within another derivative, this one is differentiated in its turn.
        is_inner = any(given[number].requires_grad for number in numbers)
        for number in numbers:
            value = given[number]
            given[number] = value.view_as(value) if is_inner else value.detach().requires_grad_()
        with torch.enable_grad():
            result = func(*given, **keywords)
            value, *aux = result if has_aux else (result,)
            found = torch.autograd.grad(value, [given[number] for number in numbers], create_graph=is_inner)
        found = found[0] if isinstance(argnums, int) else found
        return (found, (value.detach(), *aux)) if has_aux else (found, value.detach())

    return wrapper


def grad(func, argnums=0, has_aux=False):
    compute = grad_and_value(func, argnums, has_aux)

    def wrapper(*args, **keywords):
        found, value = compute(*args, **keywords)
        return (found, value[1]) if has_aux else found

    return wrapper


def jacrev(func, argnums=0, **_):
    def wrapper(*args):
        def of_one(value):
            return func(*args[:argnums], value, *args[argnums + 1 :])

        return functional.jacobian(of_one, args[argnums])

    return wrapper


jacfwd = jacrev


def hessian(func, argnums=0):
    def wrapper(*args):
        def of_one(value):
            return func(*args[:argnums], value, *args[argnums + 1 :])

        return functional.hessian(of_one, args[argnums])

    return wrapper
