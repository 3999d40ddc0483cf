"""Which type a result has, where tensors have types that the dialect holds as others, or no values at all."""

from _duet.names import snake_case

from torch._types import bool_, float32, int16, int64, uint8

# Whether there has been such a tensor. Programs without them pay nothing.
in_use = False
# Who writes down what is computed, where a graph is made: see torch.fx.
tracer = None

_FLOATS = ("float16", "bfloat16", "float32", "float64")
_INTEGERS = ("uint8", "int8", "int16", "int32", "int64")
# Functions whose integers are positions, counts or sums, which are int64 whatever the input is.
_GIVE_LONG = frozenset(
    ("argmax", "argmin", "argsort", "argwhere", "bincount", "countNonzero", "cumprod", "cumsum", "multinomial")
    + ("nonzero", "oneHot", "prod", "sum", "trace")
)
# Their other arguments are positions.
_LIKE_FIRST = frozenset(
    ("index", "gather", "indexSelect", "take", "takeAlongDim", "scatter", "scatterAdd", "indexAdd", "indexFill")
    + ("indexCopy", "maskedSelect", "maskedFill", "repeatInterleave")
)
# What goes beyond 8 bits begins anew.
_MAY_OVERFLOW = frozenset(("add", "sub", "rsub", "mul", "neg", "pow", "bitwiseNot", "square", "to"))


def set_type(tensor, kind):
    """Names the type of a tensor, and returns the tensor."""
    global in_use
    if kind is not None and not kind.is_native:
        in_use = True
        tensor._kind = kind
    elif tensor._kind is not None:
        tensor._kind = None
    return tensor


def set_meta(tensor):
    """Puts a tensor on the device where tensors have shapes and no values, and returns it."""
    global in_use
    in_use = True
    tensor._is_meta = True
    return tensor


def name_result(name, result, inputs, wanted=None):
    """
    Gives what a function returned the type that PyTorch gives it.

    :param name: of the function in the dialect
    :param inputs: its arguments, tensors and others
    :param wanted: the type that the caller asked for
    """
    if name.endswith("_") and not name.startswith("_"):
        return result
    tensors = list(_tensors_among(inputs))
    first, *others = result if isinstance(result, tuple) and result else (result,)
    if not hasattr(first, "_js"):
        return result
    if hasattr(result, "_fields"):
        others = ()
    for each in (first, *others):
        if all(each is not tensor for tensor in tensors):
            kind = wanted or _type_of(name, each, tensors)
            set_type(each, kind)
            if any(tensor._is_meta for tensor in tensors):
                set_meta(each)
            if kind is uint8 and name in _MAY_OVERFLOW:
                each._put_in_place(each._js.remainder(256))
    return result


def concerns(values):
    """Whether any tensor has a type, or a device, that the dialect does not know. If none has, it is all as if there were none."""
    if tracer is not None:
        return True
    for value in values:
        if isinstance(value, (list, tuple)):
            if concerns(value):
                return True
        elif getattr(value, "_kind", None) is not None or getattr(value, "_is_meta", False):
            return True
    return False


def call(name, function, args, keywords, module="torch"):
    """
    Calls a function of the dialect, and gives its result the type that PyTorch gives it.

    :param name: of the function in the dialect
    :param module: that has the function
    """
    inputs = (*args, *keywords.values())
    if keywords.get("dtype") is None and not (in_use and concerns(inputs)):
        return function(*args, **keywords)
    if in_use:
        require_one_device(inputs)
        require_one_type(name, inputs)
    result = name_result(name, function(*args, **keywords), inputs, keywords.get("dtype"))
    if tracer is not None:
        snake = snake_case(name)
        tracer.called(module, snake, (module, snake), args, keywords, result)
    return result


def require_one_device(inputs):
    """Refuses to compute with a tensor without values and one with values."""
    tensors = [tensor for tensor in _tensors_among(inputs) if tensor._js.shape.length]
    for tensor in tensors[1:]:
        if tensor._is_meta != tensors[0]._is_meta:
            raise RuntimeError(f"Tensor on device {tensor.device} is not on the expected device {tensors[0].device}!")


def require_one_type(name, inputs):
    """Refuses a product of two types."""
    types = [tensor.dtype for tensor in _tensors_among(inputs)]
    if len(set(types)) < 2:
        return
    if name in ("matmul", "mm", "linear"):
        refuse_product(*types[:2], has_bias=name == "linear" and len(types) > 2)
    if name in ("bmm", "einsum", "baddbmm"):
        raise RuntimeError(f"expected scalar type {types[0].tensor_name} but found {types[1].tensor_name}")
    if name in ("crossEntropy", "nllLoss"):
        require_class_target(list(_tensors_among(inputs))[1])
    if name == "dot":
        found = " and ".join(kind.tensor_name for kind in types[:2])
        raise RuntimeError(f"dot : expected both vectors to have same dtype, but found {found}")


def refuse_product(first, second, has_bias):
    if has_bias:
        named = f"{first.tensor_name} and {second.tensor_name}"
        raise RuntimeError(f"mat1 and mat2 must have the same dtype, but got {named}")
    raise RuntimeError(f"expected m1 and m2 to have the same dtype, but got: {first.c_name} != {second.c_name}")


def require_class_target(target):
    """Refuses classes of another type of integers than int64."""
    if target.dtype.held_as == "int64" and target.dtype.name not in ("int64", "uint8"):
        raise RuntimeError(f"expected target dtype to be Long or Byte, but got {target.dtype.tensor_name}")


def promote_types(one, other):
    """The type that holds the numbers of both."""
    if one is other or other is bool_:
        return one
    if one is bool_:
        return other
    if one.is_floating_point != other.is_floating_point:
        return one if one.is_floating_point else other
    if one.is_floating_point:
        if {one.name, other.name} == {"float16", "bfloat16"}:
            return float32
        return max(one, other, key=lambda kind: _FLOATS.index(kind.name))
    if {one.name, other.name} == {"uint8", "int8"}:
        return int16
    return max(one, other, key=lambda kind: _INTEGERS.index(kind.name))


def _tensors_among(values):
    for value in values:
        if hasattr(value, "_js") and hasattr(value, "_kind"):
            yield value
        elif isinstance(value, (list, tuple)):
            yield from _tensors_among(value)


def _type_of(name, result, tensors):
    held_as = result._js.dtype
    if held_as == "bool":
        return None
    if held_as == "int64" and name in _GIVE_LONG:
        return None
    if name in _LIKE_FIRST:
        tensors = tensors[:1]
    if held_as == "int64" and any(tensor.dtype.is_floating_point for tensor in tensors):
        return None
    known = [tensor for tensor in tensors if tensor.dtype.held_as == held_as]
    # A tensor without axes changes nothing beside one with axes.
    known = [tensor for tensor in known if tensor._js.shape.length] or known
    if not known:
        return None
    kind = known[0].dtype
    for tensor in known[1:]:
        kind = promote_types(kind, tensor.dtype)
    return kind
