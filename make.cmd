@echo off
rem make run | make test, for Windows without make.
setlocal
chcp 65001 >nul
if not exist .venv\.ready (
  py -3 -m venv .venv || exit /b 1
  .venv\Scripts\python -m pip install --quiet --constraint constraints.txt --editable .[dev] || exit /b 1
  type nul > .venv\.ready
)
if "%1"=="" goto run
if "%1"=="run" goto run
if "%1"=="test" goto test
echo make run ^| make test
exit /b 2
:run
.venv\Scripts\zc plan --month 7
exit /b %errorlevel%
:test
.venv\Scripts\ruff check . || exit /b 1
.venv\Scripts\ruff format --check . || exit /b 1
.venv\Scripts\mypy || exit /b 1
.venv\Scripts\python -m pytest -n 2 --dist worksteal
exit /b %errorlevel%
