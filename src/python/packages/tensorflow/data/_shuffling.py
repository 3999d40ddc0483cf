"""Which element of a data set comes next, as TensorFlow draws it."""

from tensorflow.random import next_seeds, stream_of, words_of


def streams(seed, reshuffles):
    """A function that gives the random numbers of the next pass, as TensorFlow draws them."""
    seeds = next_seeds(seed)
    if seeds[0] is not None and not reshuffles:
        return lambda: stream_of(*seeds)
    words = words_of(stream_of(*seeds))
    if reshuffles:
        return lambda: stream_of(next(words), next(words))
    own = next(words), next(words)
    return lambda: stream_of(*own)


def taken_out(buffer, start, end, word, size):
    """An element out of a full buffer, whose place the first one takes."""
    place = (start + word % (end - start)) % size
    element = buffer[place]
    buffer[place] = buffer[start % size]
    return element
