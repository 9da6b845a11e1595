"""Which version of the program this is; a module of its own, so that to ask for it asks for nothing else."""

__version__ = "0.1.0"
