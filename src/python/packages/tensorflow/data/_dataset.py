"""tf.data.Dataset."""

import copy

from _duet.bridge import call
from _duet.nest import leaves

from tensorflow._dtypes import as_dtype, int64
from tensorflow._function import TensorSpec
from tensorflow._ops import gather
from tensorflow._tensor import constant, host
from tensorflow.data._elements import (
    as_spec, call_on, map_parts, map_structure, padded, result_of, spec_of, spec_of_call, stacked
)
from tensorflow.data._shuffling import streams, taken_out
from tensorflow.random import words_of

AUTOTUNE = -1
UNKNOWN_CARDINALITY = -2
INFINITE_CARDINALITY = -1


class Dataset:
    """Elements, one after the other; each pass begins anew."""

    def __init__(self, iterate, count=UNKNOWN_CARDINALITY, spec=None, kind="Dataset"):
        """
        :param iterate: gives an iterator of the elements
        :param count: of them
        :param spec: gives what the elements are like
        :param kind: what TensorFlow calls such a data set
        """
        self._iterate = iterate
        self._count = count
        self._spec = spec or (lambda: map_structure(next(iter(self)), spec_of))
        self._kind = kind

    @staticmethod
    def from_tensor_slices(tensors, name=None):
        return Slices(map_structure(tensors, constant))

    @staticmethod
    def from_tensors(tensors, name=None):
        element = map_structure(tensors, constant)
        return Dataset(lambda: iter([element]), 1, lambda: map_structure(element, spec_of), "_TensorDataset")

    @staticmethod
    def range(*bounds, output_type=int64, **_):
        numbers = range(*bounds)
        kind = as_dtype(output_type)
        return Dataset(
            lambda: (constant(each, kind) for each in numbers), len(numbers), lambda: TensorSpec((), kind), "_RangeDataset"
        )

    @staticmethod
    def from_generator(generator, output_types=None, output_shapes=None, args=None, output_signature=None, name=None):
        spec = output_signature
        if spec is None and isinstance(output_types, tuple):
            shapes = output_shapes or [None] * len(output_types)
            spec = tuple(TensorSpec(shape, kind) for kind, shape in zip(output_types, shapes))
        elif spec is None and output_types is not None:
            spec = TensorSpec(output_shapes, output_types)

        def elements():
            for each in generator(*(args or ())):
                yield map_structure(each, constant) if spec is None else as_spec(each, spec)

        return Dataset(elements, spec=None if spec is None else lambda: spec, kind="_FlatMapDataset")

    @staticmethod
    def zip(*datasets, **_):
        parts = datasets[0] if len(datasets) == 1 and not isinstance(datasets[0], Dataset) else datasets
        flat = list(leaves(tuple(parts) if isinstance(parts, list) else parts))
        counts = [each._count for each in flat if each._count != INFINITE_CARDINALITY]
        count = min(counts, default=INFINITE_CARDINALITY)

        def zipped():
            for elements in zip(*flat):
                following = iter(elements)
                yield map_structure(parts, lambda _: next(following))

        return Dataset(zipped, count, lambda: map_structure(parts, lambda each: each.element_spec), "_ZipDataset")

    @property
    def element_spec(self):
        return self._spec()

    def __iter__(self):
        return iter(self._iterate())

    def __len__(self):
        if self._count == INFINITE_CARDINALITY:
            raise TypeError("The dataset is infinite.")
        if self._count == UNKNOWN_CARDINALITY:
            raise TypeError("The dataset length is unknown.")
        return self._count

    def __bool__(self):
        return True

    def __repr__(self):
        return f"<{self._kind} element_spec={self.element_spec}>"

    def cardinality(self, name=None):
        return constant(self._count, int64)

    def as_numpy_iterator(self):
        return (map_structure(each, lambda part: part.numpy()) for each in self)

    def get_single_element(self, name=None):
        return next(iter(self))

    def map(self, map_func, num_parallel_calls=None, deterministic=None, **_):
        def mapped():
            for element in self:
                yield result_of(map_func, element)

        kind = "_MapDataset" if num_parallel_calls is None else "_ParallelMapDataset"
        return Dataset(mapped, self._count, lambda: spec_of_call(map_func, self.element_spec), kind)

    def filter(self, predicate, name=None):
        def filtered():
            for element in self:
                if call_on(predicate, element):
                    yield element

        return Dataset(filtered, spec=self._spec, kind="_FilterDataset")

    def flat_map(self, map_func, name=None):
        def elements():
            for element in self:
                yield from call_on(map_func, element)

        return Dataset(elements, kind="_FlatMapDataset")

    def interleave(self, map_func, cycle_length=None, block_length=1, num_parallel_calls=None, **_):
        def elements():
            waiting = iter(self)
            running = []
            is_done = False
            while True:
                while not is_done and len(running) < (cycle_length or 1):
                    element = next(waiting, _END)
                    if element is _END:
                        is_done = True
                    else:
                        running.append(iter(call_on(map_func, element)))
                if not running:
                    return
                for each in list(running):
                    for _ in range(block_length):
                        following = next(each, _END)
                        if following is _END:
                            running.remove(each)
                            break
                        yield following

        return Dataset(elements, kind="_InterleaveDataset")

    def shuffle(self, buffer_size, seed=None, reshuffle_each_iteration=True, name=None):
        next_stream = streams(seed, reshuffle_each_iteration)

        def shuffled():
            buffer = {}
            start = end = 0
            words = words_of(next_stream())
            for element in self:
                buffer[end % buffer_size] = element
                end += 1
                if end - start == buffer_size:
                    yield taken_out(buffer, start, end, next(words), buffer_size)
                    start += 1
            while start < end:
                yield taken_out(buffer, start, end, next(words), buffer_size)
                start += 1

        return Dataset(shuffled, self._count, self._spec, "_ShuffleDataset")

    def batch(self, batch_size, drop_remainder=False, num_parallel_calls=None, **_):
        return self._batched(batch_size, drop_remainder, stacked, None, "_BatchDataset")

    def padded_batch(self, batch_size, padded_shapes=None, padding_values=None, drop_remainder=False, name=None):
        def join(elements):
            return stacked(elements, lambda tensors: padded(tensors, padding_values))

        return self._batched(batch_size, drop_remainder, join, None, "_PaddedBatchDataset")

    def _batched(self, batch_size, drop_remainder, join, iterate, kind):
        size = int(batch_size)

        def batches():
            batch = []
            for element in self:
                batch.append(element)
                if len(batch) == size:
                    yield join(batch)
                    batch = []
            if batch and not drop_remainder:
                yield join(batch)

        first = size if drop_remainder else None
        return Dataset(
            iterate or batches,
            _batch_count(self._count, size, drop_remainder),
            lambda: map_structure(self.element_spec, lambda each: TensorSpec([first, *each.shape], each.dtype)),
            kind,
        )

    def unbatch(self, name=None):
        def elements():
            for batch in self:
                yield from Slices(batch)

        return Dataset(
            elements,
            spec=lambda: map_structure(self.element_spec, lambda each: TensorSpec(each.shape[1:], each.dtype)),
            kind="_UnbatchDataset",
        )

    def window(self, size, shift=None, stride=1, drop_remainder=False, name=None):
        def windows():
            elements = list(self)
            for start in range(0, len(elements), shift or size):
                part = elements[start : start + size * stride : stride]
                if len(part) == size or not drop_remainder:
                    yield map_parts(part, lambda values: Dataset(lambda: iter(values), len(values)))

        return Dataset(windows, kind="_WindowDataset")

    def repeat(self, count=None, name=None):
        def repeated():
            done = 0
            while count is None or count < 0 or done < count:
                yield from self
                done += 1

        is_endless = count is None or count < 0
        length = INFINITE_CARDINALITY if is_endless else self._count * count if self._count >= 0 else self._count
        return Dataset(repeated, length, self._spec, "_RepeatDataset")

    def take(self, count, name=None):
        if count < 0:
            return self

        def taken():
            for index, element in enumerate(self):
                if index == count:
                    return
                yield element
                if index + 1 == count:
                    return

        return Dataset(taken, _count_of_taken(self._count, count), self._spec, "_TakeDataset")

    def skip(self, count, name=None):
        def rest():
            for index, element in enumerate(self):
                if index >= count:
                    yield element

        length = max(0, self._count - count) if self._count >= 0 else self._count
        return Dataset(rest, length, self._spec, "_SkipDataset")

    def shard(self, num_shards, index, name=None):
        def part():
            for place, element in enumerate(self):
                if place % num_shards == index:
                    yield element

        length = -(-(self._count - index) // num_shards) if self._count >= 0 else self._count
        return Dataset(part, length, self._spec, "_ShardDataset")

    def enumerate(self, start=0, name=None):
        return Dataset(
            lambda: ((constant(index, int64), each) for index, each in enumerate(self, start)),
            self._count,
            lambda: (TensorSpec((), int64), self.element_spec),
            "_ZipDataset",
        )

    def concatenate(self, dataset, name=None):
        def both():
            yield from self
            yield from dataset

        is_known = min(self._count, dataset._count) >= 0
        count = self._count + dataset._count if is_known else UNKNOWN_CARDINALITY
        return Dataset(both, count, self._spec, "_ConcatenateDataset")

    def reduce(self, initial_state, reduce_func, name=None):
        state = map_structure(initial_state, constant)
        for element in self:
            state = reduce_func(state, element)
        return state

    def scan(self, initial_state, scan_func, name=None):
        def scanned():
            state = map_structure(initial_state, constant)
            for element in self:
                state, output = scan_func(state, element)
                yield output

        return Dataset(scanned, self._count, kind="_ScanDataset")

    def apply(self, transformation_func, name=None):
        return transformation_func(self)

    def prefetch(self, buffer_size=AUTOTUNE, name=None):
        return self._called("_PrefetchDataset")

    def cache(self, filename="", name=None):
        return self._called("CacheDataset")

    def with_options(self, options, name=None):
        return self._called("_OptionsDataset")

    def _called(self, kind):
        """The same elements under another name."""
        other = copy.copy(self)
        other._kind = kind
        return other


_END = object()


class Slices(Dataset):
    """Rows of tensors, in an order of its own for each pass: their batches are gathered at once."""

    def __init__(self, tensors, order=None, count=None, kind="_TensorSliceDataset"):
        self._tensors = tensors
        parts = list(leaves(tensors))
        if any(part.ndim == 0 for part in parts):
            raise ValueError("Unbatching a tensor is only supported for rank >= 1")
        self._rows = parts[0].shape[0]
        for part in parts:
            if part.shape[0] != self._rows:
                raise ValueError(f"Dimensions {self._rows} and {part.shape[0]} are not compatible")
        self._order = order or (lambda: range(self._rows))

        def spec():
            return map_structure(tensors, lambda part: TensorSpec(part.shape[1:], part.dtype))

        super().__init__(self._each, self._rows if count is None else count, spec, kind)

    def _each(self):
        for index in self._order():
            yield map_structure(self._tensors, lambda part: part[index])

    def shuffle(self, buffer_size, seed=None, reshuffle_each_iteration=True, name=None):
        if buffer_size < self._count:
            return super().shuffle(buffer_size, seed, reshuffle_each_iteration)

        next_stream = streams(seed, reshuffle_each_iteration)

        def order():
            rows = self._order()
            places = call(lambda: host.random.permutation(next_stream(), len(rows)))
            return [rows[place] for place in places._values().to_py().tolist()]

        return Slices(self._tensors, order, self._count, "_ShuffleDataset")

    def batch(self, batch_size, drop_remainder=False, num_parallel_calls=None, **_):
        size = int(batch_size)

        def batches():
            order = list(self._order())
            for start in range(0, len(order), size):
                rows = order[start : start + size]
                if len(rows) < size and drop_remainder:
                    return
                places = constant(rows)
                yield map_structure(self._tensors, lambda part: gather(part, places))

        return self._batched(size, drop_remainder, None, batches, "_BatchDataset")

    def take(self, count, name=None):
        if count < 0:
            return self
        return Slices(self._tensors, lambda: self._order()[:count], min(count, self._count), "_TakeDataset")

    def skip(self, count, name=None):
        return Slices(self._tensors, lambda: self._order()[count:], max(0, self._count - count), "_SkipDataset")


def _batch_count(count, batch_size, drop_remainder):
    if count < 0:
        return count
    return count // batch_size if drop_remainder else -(-count // batch_size)


def _count_of_taken(count, most):
    if count == INFINITE_CARDINALITY:
        return most
    return min(most, count) if count >= 0 else UNKNOWN_CARDINALITY
