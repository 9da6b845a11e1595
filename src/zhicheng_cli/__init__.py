"""`zc`: answers from a city's yearly notice on professional titles (职称评审)."""

__version__ = "0.1.0"
