"""`zc`: answers from a city's yearly notice on professional titles (职称评审).

From Python, `import zhicheng_cli as zc` and `zc.load()`: see `zhicheng_cli.api` and docs/python.md.
"""

from .version import __version__ as __version__

# For type checkers, which take it for true; to import `typing` would cost more than all else here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import workdays as workdays
    from .api import CityPlan as CityPlan
    from .api import DossierError as DossierError
    from .api import load as load
    from .api_values import CheckedDossier as CheckedDossier
    from .api_values import CheckedRule as CheckedRule
    from .api_values import FilteredRows as FilteredRows
    from .api_values import UpcomingDays as UpcomingDays
    from .errors import ZcError as ZcError
    from .workdays import CalendarRangeError as CalendarRangeError
else:
    #: Name → the module that has it, imported when the name is first asked for; `workdays` is one itself.
    _OFFERED = {
        **dict.fromkeys(("CityPlan", "DossierError", "load"), "api"),
        **dict.fromkeys(("CheckedDossier", "FilteredRows", "CheckedRule", "UpcomingDays"), "api_values"),
        **{"ZcError": "errors", "CalendarRangeError": "workdays", "workdays": "workdays"},
    }

    def __getattr__(name):
        if name not in _OFFERED:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        module = import_module(f"{__name__}.{_OFFERED[name]}")
        return module if name == _OFFERED[name] else getattr(module, name)

    def __dir__():
        return sorted({*globals(), *_OFFERED})
