"""Arguments by name: every one of PyTorch's functions takes those that it usually gets by position by their names, too."""

from call_case import ints, positive, randn
from program_case import program

PROGRAMS = {
    "of views": """
        check(a=x.transpose(dim0=0, dim1=1), b=x.unsqueeze(dim=-2), c=x.permute(dims=(1, 0)), d=x.view(size=(3, 2)))
        check(e=x.select(dim=1, index=0), f=x.narrow(dim=1, start=1, length=2), g=x.expand(size=(2, 2, 3)))
        check(h=x.movedim(source=0, destination=1), i=x.swapaxes(axis0=0, axis1=1), j=torch.reshape(x, shape=(6,)))
        check(k=x.unflatten(dim=1, sizes=(3, 1)), l=x.unfold(dimension=1, size=2, step=1), m=x.flatten(start_dim=0))
    """,
    "of splits and repetitions": """
        check(a=x.split(split_size=2, dim=1), b=x.chunk(chunks=2, dim=0), c=torch.flip(x, dims=(1,)))
        check(d=torch.roll(x, shifts=-1, dims=1), e=x.repeat_interleave(repeats=2, dim=1), f=torch.tile(x, dims=(2, 1)))
    """,
    "of indices": """
        check(a=torch.gather(x, dim=1, index=i), b=torch.index_select(x, dim=1, index=i[0]), c=x.take(index=i))
        check(d=torch.scatter(x, dim=1, index=i, src=y), e=torch.scatter(x, 1, i, value=2), f=x.scatter_add(1, i, src=y))
        check(g=x.masked_fill(mask=y > 0, value=-1.5), h=torch.take_along_dim(x, indices=i, dim=1))
        check(j=x.index_add(dim=0, index=i[0, :1], source=y[:1], alpha=2), k=x.index_fill(dim=0, index=i[0, :1], value=3))
        check(l=x.scatter(1, i, y, reduce='add'))
    """,
    "of operators": """
        check(a=torch.add(x, other=y, alpha=2), b=x.sub(other=y), c=x.mul(other=2), d=torch.div(x, other=y, rounding_mode='floor'))
        check(e=torch.pow(p, exponent=2), f=torch.maximum(x, other=y), g=x.remainder(other=0.5), h=x.atan2(other=y))
        check(j=x.lerp(end=y, weight=0.25), k=torch.matmul(x, other=y.t()), l=torch.mm(x, mat2=y.t()), m=x.dist(other=y, p=1))
        check(n=torch.gt(x, other=y), o=torch.where(x > 0, x, other=y), q=x.where(condition=x > 0, other=y))
    """,
    "of new tensors": """
        check(a=torch.zeros(size=(2, 1)), b=torch.full([2], fill_value=3.5), c=torch.linspace(0, 1, steps=3))
        check(d=torch.linspace(start=0, end=2, steps=2), e=torch.full_like(x, fill_value=0.5), f=torch.eye(2, m=3))
        torch.manual_seed(3)
        check(g=torch.normal(mean=1.0, std=2.0, size=(3,)), h=torch.multinomial(p, num_samples=2), k=torch.randint(high=5, size=(3,)))
    """,
    "by NumPy's names": """
        check(a=x.sum(axis=1), b=x.mean(axis=0, keepdims=True), c=torch.cat([x, y], axis=1), d=x.max(axis=1).values, e=x.softmax(axis=0))
    """,
}


def cases():
    return [
        program(f"arguments {name}", source, x=randn(2, 3), y=randn(2, 3), p=positive(2, 3), i=ints(2, 2, 3))
        for name, source in PROGRAMS.items()
    ]
