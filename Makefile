# `make` alone shows what there is. Needs Python 3.11 or newer and nothing else; every other tool comes into .venv.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PORT ?=
WORKERS ?= 2
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3.14 python3; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v "$$name"; break; }; done)
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check install -qq --no-deps --require-hashes --no-compile
EMBEDDED := $(PY) -m portal.embedded
CODE := portal disclosure policies requests_app consultations

.PHONY: help demo stop test check format bench bench-search bench-pages bench-lighthouse screenshots import backup restore doctor lock clean

help: ## Show these targets · 显示所有命令
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|' 2>/dev/null \
		|| grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST)

demo: .venv/.trial ## A living portal with demonstration content (PORT=8000) · 启动演示站点
	@PORT='$(PORT)' exec $(EMBEDDED) demo

stop: .venv/.trial ## Stop the portal of this folder, also after a crash · 停止演示站点
	@$(EMBEDDED) stop

test: .venv/.dev ## The whole suite on a throw-away PostgreSQL (WORKERS=2, ARGS=tests/front) · 运行全部测试
	@$(foreach name,chromium chromium-browser google-chrome google-chrome-stable,command -v $(name) >/dev/null ||) [ -n "$(CHROMIUM)" ] || { \
		echo "==> NO BROWSER: the browser tests will be SKIPPED. Install chromium to run them."; \
		echo "    没有找到 chromium：浏览器测试将被跳过，安装 chromium 后再运行。"; }
	@exec $(EMBEDDED) test -- $(CURDIR)/$(PY) -m pytest -n $(WORKERS) --dist loadgroup $(ARGS)

check: .venv/.dev ## Lint, types, floors, templates, migrations, locks · 静态检查
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy $(CODE)
	.venv/bin/lint-imports --no-cache
	$(PY) -m djlint templates --lint --quiet
	$(EMBEDDED) test -- $(CURDIR)/$(PY) manage.py makemigrations --check --dry-run --settings portal.settings.test
	$(PY) requirements/lock.py check

format: .venv/.dev ## Put code in the house format · 统一代码格式
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

bench: .venv/.dev ## Measure pages and search on a site of its own · 性能测量
	@$(EMBEDDED) test -- $(CURDIR)/$(PY) -m benchmarks.everything

bench-search: .venv/.dev ## Search beside ILIKE, pg_trgm, Xapian and Tantivy (DOCS=200000 ARGS="--parts portal") · 检索性能对比
	@exec $(if $(DATABASE_URL),,env POSTGRES_OPTIONS='-c shared_buffers=4GB' $(EMBEDDED) test --) $(CURDIR)/$(PY) -m benchmarks.search --docs '$(or $(DOCS),200000)' $(ARGS)

bench-pages: .venv/.dev ## Every way a page is answered, beside Wagtail (ARGS=--seconds 8; needs wrk, nginx) · 页面并发测量
	@$(EMBEDDED) test -- $(CURDIR)/$(PY) -m benchmarks.reading $(ARGS)

bench-lighthouse: .venv/.dev ## Lighthouse on the main pages (needs node and chromium) · Lighthouse 评分
	@$(EMBEDDED) test -- $(CURDIR)/$(PY) -m benchmarks.lighthouse

screenshots: .venv/.dev ## Photograph every type of page of a running demo (PORT=8000 TO=var/screenshots) · 页面截图
	@$(PY) -m benchmarks.screenshots 'http://127.0.0.1:$(or $(PORT),8000)' '$(or $(TO),var/screenshots)' $(ARGS)

import: .venv/.trial ## Bring documents in: make import FOLDER=papers KIND=policies.document ARGS=--publish · 导入文件
	@test -n "$(FOLDER)" || { echo 'Say which folder: make import FOLDER=papers [KIND=disclosure.item] [ARGS="--dry-run"]'; \
		echo '请指定目录：make import FOLDER=papers'; exit 2; }
	@$(EMBEDDED) run -- $(CURDIR)/$(PY) manage.py import_documents '$(FOLDER)' --as '$(or $(KIND),policies.document)' $(ARGS)

backup: .venv/.trial ## Database and files into one archive (FILE=backup.tar) · 备份
	@$(EMBEDDED) run -- $(CURDIR)/$(PY) manage.py backup $(if $(FILE),--file '$(FILE)') $(ARGS)

restore: .venv/.trial ## Bring an archive back: make restore FILE=backup.tar · 恢复
	@test -n "$(FILE)" || { echo 'Say which archive: make restore FILE=backup.tar'; echo '请指定备份文件：make restore FILE=backup.tar'; exit 2; }
	@$(EMBEDDED) run -- $(CURDIR)/$(PY) manage.py restore '$(FILE)' $(ARGS)

doctor: .venv/.trial ## What is misconfigured, and what to do about it · 体检
	@$(EMBEDDED) run -- $(CURDIR)/$(PY) manage.py doctor $(ARGS)

lock: .venv/.dev ## Renew requirements/*.txt from pyproject.toml (ARGS=--upgrade) · 更新依赖锁定
	$(PY) requirements/lock.py renew $(ARGS)

clean: ## Remove the trial's data (asks first) and the caches · 删除试用数据
	@if [ -x $(PY) ] && [ -e .venv/.trial -o -e .venv/.dev ]; then $(EMBEDDED) clean; fi
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis htmlcov .coverage

$(PY):
	@if ! [ -w . ]; then echo "No write permission in $(CURDIR): clone the repository into a folder of your own."; \
		echo "没有 $(CURDIR) 的写权限：请将代码克隆到自己的目录。"; exit 1; fi
	@if [ -z "$(PYTHON)" ]; then echo "Python 3.11 or newer is needed; or say where it is: make demo PYTHON=/path/to/python3.11"; \
		echo "需要 Python 3.11 或更高版本；也可指定路径：make demo PYTHON=/path/to/python3.11"; exit 1; fi
	@if ! "$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null; then echo "This Python cannot make environments. On Debian: apt-get install python3-venv"; \
		echo "当前 Python 无法创建虚拟环境，Debian 系统请安装：apt-get install python3-venv"; exit 1; fi
	@echo "==> Making the environment with $(PYTHON) · 正在创建运行环境"
	@"$(PYTHON)" -m venv --clear .venv

.venv/.trial: requirements/trial.txt | $(PY)
	@if [ requirements/dev.txt -ot .venv/.dev ]; then touch $@; exit 0; fi; \
		echo "==> Installing the packages (once) · 正在安装依赖（仅首次）"; $(PIP) -r requirements/trial.txt; touch $@

.venv/.dev: requirements/dev.txt | $(PY)
	@echo "==> Installing the packages and the tools of the tests (once) · 正在安装依赖与测试工具（仅首次）"
	@$(PIP) -r requirements/dev.txt
	@touch $@
