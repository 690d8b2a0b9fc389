"""The sites serve no page."""

urlpatterns: list[object] = []
