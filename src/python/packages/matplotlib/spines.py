"""The lines around a plot, which the page draws in its own way."""


class Spine:
    """One of them. What is said of it is accepted, and without effect."""

    def _accept(self, *_, **__):
        pass

    set = set_visible = set_color = set_edgecolor = set_linewidth = set_position = set_alpha = _accept


class Spines(dict):
    """All four, by their places: one, a list of them, or all as `spines[:]`."""

    def __init__(self):
        super().__init__({place: Spine() for place in ("left", "right", "bottom", "top")})

    def __getitem__(self, key):
        return super().__getitem__(key) if isinstance(key, str) else Spine()

    def __getattr__(self, name):
        if name in self:
            return self[name]
        raise AttributeError(f"'Spines' object does not contain a '{name}' spine")
