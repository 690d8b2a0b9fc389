"""What a browser would send for a page: the values of one of its forms as they stand in the HTML."""

from html.parser import HTMLParser

TICKED = {"checkbox", "radio"}
NOT_SENT = {"submit", "button", "file", "image", "reset"}


class FilledForm(HTMLParser):
    """Reads the inputs, areas and chosen options of the form with this id."""

    def __init__(self, html: str, *, form_id: str) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self._form_id = form_id
        self._inside = False
        self._element: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "form":
            self._inside = given.get("id") == self._form_id
        elif self._inside and tag == "option":
            self._option(given)
        elif self._inside and "name" in given:
            self._element = given
            if tag == "textarea":
                self._put("")
            elif tag == "input":
                self._input(given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag in {"select", "textarea"}:
            self._element = {}

    def handle_data(self, data: str) -> None:
        name = self._element.get("name")
        if self._inside and name and "rows" in self._element:
            self.values[name][-1] += data.removeprefix("\n")

    def _input(self, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind in TICKED and "checked" in given:
            self._put(given.get("value", "on"))
        elif kind not in TICKED | NOT_SENT:
            self._put(given.get("value", ""))

    def _option(self, given: dict[str, str]) -> None:
        """A drop-down sends its first option until another is selected; a list sends what is selected."""
        name = self._element.get("name")
        if name is None:
            return
        if "multiple" not in self._element and (name not in self.values or "selected" in given):
            self.values[name] = [given.get("value", "")]
        elif "multiple" in self._element and "selected" in given:
            self._put(given.get("value", ""))

    def _put(self, value: str) -> None:
        self.values.setdefault(self._element["name"], []).append(value)
