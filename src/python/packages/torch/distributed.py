"""torch.distributed: several processes that train together. A page has one, so no group of them can be made."""

from torch.nn.parallel import group_missing


def is_available():
    return True


def is_initialized():
    return False


def is_torchelastic_launched():
    return False


def init_process_group(backend=None, **_):
    error = RuntimeError("torch.distributed.init_process_group needs several processes, and a page has one.")
    error.add_note("As a script the program runs with torchrun.")
    raise error


def destroy_process_group(group=None):
    raise AssertionError("Process group cannot be None")


def get_rank(group=None):
    raise group_missing()


def get_world_size(group=None):
    raise group_missing()


def barrier(group=None, **_):
    raise group_missing()


def all_reduce(tensor, op=None, group=None, async_op=False):
    raise group_missing()


def broadcast(tensor, src=None, group=None, **_):
    raise group_missing()


def all_gather(tensor_list, tensor, group=None, async_op=False):
    raise group_missing()
