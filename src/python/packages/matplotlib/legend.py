"""The legend of a plot."""


class Legend:
    """Names of series. The page draws it above the plot, where it hides no data, wherever `loc` puts it."""

    def __init__(self, entries, title):
        self.entries, self._title = entries, title

    def get_texts(self):
        return [label for label, _ in self.entries]

    def set_title(self, title):
        self._title = title

    def specification(self):
        return {"title": self._title or "", "entries": [_entry(label, handle) for label, handle in self.entries]}


def legend_of(axes, args, keywords):
    """The legend that arguments of `legend` ask for: labels, handles and labels, or neither."""
    handles, labels = keywords.get("handles"), keywords.get("labels")
    if len(args) == 2:
        handles, labels = args
    elif len(args) == 1:
        [labels] = args
    if handles is None and labels is None:
        handles, labels = axes.get_legend_handles_labels()
    elif handles is None:
        handles = [artist for artist in axes.artists if not artist.get_label().startswith("_")]
    elif labels is None:
        labels = [handle.get_label() for handle in handles]
    singles = [handle[0] if isinstance(handle, (list, tuple)) else handle for handle in handles]
    return Legend(list(zip([str(label) for label in labels], singles)), keywords.get("title"))


def _entry(label, handle):
    axes = handle.axes
    return {"label": label, "axes": axes.figure.axes.index(axes), "series": axes.artists.index(handle)}
