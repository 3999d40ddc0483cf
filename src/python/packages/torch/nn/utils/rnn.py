"""torch.nn.utils.rnn: sequences of different lengths in one tensor."""


def pad_sequence(sequences, batch_first=False, padding_value=0.0, padding_side="right"):
    longest = max(len(each) for each in sequences)
    first = sequences[0]
    padded = first.new_full((len(sequences), longest, *first.shape[1:]), padding_value)
    for row, each in enumerate(sequences):
        if padding_side == "left":
            padded[row, longest - len(each) :] = each
        else:
            padded[row, : len(each)] = each
    return padded if batch_first else padded.transpose(0, 1)


def unpad_sequence(padded_sequences, lengths, batch_first=False):
    rows = padded_sequences if batch_first else padded_sequences.transpose(0, 1)
    return [row[: int(length)] for row, length in zip(rows, lengths)]
