"""Cases that take more than one call: a few lines of Python that torch runs here, and that the tests run as well.

The tests get the program's syntax tree, of the part of Python that `translate` knows. `check(loss=loss)` in a program
keeps values as they are at that moment.
"""

import ast
import textwrap

import torch
from encoding import encode

DTYPES = ("float32", "int64", "bool")
# Parts of torch that programs call by these names, as listings do.
SHORT_NAMES = {"nn": "torch.nn", "F": "torch.nn.functional", "optim": "torch.optim"}
OPERATORS = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.Div: "div",
    ast.Pow: "pow",
    ast.MatMult: "matmul",
    ast.FloorDiv: "floor_divide",
    ast.Mod: "remainder",
    ast.BitAnd: "logical_and",
    ast.BitOr: "logical_or",
    ast.Gt: "gt",
    ast.Lt: "lt",
    ast.GtE: "ge",
    ast.LtE: "le",
    ast.Eq: "eq",
    ast.NotEq: "ne",
    ast.Is: "is",
    ast.IsNot: "is_not",
}
ERRORS = (RuntimeError, ValueError, IndexError, KeyError, AssertionError, TypeError)
# Their results depend on whether a number is written as 1 or as 1.0, which JSON and JavaScript do not tell apart.
MAKERS = ("tensor", "full", "arange")


def program(name, source, *, tolerance=1e-6, error=None, names=None, **inputs):
    """A case of a program that gets `inputs` as variables; `names` are others that the tests know under these names.

    `error` says that the program ends with an error: parts that the message contains, such as the sizes that clash.
    """
    source = textwrap.dedent(source).strip()
    checked = {}
    names = namespace(checked, inputs) | (names or {})
    case = {"name": name, "source": source, "inputs": encode(inputs), "tolerance": tolerance}
    tree = ast.parse(source)
    try:
        exec(compile(tree, name, "exec"), names)
    except ERRORS as raised:
        if error is None:
            raise
        case["error"] = describe_error(raised, error)
    else:
        if error is not None:
            raise ValueError(f"{name}: PyTorch raised no error.")
    return case | {"program": [statement(line) for line in tree.body], "output": checked}


def namespace(checked, inputs):
    def check(**values):
        checked.update({key: encode(value) for key, value in values.items()})

    return {
        "torch": torch,
        **{name: eval(path, {"torch": torch}) for name, path in SHORT_NAMES.items()},
        "check": check,
        "graph": graph,
        "edges": edges,
        **{name: value.clone() if isinstance(value, torch.Tensor) else value for name, value in inputs.items()},
    }


def graph(tensor):
    """Names of the nodes behind a tensor, depth first, each as often as it is met."""

    def walk(node):
        return (
            []
            if node is None
            else [type(node).__name__, *(name for after, _ in node.next_functions for name in walk(after))]
        )

    return walk(tensor.grad_fn)


def edges(tensor):
    """Of the node behind a tensor: the name of each next node, or None, and which of its outputs is meant."""
    return [[after and type(after).__name__, number] for after, number in tensor.grad_fn.next_functions]


def describe_error(raised, parts):
    message = str(raised)
    absent = [part for part in parts if part not in message]
    if absent:
        raise ValueError(f"PyTorch's message has no {absent}: {message}")
    return {"class": next(kind.__name__ for kind in ERRORS if isinstance(raised, kind)), "message_parts": list(parts)}


def statement(node):
    match node:
        case ast.Assign(targets=[target], value=value):
            return {"assign": [expression(target), expression(value)]}
        case ast.AugAssign(target=target, op=op, value=value):
            changed = {"attribute": [expression(target), f"{OPERATORS[type(op)]}_"]}
            return {"assign": [expression(target), {"call": changed, "arguments": [expression(value)], "keywords": {}}]}
        case ast.Expr(value=value):
            return {"do": expression(value)}
        case ast.With(items=[ast.withitem(context_expr=ast.Call(func=ast.Attribute(attr=attr)))], body=body):
            return {"with": attr, "body": [statement(line) for line in body]}
        case ast.For(target=target, iter=items, body=body):
            return {"for": expression(target), "in": expression(items), "body": [statement(line) for line in body]}
        case ast.FunctionDef(name=name, args=parameters, body=body):
            return {"define": name, "parameters": names_of(parameters), "body": [statement(line) for line in body]}
        case ast.Return(value=value):
            return {"return": None if value is None else expression(value)}
    raise SyntaxError(f"The tests cannot run {ast.unparse(node)}.")


def expression(node):
    match node:
        case ast.Constant(value=value):
            return encode(value)
        case ast.Name(id=name) if name in SHORT_NAMES:
            return expression(ast.parse(SHORT_NAMES[name], mode="eval").body)
        case ast.Name(id=name):
            return {"name": name}
        case ast.Attribute(value=ast.Name(id="torch"), attr=attr) if attr in DTYPES:
            return attr
        case ast.Attribute(value=value, attr=attr):
            return {"attribute": [expression(value), attr]}
        case ast.Call(func=ast.Name(id="dict"), args=[], keywords=keywords):
            return {"dict": [[each.arg, expression(each.value)] for each in keywords]}
        case ast.Call(func=function, args=arguments, keywords=keywords):
            named = {each.arg: expression(each.value) for each in keywords}
            return {
                "call": expression(function),
                "arguments": [expression(each) for each in arguments],
                "keywords": named | infer_dtype(node, named),
            }
        case ast.Subscript(value=value, slice=items):
            parts = items.elts if isinstance(items, ast.Tuple) else [items]
            return {"index": expression(value), "at": [expression(part) for part in parts]}
        case ast.Starred(value=value):
            return {"spread": expression(value)}
        case ast.Slice(lower=lower, upper=upper, step=step):
            return {"slice": [part and expression(part) for part in (lower, upper, step)]}
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return {"list": [expression(part) for part in parts]}
        case ast.Dict(keys=keys, values=values):
            return {"dict": [[expression(key), expression(value)] for key, value in zip(keys, values, strict=True)]}
        case ast.ListComp(elt=body, generators=[ast.comprehension(target=target, iter=items, ifs=[])]):
            return {"each": expression(target), "in": expression(items), "value": expression(body)}
        case ast.Lambda(args=parameters, body=body):
            return {"parameters": names_of(parameters), "value": expression(body)}
        case ast.BinOp(left=left, op=op, right=right) | ast.Compare(left=left, ops=[op], comparators=[right]):
            return {"operator": OPERATORS[type(op)], "operands": [expression(left), expression(right)]}
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=value)):
            return -value
        case ast.UnaryOp(op=ast.USub() | ast.Invert() as op, operand=operand):
            method = "neg" if isinstance(op, ast.USub) else "logical_not"
            return {"call": {"attribute": [expression(operand), method]}, "arguments": [], "keywords": {}}
    raise SyntaxError(f"The tests cannot run {ast.unparse(node)}.")


def names_of(parameters):
    return [parameter.arg for parameter in parameters.args]


def infer_dtype(node, named):
    """The type that torch gives a new tensor, where the program leaves it to the numbers' spelling."""
    function = node.func
    if not (
        isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "torch"
    ):
        return {}
    if function.attr not in MAKERS or "dtype" in named:
        return {}
    try:
        made = eval(compile(ast.Expression(node), "dtype", "eval"), {"torch": torch})
    except ERRORS:
        return {}
    return {"dtype": str(made.dtype).removeprefix("torch.")}
