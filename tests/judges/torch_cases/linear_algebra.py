"""Products of vectors, matrices and batches of them."""

from call_case import REDUCTION, Through, call as call_once, ints, randn, transposed


def call(*arguments, **keywords):
    return call_once(*arguments, tolerance=REDUCTION, **keywords)


def cases():
    return [
        call("matmul", randn(2, 3), randn(3, 4)),
        call("matmul", randn(3), randn(3)),
        call("matmul", randn(2, 3), randn(3)),
        call("matmul", randn(3), randn(3, 2)),
        call("matmul", randn(2, 2, 3), randn(3, 2)),
        call("matmul", randn(2, 2, 3), randn(2, 3, 2)),
        call("matmul", randn(2, 1, 2, 3), randn(3, 3, 2)),
        call("matmul", randn(2, 2, 3), randn(3)),
        call("matmul", randn(3), randn(2, 3, 2)),
        call("Tensor.matmul", transposed(randn(3, 2)), randn(2, 4)),
        call("matmul", randn(2, 3), transposed(randn(3, 4))),
        call("matmul", Through("Tensor.transpose", randn(2, 3, 2), 1, 2), randn(2, 3, 2)),
        call("matmul", randn(0, 3), randn(3, 2)),
        call("matmul", randn(2, 0), randn(0, 2)),
        call("matmul", ints(9, 2, 3), ints(9, 3, 2)),
        call("mm", randn(2, 3), randn(3, 2)),
        call("mm", transposed(randn(2, 3)), transposed(randn(3, 2))),
        call("bmm", randn(2, 2, 3), randn(2, 3, 1)),
        call("mv", randn(2, 3), randn(3)),
        call("dot", randn(4), randn(4)),
        call("outer", randn(3), randn(2)),
        call("addmm", randn(3), randn(2, 4), randn(4, 3)),
        call("addmm", randn(2, 3), randn(2, 4), randn(4, 3), beta=0.5, alpha=2),
        call("baddbmm", randn(2, 2, 2), randn(2, 2, 3), randn(2, 3, 2)),
        call("einsum", "ij,jk->ik", randn(2, 3), randn(3, 2)),
        call("einsum", "bi,bi->b", randn(2, 3), randn(2, 3)),
        call("einsum", "ii", randn(3, 3)),
        call("einsum", "bhqd,bhkd->bhqk", randn(1, 2, 2, 3), randn(1, 2, 3, 3)),
        call("trace", randn(3, 3)),
        call("cdist", randn(3, 2), randn(2, 2)),
        call("nn.functional.linear", randn(2, 3), randn(4, 3), randn(4)),
        call("nn.functional.linear", randn(2, 2, 3), randn(2, 3)),
        call("nn.functional.linear", randn(3), randn(2, 3), randn(2), note="of a vector"),
        call("nn.functional.cosine_similarity", randn(3, 4), randn(3, 4)),
        call("nn.functional.normalize", randn(3, 4)),
    ]
