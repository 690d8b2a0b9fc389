"""Why `--fix` or `--undo` left everything as it was."""


class NotFixedError(Exception):
    """Nothing was changed; the text is one sentence that says why and what to do."""
