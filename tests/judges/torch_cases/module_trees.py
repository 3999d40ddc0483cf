"""Modules of modules: names, modes, states, hooks and gradients of networks, and helpers over parameters."""

import torch
from call_case import REDUCTION, randn
from program_case import program


def cases():
    return [*containers(), *behaviour(), *hooks(), *networks(), *members()]


def containers():
    return [
        program(
            "nn.Sequential: names, weights from a seed, gradients and print",
            """
            torch.manual_seed(42)
            block = [nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.ReLU(), nn.MaxPool2d(2)]
            model = nn.Sequential(*block, nn.Flatten(), nn.Linear(8, 3))
            check(names=[name for name, p in model.named_parameters()], keys=[name for name in model.state_dict()])
            check(initial=[p for p in model.parameters()], repr=repr(model), length=len(model))
            loss = F.cross_entropy(model(x), torch.tensor([0, 2]))
            loss.backward()
            check(loss=loss, gradients=[p.grad for p in model.parameters()], state=model.state_dict())
            model.eval()
            check(evaluated=model(x), training=[m.training for m in model.modules()])
            """,
            tolerance=REDUCTION,
            x=randn(2, 1, 6, 6),
        ),
        program(
            "nn.Sequential of sequentials prints as a tree",
            """
            last = nn.Sequential(nn.Sequential(nn.Linear(3, 1)))
            model = nn.Sequential(nn.Sequential(nn.Linear(2, 3), nn.Tanh()), nn.Sequential(), last)
            check(repr=repr(model), names=[name for name, p in model.named_parameters()])
            check(modules=[name for name, m in model.named_modules()])
            check(children=[name for name, m in model.named_children()])
            check(counts=[p.numel() for p in model.parameters()], y=model(x).shape)
            """,
            x=randn(2, 2),
        ),
        program(
            "nn.ModuleList registers its modules",
            """
            torch.manual_seed(0)
            layers = nn.ModuleList([nn.Linear(2, 2), nn.Linear(2, 2)])
            layers.append(nn.Linear(2, 1))
            for layer in layers:
                x = layer(x)
            check(y=x, length=len(layers), names=[name for name, p in layers.named_parameters()], repr=repr(layers))
            """,
            x=randn(2, 2),
        ),
        program(
            "nn.ModuleList of different and of equal modules prints ranges",
            """
            a = nn.ModuleList([nn.ReLU(), nn.ReLU(), nn.Linear(1, 2), nn.ReLU()])
            b = nn.ModuleList([nn.Linear(2, 2), nn.Linear(2, 2), nn.Linear(2, 2)])
            check(a=repr(a), b=repr(b), empty=repr(nn.ModuleList()))
            """,
        ),
    ]


def behaviour():
    return [
        program(
            "train and eval reach all modules",
            """
            model = nn.Sequential(nn.Linear(2, 2), nn.Sequential(nn.Dropout(), nn.BatchNorm1d(2)))
            first = [m.training for m in model.modules()]
            model.eval()
            second = [m.training for m in model.modules()]
            model.train()
            third = [m.training for m in model.modules()]
            model.train(False)
            check(first=first, second=second, third=third, fourth=model.training)
            """,
        ),
        program(
            "zero_grad clears the gradients",
            """
            torch.manual_seed(0)
            model = nn.Linear(2, 1)
            model(x).sum().backward()
            before = [p.grad for p in model.parameters()]
            model.zero_grad()
            check(before=before, after=[p.grad for p in model.parameters()])
            """,
            x=randn(3, 2),
        ),
        program(
            "state_dict and load_state_dict",
            """
            torch.manual_seed(1)
            source = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2))
            torch.manual_seed(2)
            target = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2))
            source(x)
            before = target(x)
            target.load_state_dict(source.state_dict())
            check(before=before, state=target.state_dict(), y=target.eval()(x), expected=source.eval()(x))
            """,
            tolerance=REDUCTION,
            x=randn(4, 2),
        ),
        program(
            "load_state_dict that is not strict tells what lacks and what is unknown",
            """
            module = nn.Linear(2, 1)
            result = module.load_state_dict({'weight': torch.ones(1, 2), 'extra': torch.ones(1)}, strict=False)
            check(missing=result.missing_keys, unexpected=result.unexpected_keys, weight=module.weight)
            """,
        ),
        program(
            "load_state_dict copies: the source can change",
            """
            weight = torch.tensor([[1.5, 2.5]])
            module = nn.Linear(2, 1, bias=False)
            module.load_state_dict({'weight': weight})
            weight.fill_(0)
            check(weight=module.weight, leaf=module.weight.is_leaf, requires=module.weight.requires_grad)
            """,
        ),
        program(
            "parameters can be frozen",
            """
            torch.manual_seed(0)
            model = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1))
            for p in model[0].parameters():
                p.requires_grad = False
            model(x).sum().backward()
            check(grads=[p.grad for p in model.parameters()], flags=[p.requires_grad for p in model.parameters()])
            model.requires_grad_(True)
            check(thawed=[p.requires_grad for p in model.parameters()])
            """,
            x=randn(3, 2),
        ),
        program(
            "apply reaches the modules from the inside out",
            """
            model = nn.Sequential(nn.Linear(1, 1), nn.Sequential(nn.ReLU(), nn.Linear(1, 1)))
            seen = []
            model.apply(lambda m: seen.append(repr(m)))
            check(seen=seen)
            """,
        ),
        program(
            "one module twice has its parameters once",
            """
            layer = nn.Linear(2, 2)
            model = nn.Sequential(layer, nn.ReLU(), layer)
            check(names=[name for name, p in model.named_parameters()])
            check(count=len([p for p in model.parameters()]), keys=[name for name in model.state_dict()])
            check(modules=len([m for m in model.modules()]), children=len([m for m in model.children()]))
            """,
        ),
        program(
            "buffers by name",
            """
            model = nn.Sequential(nn.Linear(1, 2), nn.BatchNorm1d(2))
            check(names=[name for name, b in model.named_buffers()], buffers=[b for b in model.buffers()])
            """,
        ),
        program(
            "to a type that is the same keeps the parameters",
            """
            module = nn.Linear(2, 1)
            weight = module.weight
            same = module.to(torch.float32)
            check(same=same is module, weight=module.weight is weight)
            """,
        ),
        program(
            "nn.Parameter",
            """
            p = nn.Parameter(torch.tensor([1.5, 2.5]))
            q = nn.Parameter(torch.ones(1), requires_grad=False)
            check(p=p, leaf=p.is_leaf, requires=p.requires_grad, frozen=q.requires_grad, result=(p * 2).requires_grad)
            """,
        ),
        program(
            "dropout in training from a seed",
            """
            torch.manual_seed(42)
            module = nn.Dropout(0.4)
            x.requires_grad_()
            y = module(x)
            y.sum().backward()
            check(y=y, grad=x.grad)
            """,
            x=torch.ones(4, 6),
        ),
        program(
            "clip_grad_norm_ scales the gradients together",
            """
            a = nn.Parameter(torch.ones(2))
            b = nn.Parameter(torch.ones(1))
            ((a * torch.tensor([3.0, 4.0])).sum() + b.sum() * 12).backward()
            total = nn.utils.clip_grad_norm_([a, b], 6.5)
            check(total=total, a=a.grad, b=b.grad)
            small = nn.utils.clip_grad_norm_([a, b], 100.0)
            check(small=small, kept=a.grad)
            largest = nn.utils.clip_grad_norm_([a, b], 1.0, norm_type=float('inf'))
            check(largest=largest, scaled=b.grad)
            """,
        ),
        program(
            "clip_grad_value_",
            """
            a = nn.Parameter(torch.ones(3))
            (a * torch.tensor([3.0, -4.0, 0.5])).sum().backward()
            nn.utils.clip_grad_value_([a], 1.0)
            check(a=a.grad)
            """,
        ),
        program(
            "parameters_to_vector and back",
            """
            module = nn.Linear(2, 1)
            nn.utils.vector_to_parameters(torch.tensor([1.5, 2.5, 3.5]), module.parameters())
            check(vector=nn.utils.parameters_to_vector(module.parameters()), weight=module.weight, bias=module.bias)
            """,
        ),
    ]


def hooks():
    return [
        program(
            "module forward hooks see the call and change the output",
            """
            torch.manual_seed(0)
            module = nn.Linear(2, 1)
            seen = []
            def watch(m, inputs, output):
                seen.append([m is module, inputs[0].clone(), output.clone()])
            watcher = module.register_forward_hook(watch)
            plain = module(x)
            watcher.remove()
            changer = module.register_forward_hook(lambda m, inputs, output: output * 10)
            changed = module(x)
            changer.remove()
            check(seen=seen, plain=plain, changed=changed, after=module(x))
            """,
            x=randn(2, 2),
        ),
        program(
            "module forward pre-hooks change the input",
            """
            torch.manual_seed(0)
            model = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1))
            plain = model(x)
            model[1].register_forward_pre_hook(lambda m, inputs: (inputs[0] * 0,))
            check(plain=plain, changed=model(x), bias=model[1].bias)
            """,
            x=randn(2, 2),
        ),
        program(
            "forward hooks in a Sequential collect activations",
            """
            torch.manual_seed(0)
            model = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1))
            shapes = []
            for layer in model.children():
                layer.register_forward_hook(lambda m, inputs, output: shapes.append(list(output.shape)))
            model(x)
            check(shapes=shapes)
            """,
            x=randn(4, 2),
        ),
    ]


def networks():
    return [
        program(
            "gradients of a module add up over batches",
            """
            torch.manual_seed(42)
            model = nn.Linear(3, 2)
            F.cross_entropy(model(a), torch.tensor([0, 1, 1, 0])).backward()
            check(first=[p.grad for p in model.parameters()])
            F.cross_entropy(model(b), torch.tensor([1, 1])).backward()
            check(second=[p.grad for p in model.parameters()])
            """,
            tolerance=REDUCTION,
            a=randn(4, 3),
            b=randn(2, 3),
        ),
        program(
            "a residual block with shared statistics",
            """
            torch.manual_seed(3)
            conv = nn.Conv2d(2, 2, 3, padding=1, bias=False)
            norm = nn.BatchNorm2d(2)
            for step in range(2):
                y = F.relu(x + norm(conv(x)))
            y.mean().backward()
            check(y=y, conv=conv.weight.grad, norm=norm.weight.grad, mean=norm.running_mean)
            check(var=norm.running_var, count=norm.num_batches_tracked)
            """,
            tolerance=REDUCTION,
            x=randn(2, 2, 3, 3),
        ),
    ]


REFUSED = {
    "register_buffer('x', 3)": "object to buffer 'x' (torch Tensor or None required)",
    "register_parameter('x', torch.zeros(1))": "object to parameter 'x' (torch.nn.Parameter or None required)",
    "add_module('x', 3)": "is not a Module subclass",
    "train('x')": "training mode is expected to be boolean",
    "load_state_dict([1])": "Expected state_dict to be dict-like",
}


def members():
    """What is registered, by name and in its order; and what hooks may keep."""
    return [
        program(
            "modules that are added by name come last",
            """
            model = nn.Sequential(nn.Linear(1, 1), nn.ReLU())
            model.add_module('last', nn.Tanh())
            model.register_buffer('x', torch.ones(2))
            model.register_buffer('y', torch.ones(2), persistent=False)
            model.register_parameter('w', nn.Parameter(torch.zeros(1)))
            check(repr=repr(model), keys=[name for name in model.state_dict()], length=len(model))
            check(buffers=[name for name, b in model.named_buffers()])
            check(loaded=repr(model.load_state_dict(model.state_dict())))
            """,
        ),
        program(
            "load_state_dict does not miss the number of batches",
            """
            norm = nn.BatchNorm1d(2, affine=False)
            check(loaded=repr(norm.load_state_dict({'running_mean': torch.ones(2), 'running_var': torch.ones(2)})))
            check(y=norm.eval()(x))
            """,
            x=randn(2, 2),
        ),
        program(
            "hooks keep what they see of gradients",
            """
            torch.manual_seed(0)
            model = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1))
            x.requires_grad_()
            seen = []
            model[1].register_full_backward_pre_hook(lambda m, output: seen.append(output[0] * 2))
            model[1].register_full_backward_hook(lambda m, input, output: seen.append([input[0].clone(), output[0]]))
            x.register_hook(lambda gradient: seen.append(gradient + 1))
            model(x).sum().backward()
            check(seen=seen, grad=x.grad)
            """,
            tolerance=REDUCTION,
            x=randn(2, 2),
        ),
        program(
            "a hook that is registered with prepend runs first",
            """
            model = nn.ReLU()
            seen = []
            model.register_forward_hook(lambda m, inputs, output: seen.append('later'))
            model.register_forward_hook(lambda m, inputs, output: seen.append('first'), prepend=True)
            model(torch.zeros(1))
            check(seen=seen)
            """,
        ),
        *[
            program(f"error of model.{code}", f"nn.Sequential(nn.ReLU()).{code}", error=[part])
            for code, part in REFUSED.items()
        ],
    ]
