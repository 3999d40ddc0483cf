"""The tape: gradients that add up, graphs kept and freed, hooks, modes, views and changes in place, and its nodes."""

import torch
from call_case import randn
from program_case import program

PROGRAMS = {
    "accumulate over two calls of backward": """
        x.requires_grad_()
        (x * x).sum().backward()
        check(once=x.grad)
        (x * 3).sum().backward()
        check(twice=x.grad)
        x.grad = None
        (x * 5).sum().backward()
        check(cleared=x.grad)
    """,
    "retain_graph": """
        x.requires_grad_()
        y = (x * x).sum()
        y.backward(retain_graph=True)
        y.backward()
        check(grad=x.grad)
    """,
    "backward with a gradient": """
        x.requires_grad_()
        y = x * 3
        y.backward(torch.tensor([1.5, 0.0, -2.0]))
        check(grad=x.grad)
    """,
    "backward with a gradient by name": """
        x.requires_grad_()
        y = x.exp()
        y.backward(gradient=torch.ones_like(y), retain_graph=True)
        y.backward(torch.ones_like(y))
        check(grad=x.grad, y=y)
    """,
    "detach cuts the history": """
        x.requires_grad_()
        y = x * 2
        z = (y.detach() * x).sum()
        z.backward()
        check(grad=x.grad, requires=y.detach().requires_grad, leaf=y.detach().is_leaf)
    """,
    "no_grad": """
        x.requires_grad_()
        with torch.no_grad():
            y = x * 2
            made = torch.ones(2, requires_grad=True)
        z = x * y
        z.sum().backward()
        check(y=y.requires_grad, z=z.requires_grad, made=made.requires_grad, grad=x.grad)
        check(enabled=torch.is_grad_enabled())
    """,
    "enable_grad inside no_grad": """
        x.requires_grad_()
        with torch.no_grad():
            with torch.enable_grad():
                y = x * 2
            inside = torch.is_grad_enabled()
        check(y=y.requires_grad, inside=inside)
    """,
    "update of a parameter under no_grad": """
        x.requires_grad_()
        for step in range(3):
            loss = (x * x).sum()
            loss.backward()
            with torch.no_grad():
                x -= 0.1 * x.grad
            x.grad.zero_()
        check(x=x, leaf=x.is_leaf, requires=x.requires_grad)
    """,
    "register_hook sees and changes the gradient": """
        x.requires_grad_()
        y = x * 2
        handle = y.register_hook(lambda g: g * 10)
        (y * y).sum().backward()
        check(changed=x.grad)
        handle.remove()
        x.grad = None
        y = x * 2
        (y * y).sum().backward()
        check(unchanged=x.grad)
    """,
    "register_hook on a leaf, and two in turn": """
        x.requires_grad_()
        x.register_hook(lambda g: g + 1)
        x.register_hook(lambda g: g * 2)
        (x * 3).sum().backward()
        check(grad=x.grad)
    """,
    "a removed hook does nothing": """
        x.requires_grad_()
        handle = x.register_hook(lambda g: g * 100)
        handle.remove()
        x.sum().backward()
        check(grad=x.grad)
    """,
    "retain_grad keeps the gradient of a result": """
        x.requires_grad_()
        y = x * 2
        z = y * y
        y.retain_grad()
        z.sum().backward()
        check(y=y.grad, z=z.grad, x=x.grad, retains=y.retains_grad)
    """,
    "autograd.grad leaves grad alone": """
        x.requires_grad_()
        y = (x * x * x).sum()
        grads = torch.autograd.grad(y, x)
        check(grads=grads, grad=x.grad)
    """,
    "autograd.grad of two inputs with weights": """
        x.requires_grad_()
        w = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
        y = x * w
        grads = torch.autograd.grad(y, [x, w], grad_outputs=torch.tensor([1.0, 0.5, -1.0]))
        check(grads=grads)
    """,
    "autograd.grad allows unused inputs": """
        x.requires_grad_()
        w = torch.tensor([1.0], requires_grad=True)
        grads = torch.autograd.grad((x * 2).sum(), [x, w], allow_unused=True)
        check(grads=grads)
    """,
    "autograd.grad with create_graph: the second derivative": """
        x.requires_grad_()
        y = (x ** 3).sum()
        first, = torch.autograd.grad(y, x, create_graph=True)
        second, = torch.autograd.grad(first.sum(), x)
        check(first=first, second=second, requires=first.requires_grad)
    """,
    "backward through a gradient, as a gradient penalty does": """
        x.requires_grad_()
        w = torch.tensor([0.5, -1.0, 2.0], requires_grad=True)
        y = torch.tanh(x * w).sum()
        g, = torch.autograd.grad(y, x, create_graph=True)
        penalty = ((g * g).sum() - 1) ** 2
        penalty.backward()
        check(w=w.grad, penalty=penalty)
    """,
    "third derivative": """
        x.requires_grad_()
        y = (x ** 4).sum()
        a, = torch.autograd.grad(y, x, create_graph=True)
        b, = torch.autograd.grad(a.sum(), x, create_graph=True)
        c, = torch.autograd.grad(b.sum(), x)
        check(a=a, b=b, c=c)
    """,
    "second derivatives of exp, sigmoid, log and division": """
        x = x.abs() + 0.5
        x = x.detach().requires_grad_()
        y = (x.exp() + torch.sigmoid(x) + x.log() + x.reciprocal() + x.sqrt()).sum()
        a, = torch.autograd.grad(y, x, create_graph=True)
        b, = torch.autograd.grad(a.sum(), x)
        check(a=a, b=b)
    """,
    "autograd.backward of two outputs": """
        x.requires_grad_()
        a = x * 2
        b = x * x
        torch.autograd.backward([a, b], [torch.ones(3), torch.tensor([1.0, 2.0, 3.0])])
        check(grad=x.grad)
    """,
    "one tensor in many places": """
        x.requires_grad_()
        y = x * x + x
        z = (y * y + x * y).sum()
        z.backward()
        check(grad=x.grad)
    """,
    "a diamond of operations": """
        x.requires_grad_()
        shared = x.exp()
        left = shared * 2
        right = shared.log()
        (left + right * left).sum().backward()
        check(grad=x.grad)
    """,
    "backward stops at what needs no gradient": """
        x.requires_grad_()
        constant = torch.tensor([1.0, 2.0, 3.0])
        y = (x * constant).sum()
        y.backward()
        check(grad=x.grad, constant=constant.grad)
    """,
    "broadcast tensors get their gradients summed": """
        x.requires_grad_()
        b = torch.tensor([[0.5], [1.5]], requires_grad=True)
        y = x * b
        (y * torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])).sum().backward()
        check(x=x.grad, b=b.grad)
    """,
    "change in place of a result": """
        x.requires_grad_()
        y = x * 2
        y.mul_(3)
        y += 1
        y.sum().backward()
        check(y=y, grad=x.grad, nodes=graph(y))
    """,
    "change in place through a view reaches the history of the base": """
        x.requires_grad_()
        y = x.clone()
        view = y[0:2]
        view.mul_(10)
        y.sum().backward()
        check(y=y, grad=x.grad)
    """,
    "change of the base reaches the history of a view": """
        x.requires_grad_()
        y = x.clone()
        view = y[0:2]
        y.mul_(4)
        view.sum().backward()
        check(view=view, grad=x.grad)
    """,
    "zero_ and fill_ cut the gradient": """
        x.requires_grad_()
        y = x * 2
        y[1] = 5.0
        y.sum().backward()
        check(grad=x.grad)
    """,
    "relu_ in the middle of a graph": """
        x.requires_grad_()
        y = x * 2
        y.relu_()
        (y * y).sum().backward()
        check(y=y, grad=x.grad)
    """,
    "copy_ brings the gradient to its source": """
        x.requires_grad_()
        y = torch.zeros(3)
        y.copy_(x)
        (y * 3).sum().backward()
        check(grad=x.grad, requires=y.requires_grad, leaf=y.is_leaf)
    """,
    "a leaf changed under no_grad before its use": """
        x.requires_grad_()
        with torch.no_grad():
            x.mul_(2)
        (x * x).sum().backward()
        check(x=x, grad=x.grad)
    """,
    "requires_grad_ of a result that had no history": """
        y = x * 2
        y.requires_grad_()
        (y * y).sum().backward()
        check(y=y.grad, x=x.grad, leaf=y.is_leaf)
    """,
    "requires_grad can be taken away from a leaf": """
        x.requires_grad_()
        x.requires_grad_(False)
        check(requires=x.requires_grad, result=(x * 2).requires_grad)
    """,
    "integers and booleans take no part": """
        x.requires_grad_()
        mask = x > 0
        y = torch.where(mask, x * 2, x * 3)
        y.sum().backward()
        check(mask=mask.requires_grad, grad=x.grad, arg=x.argmax().requires_grad)
    """,
    "clone and to keep the history": """
        x.requires_grad_()
        y = x.clone().to(torch.float32).contiguous()
        y.sum().backward()
        check(grad=x.grad)
    """,
    "a gradient that arrives as a view": """
        x.requires_grad_()
        y = x.expand(4, 3)
        y.backward(torch.arange(12, dtype=torch.float32).view(3, 4).t())
        check(grad=x.grad)
    """,
    "max with indices sends its gradient to one element": """
        x.requires_grad_()
        values, indices = torch.max(x.view(1, 3), 1)
        values.sum().backward()
        check(values=values, indices=indices, grad=x.grad, requires=indices.requires_grad)
    """,
    "unused outputs of split get zeros": """
        x.requires_grad_()
        first, second = x.split([1, 2])
        second.sum().backward()
        check(grad=x.grad)
    """,
    "gradient of a scalar parameter in a line fit": """
        a = torch.tensor(0.5, requires_grad=True)
        b = torch.tensor(-0.5, requires_grad=True)
        target = torch.tensor([1.0, 2.0, 3.0])
        for step in range(4):
            loss = ((a * x + b - target) ** 2).mean()
            loss.backward()
            with torch.no_grad():
                a -= 0.1 * a.grad
                b -= 0.1 * b.grad
            a.grad.zero_()
            b.grad.zero_()
        check(a=a, b=b, loss=loss)
    """,
    "backward of some inputs alone": """
        x.requires_grad_()
        w = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
        y = x * w
        (y * y).sum().backward(inputs=[w], retain_graph=True)
        check(x=x.grad, w=w.grad)
        (y * y).sum().backward(inputs=[y])
        check(y=y.grad, still=x.grad)
    """,
    "a hook after accumulation": """
        x.requires_grad_()
        seen = []
        handle = x.register_post_accumulate_grad_hook(lambda leaf: seen.append(leaf.grad.sum()))
        (x * 2).sum().backward()
        (x * 3).sum().backward()
        handle.remove()
        x.sum().backward()
        check(seen=seen, grad=x.grad)
    """,
    "detach_ and set_grad_enabled": """
        x.requires_grad_()
        y = x * 2
        y.detach_()
        torch.set_grad_enabled(False)
        z = x * 2
        torch.set_grad_enabled(True)
        check(requires=y.requires_grad, leaf=y.is_leaf, z=z.requires_grad, again=(x * 2).requires_grad)
    """,
    "what nan in a part leaves of the gradient": """
        x.requires_grad_()
        y = x * 1
        y[0] = float('nan')
        (y * y).sum().backward()
        check(grad=x.grad)
    """,
}

# Expressions whose nodes are walked; x is [3], m is [2, 3], image is [1, 1, 4, 4], kernel [1, 1, 3, 3].
GRAPHS = {
    "arithmetic": "(x * 2 + x / 3 - x) ** 2",
    "unary functions": "x.exp().log().sqrt().tanh().sigmoid().relu().neg().abs()",
    "reductions": "m.sum(1).mean() + m.var() + m.max() + m.norm() + m.amax(0).sum()",
    "product of matrices": "m.matmul(m.t()) + m.mm(m.transpose(0, 1))",
    "shapes": "m.view(3, 2).reshape(6).unsqueeze(0).squeeze(0).view(2, 3).permute(1, 0).flatten()",
    "joins and splits": "torch.cat([m, torch.stack([x, x])], 0).chunk(2)[1]",
    "indexing": "m[0] + m[:, 1:][0, 1] + m[torch.tensor([1])][0]",
    "softmax and losses": "F.cross_entropy(m, torch.tensor([0, 2])) + F.mse_loss(x, x.detach()) + x.softmax(0).sum()",
    "a convolutional layer": "F.relu(F.conv2d(image, kernel)).flatten(1)",
    "pooling": "F.max_pool2d(image, 2) + F.avg_pool2d(image, 2)",
    "a linear layer": "F.linear(m, m, torch.ones(2, requires_grad=True))",
    "choices": "torch.where(m > 0, m, m * 2).clamp(-1, 1).masked_fill(m > 1, 0.5)",
    "copies": "x.clone() + x.expand(2, 3) + x.detach()",
    "activations": "F.gelu(x) + F.leaky_relu(x) + F.log_softmax(x, 0) + F.elu(x)",
    "products of batches": "torch.matmul(m.expand(2, 2, 3), m.t()) + m.matmul(m.t()) + x @ m.t() + torch.matmul(m.expand(2, 2, 3), m.t().expand(2, 3, 2))",
    "sums with a factor": "torch.add(x, x, alpha=2) + torch.sub(x, m, alpha=3) + torch.rsub(x, m) + torch.rsub(x, 1)",
    "reshaped views": "m.t().reshape(3, 1, 2) + m[:, :2].reshape(2, 1, 2).sum() + m.roll(1).sum() + m.median(1).values.sum()",
    "pow and maximum": "x.pow(x) + torch.maximum(x, x * 2) + x.cumsum(0)",
}


def cases():
    return [*(program(name, source, x=randn(3)) for name, source in PROGRAMS.items()), *graphs()]


def graphs():
    return [
        program(
            f"nodes of {name}",
            f"""
            x.requires_grad_()
            m.requires_grad_()
            image.requires_grad_()
            kernel.requires_grad_()
            y = {source}
            check(nodes=graph(y), edges=edges(y))
            """,
            x=torch.tensor([0.5, 1.5, 2.5]),
            m=randn(2, 3),
            image=randn(1, 1, 4, 4),
            kernel=randn(1, 1, 2, 2),
        )
        for name, source in GRAPHS.items()
    ]
