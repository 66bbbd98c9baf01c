# 小微企业园运行监测：make run 运行，make test 检验。
# Needs nothing but Python 3.11 or later and make.

PYTHON ?= python3
PORT ?= 8501
WORKERS ?= 2
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
INSTALLED := .venv/.installed
INSTALLED_DEV := .venv/.installed-dev
ENOUGH := import sys; sys.exit(0 if sys.version_info >= (3, 11) else "需要 Python 3.11 或更新版本，可用 make PYTHON=python3.11 指定")

# Without a database of one's own, run shows the demonstration: its accounts are on the sign-in page.
ifeq ($(VAR_DIR)$(DATABASE_URL),)
export DEMO_MODE ?= 1
endif
PREPARE := $(if $(filter 1 true yes on,$(DEMO_MODE)),demo --if-empty,init)

.PHONY: run test lint bench lock clean

run: $(INSTALLED)
	@$(BIN)/python manage.py $(PREPARE)
	@echo "打开 http://127.0.0.1:$(PORT)  （按 Ctrl+C 停止）"
	@exec $(BIN)/streamlit run app.py --server.port $(PORT)

test: lint
	@sh tests/browser/obtain.sh $(BIN)/python
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

lint: $(INSTALLED_DEV)
	@$(BIN)/ruff check .
	@$(BIN)/mypy

bench: $(INSTALLED_DEV)
	@$(BIN)/python -m tests.bench

# Exact versions from what is asked for; commit the result.
lock: $(INSTALLED_DEV)
	@$(PIP) install uv==0.13.9
	@$(BIN)/uv pip compile --quiet --python-version 3.11 --no-annotate --no-header -o requirements.txt requirements.in
	@$(BIN)/uv pip compile --quiet --python-version 3.11 --no-annotate --no-header -o requirements-dev.txt requirements-dev.in

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c '$(ENOUGH)'
	@$(PYTHON) -m venv .venv

$(INSTALLED): requirements.txt | $(BIN)/python
	@echo "安装依赖（仅首次，约一两分钟）"
	@$(PIP) install -r requirements.txt
	@touch $@

$(INSTALLED_DEV): requirements-dev.txt $(INSTALLED)
	@$(PIP) install -r requirements-dev.txt
	@touch $@
