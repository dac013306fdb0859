# The verbs of the course; each sets up what it needs. "make" alone lists them.

# A POSIX shell runs the recipes; without one this arithmetic fails.
ifneq ($(shell echo $$((6 * 7))),42)
$(error This Makefile needs a POSIX shell (sh). On Windows, run make in Git Bash or in WSL)
endif

PYTHON ?= python3
# A conda environment made from environment.yml is used as it is; else there is one of our own in .venv.
# On Windows its folders are others, and make takes the colon of C:\ for the end of a target.
ifeq ($(CONDA_DEFAULT_ENV),convnets-java)
ifeq ($(OS),Windows_NT)
$(error The course does not run in a conda environment on Windows: use WSL, or say "conda deactivate" and run make in Git Bash)
endif
ENVIRONMENT := $(CONDA_PREFIX)
else
ENVIRONMENT := .venv
endif
ifeq ($(OS),Windows_NT)
BIN := $(ENVIRONMENT)/Scripts
else
BIN := $(ENVIRONMENT)/bin
endif
PY := $(BIN)/python
# What "make update" resolves the versions with.
UV := 0.13.9
LOCK = target/update/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --no-annotate --custom-compile-command "make update"

# Java can name no file with an umlaut under a locale that is not in UTF-8, such as C, so another is taken where there is one.
ifneq ($(shell locale charmap 2>/dev/null),UTF-8)
UTF8 := $(firstword $(shell locale -a 2>/dev/null | grep -i '^C\.utf-*8$$'))
ifneq ($(UTF8),)
export LC_ALL :=
export LC_CTYPE := $(UTF8)
endif
endif
# The verbs run as if the reader's language were another: make test TEST_LOCALE=de-DE
ifdef TEST_LOCALE
export JAVA_TOOL_OPTIONS := -Duser.language=$(firstword $(subst -, ,$(TEST_LOCALE))) -Duser.country=$(lastword $(subst -, ,$(TEST_LOCALE)))
endif

# MXNet has no native library for ARM; ENGINE=pytorch asks for the second engine anywhere.
ENGINE ?= $(if $(filter arm64 aarch64,$(shell uname -m)),pytorch,mxnet)
# -C: a file whose checksum is wrong is not taken.
MVN := mvn -B -ntp -C -Dengine=$(ENGINE)

# Who has no home that can be written, such as a user without a name in a container, gets one below target/.
ifneq ($(shell [ -d "$$HOME" ] && [ -w "$$HOME" ] && echo writable),writable)
export HOME := $(CURDIR)/target/home
export DJL_CACHE_DIR ?= $(CURDIR)/target/home/.djl.ai
MVN += -Dmaven.repo.local=target/home/.m2/repository
endif

JAVA := $(if $(JAVA_HOME),"$(JAVA_HOME)/bin/java",java) @src/setup/jvm.args
DEPS := target/deps-$(ENGINE)
CLASSPATH_SEPARATOR := $(if $(filter Windows_NT,$(OS)),;,:)
CLASSES := "target/classes$(CLASSPATH_SEPARATOR)$(DEPS)/*"
# What trains runs as in the kernel; what is measured, with as many threads as its rows say, and on the processor.
TRAIN := $(PY) src/setup/run_program.py
MEASURE := OMP_NUM_THREADS=2 $(TRAIN) --processor

# Where JupyterLab listens: only here, but for a container, whose own loopback nobody can reach.
LAB_IP ?= 127.0.0.1
# A container's root and a machine without a display need an option each.
LAB_OPTIONS = --ServerApp.root_dir=notebooks --LabApp.default_url=/lab/tree/00-start-here.ipynb \
	$(addprefix --ContentsManager.hide_globs=,emoji images measured weights setup.jshell __pycache__) --ServerApp.ip=$(LAB_IP) --LabApp.news_url= \
	--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate --KernelSpecManager.allowed_kernelspecs=java --MappingKernelManager.default_kernel_name=java \
	$(if $(filter 0,$(shell id -u)),--allow-root) \
	$(if $(DISPLAY)$(WAYLAND_DISPLAY)$(filter Darwin MINGW% MSYS%,$(shell uname -s)),,--no-browser)

# Each stamp is made when its step is complete: an interrupted set-up starts that step again. The last notes what was fetched and unpacked, and every
# verb that needs the set-up compares.
PACKAGES := $(ENVIRONMENT)/.convnets-packages
JARS := target/.jars-$(ENGINE)
LIBRARY := target/.library
INTACT := target/.intact-$(ENGINE)
KERNEL := $(ENVIRONMENT)/share/jupyter/kernels/java/jjava.jar
# Where the libraries for NVIDIA's cards lie.
GPU := target/gpu$(if $(filter pytorch,$(ENGINE)),-pytorch)
# What is downloaded for Python is kept, as Maven keeps its part, so that another copy of the course needs no network.
WHEELS := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/convnets-java/wheels
INSTALL := -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
KEPT := --no-index --find-links "$(WHEELS)"
# What a computer of a cluster has: it is Spark's home.
SPARK := target/spark
SPARK_READY := target/.spark-$(ENGINE)
SPARK_HOST ?= $(shell hostname)
SPARK_JAVA := SPARK_HOME="$(CURDIR)/$(SPARK)" SPARK_SCALA_VERSION=2.13 ENGINE_CACHE_DIR="$(CURDIR)/target/engine" $(JAVA) @src/cluster/jvm.args -cp "$(SPARK)/jars/*"
# The site has an environment of its own, MathJax from its Java package (all of its commands, for a page fetches none), and the
# documentation of the library.
SITE := target/site
SITE_BIN := $(SITE)/$(notdir $(BIN))
MATHJAX := $(SITE)/static/tex-svg-full.js
JAVADOC := build/apidocs/index.html
# The folders are among the sources: a deleted file changes its folder.
SOURCES := $(shell find src/main)

.PHONY: help setup lab test test-unit test-notebooks test-pytorch test-ui test-full test-faults test-load mutants test-cluster spark-master spark-worker run app data measured full-scale weights gpu gpu-files gpu-report exercises progress bench bench-quick bench-overheads bench-growth site pdf linkcheck image fmt lint update clean
.PHONY: preflight mend
.DEFAULT_GOAL := help
# Two trainings at once only slow each other.
.NOTPARALLEL:

# A verb for readers has its text after ##, one for who teaches or changes the course after ###.
help: ### list the verbs
	@echo "Convolutional networks in Java. Start with \"make lab\"."
	@sed -n 's/^\([a-z-]*\):.* ## \(.*\)/  make \1 - \2/p' Makefile
	@echo "For who teaches, or changes the course:"
	@sed -n 's/^\([a-z-]*\):.* ### \(.*\)/  make \1 - \2/p' Makefile

setup: mend $(PACKAGES) $(LIBRARY) $(INTACT) ## install everything the course needs, below this folder (ENGINE=pytorch: with that engine)
	@echo $(DEPS) > target/.deps # where setup.jshell looks: the engine that was asked for last
	@! ls target/gpu*/works >/dev/null 2>&1 || $(PY) src/setup/gpu.py look $(ENGINE) || true
	@$(PY) src/setup/install_kernel.py # with the Java, the engine and the card of today
lab: setup ## open the course in JupyterLab
	$(PY) -m jupyterlab $(LAB_OPTIONS)

test: test-unit test-notebooks ## run the unit tests and execute every notebook
test-unit: setup ### run the unit tests only (or one: TEST=LeNet5Test; TEST_FORKS=2: in two JVMs of one thread each, which takes twice the memory)
	$(MVN) test $(if $(TEST),-Dtest=$(TEST)) $(if $(TEST_FORKS),-DforkCount=$(TEST_FORKS) -Dtests.threads=1)
test-notebooks: setup ### execute and check the notebooks only
	$(PY) -m pytest -m 'not peers and not load' src/test/python --ignore-glob='*_ui.py'
test-pytorch: ### run the unit tests and chapter 03 on the other engine
	@$(MAKE) test-unit ENGINE=pytorch
	$(PY) -m pytest src/test/python/test_notebooks.py -k 03-lenet
	@$(MAKE) setup
test-ui: setup site ### open the notebooks and the site in a real browser (needs Debian's chromium) and take their pictures
	@nice $(SITE_BIN)/python -m pytest src/test/python/test_site_ui.py >target/site-ui.log 2>&1 & site=$$!; \
		$(SITE_BIN)/python -m pytest -m 'not load' src/test/python/test_ui.py; lab=$$?; \
		wait $$site; site=$$?; cat target/site-ui.log; [ $$lab$$site = 00 ] # beside each other: both wait much
test-full: setup ### train LeNet on the full Fashion-MNIST, three seeds, and more (15 minutes; needs "make data" or CONVNETS_DATA)
	$(MVN) test -Dtests.groups=full -Dtests.excluded=
test-faults: setup ### cause faults on purpose (kills, damaged files) and write docs/faults.md (3 minutes)
	$(MVN) test -Dtests.groups=faults -Dtests.excluded=
test-load: setup site ### run ten kernels at once, stop a notebook fifty times, run unit tests beside one, open the exercises in a browser (10 minutes)
	$(PY) -m pytest -m load src/test/python/test_load.py
	$(SITE_BIN)/python -m pytest -m load src/test/python/test_ui.py
mutants: setup ### change the library in small ways and ask its tests whether they notice (or one package: MUTANTS=cost)
	@MVN="$(MVN)" $(PY) src/setup/mutants.py $(MUTANTS)

run: setup ### execute the notebooks whose outputs are not of their code or of the library as they are now, and store the new ones (30 minutes for all)
	$(PY) src/setup/run_notebooks.py
app: setup ### make the course's own program, target/convnets.jar: train, predict, export (it holds the engine of ENGINE)
	$(MVN) -q -Papp -DskipTests install
	@echo "java -jar target/convnets.jar --help"
data: setup ## download the full data sets (42 MB; 110 MB on disk), for good
	$(JAVA) -cp $(CLASSES) convnets.data.Download
measured: setup $(if $(CLUSTER),$(SPARK_READY)) ### measure what the sections "You may ask" compare and is not in notebooks/measured/ yet (about three hours in all on two cores; SHARD=3/8: a share of it, into build/measured; MERGE=folder: add shares; CLUSTER=spark://host:7077: on a cluster)
	$(if $(CLUSTER),OMP_NUM_THREADS=2 $(SPARK_JAVA) convnets.experiments.MeasureOnCluster --cluster $(CLUSTER),$(MEASURE) convnets.experiments.Measure) \
		$(if $(SHARD),--shard $(subst /, ,$(SHARD))) $(if $(MERGE),--merge "$(MERGE)")
spark-master: $(SPARK_READY) ### start the master of a cluster of Apache Spark's on this computer (fetches 220 MB the first time)
	@echo "Others join with: make spark-worker CLUSTER=spark://$(SPARK_HOST):7077"
	$(SPARK_JAVA) org.apache.spark.deploy.master.Master --host $(SPARK_HOST) --port 7077
spark-worker: $(SPARK_READY) ### let this computer work for a cluster: CLUSTER=spark://host:7077
	$(SPARK_JAVA) org.apache.spark.deploy.worker.Worker $(CLUSTER)
test-cluster: $(SPARK_READY) ### measure an experiment on a cluster of Spark's with two workers, and kill one of them
	$(MVN) -Pspark test
full-scale: setup ### train d2l's four nets with d2l's settings (but for two, see docs/gpu.md), epoch by epoch, going on where it was (minutes on a large GPU, a day on two cores; NETS="NiN AlexNet": some of them; needs "make data" or CONVNETS_DATA)
	nice $(TRAIN) convnets.experiments.FullScale notebooks/measured/full-scale.csv build/full-scale $(NETS)
weights: setup ### train the net anew whose weights come with the course (one minute)
	$(MEASURE) convnets.experiments.Pretrained
gpu: setup ## compute on an NVIDIA card from now on (downloads 2.1 GB; ENGINE=pytorch: 2.6 GB, for newer cards too)
	@$(PY) src/setup/gpu.py set-up $(ENGINE) $(JAVA) -cp $(CLASSES) convnets.train.GpuCheck
	@$(PY) src/setup/install_kernel.py
gpu-files: setup ### download what "make gpu" needs, on a computer without a card
	@$(PY) src/setup/gpu.py prepare $(ENGINE)
gpu-report: gpu ### train d2l's four nets at full scale on the card (goes on where it was), compare with d2l, write build/gpu-report.md
	@[ -e $(GPU)/works ] # else "make gpu" has said why not
	@$(MAKE) data
	@$(PY) src/setup/gpu_report.py
exercises: setup ### make the exercises out of their solutions (after a change of a solution)
	$(PY) src/setup/make_exercises.py
progress: setup ## show which exercises are solved
	@$(JAVA) -cp $(CLASSES) convnets.exercises.Logbook
bench: setup ### measure the training loop against its peers, which it fetches first (300 MB; 40 minutes, or a part: BENCH_NETS=1)
	$(MVN) -q test-compile
	$(PY) src/bench/bench.py
bench-quick: setup ### the same for four small nets and the main peers, roughly (a few minutes, once they are fetched)
	$(MVN) -q test-compile
	$(PY) src/bench/bench.py quick
bench-overheads: setup ### measure what else takes time: the live view, resizing, the first cell (2 minutes)
	$(MVN) -q test-compile
	$(PY) src/bench/run_java.py convnets.notebook.LiveCost
	$(PY) src/bench/run_java.py convnets.bench.Resizing 7
	$(PY) src/bench/first_batch.py 3
bench-growth: setup ### measure how time grows with width, pixels and batch; writes target/growth.csv (4 minutes)
	$(MVN) -q test-compile
	$(PY) src/bench/run_java.py convnets.bench.Growth
site: $(SITE)/.packages $(MATHJAX) $(JAVADOC) ## build the course as pages to read, below build/site
	@$(SITE_BIN)/python src/site/build.py
pdf: site ### print the site as one book, build/convnets.pdf (needs Debian's chromium)
	@$(SITE_BIN)/python src/site/pdf.py
linkcheck: $(SITE)/.packages $(MATHJAX) $(JAVADOC) ### ask every page outside that the course links to whether it is there
	@$(SITE_BIN)/python src/site/build.py linkcheck
image: ### build a container image with everything in it (needs docker)
	docker build --tag convnets-java .
fmt: ### format the Java code
	$(MVN) -q spotless:apply
lint: setup ### check format, warnings, Javadoc and notebooks
	$(MVN) -q -Pstrict spotless:check test-compile
	$(PY) -m pytest -q src/test/python/test_lint.py src/test/python/test_architecture.py
	@$(PY) src/test/python/count_lines.py
update: preflight ### lock the newest versions that the requirements allow, with hashes: the course's, the site's and those of "make gpu"
	@$(PYTHON) -m venv target/update
	@target/update/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV)
	@$(LOCK) --python-version 3.10 requirements.txt -o requirements.lock
	@$(LOCK) --python-version 3.11 requirements-site.txt -o requirements-site.lock
	@$(LOCK) --python-version 3.10 requirements-gpu.txt -o requirements-gpu.lock --no-deps
	@$(LOCK) --python-version 3.10 requirements-gpu-pytorch.txt -o requirements-gpu-pytorch.lock
clean: ### remove everything that was installed or built below this folder
	rm -rf target build .venv

# These two run each time, before anything else: a moment.
preflight:
	@sh src/setup/preflight.sh $(PYTHON) $(ENGINE)
	@mkdir -p target/home
mend: | preflight
	@$(PYTHON) src/setup/intact.py mend $(ENGINE) "$(ENVIRONMENT)"

$(PACKAGES): requirements.lock | preflight
	@echo "Installing JupyterLab and the Java kernel into $(ENVIRONMENT) ..."
	@$(if $(filter .venv,$(ENVIRONMENT)),$(PYTHON) -m venv .venv)
	@$(PY) $(INSTALL) $(KEPT) 2>/dev/null \
		|| { $(PY) $(subst install,download,$(INSTALL)) --no-cache-dir -d "$(WHEELS)" && $(PY) $(INSTALL) $(KEPT); } 2>/dev/null \
		|| $(PY) $(INSTALL)
	@$(PY) -m pip check >/dev/null || { $(PY) -m pip check; exit 1; }
	@$(PY) -c "import jupyterlab.labapp, ipykernel.kernelapp, nbclient, nbconvert"
	@touch $@

$(JARS): pom.xml | preflight
	@echo "Fetching the engine and the libraries ..."
	@rm -rf $(DEPS)
	@$(MVN) -q dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=$(DEPS)
	@$(PYTHON) src/setup/intact.py check $(ENGINE)
	@touch $@

$(LIBRARY): $(SOURCES) $(JARS)
	@echo "Compiling the course's library ..."
	@$(MVN) -q -DskipTests test
	@touch $@

$(INTACT): $(JARS) $(PACKAGES) | $(LIBRARY)
	@echo "Trying the engine ..."
	@$(JAVA) -cp $(CLASSES) convnets.engine.EngineCheck
	@$(PYTHON) src/setup/intact.py record $(ENGINE) "$(KERNEL)"

$(SPARK_READY): $(SOURCES) $(shell find src/cluster) pom.xml | preflight
	@echo "Fetching Apache Spark and packing the course's library into $(SPARK) ..."
	@rm -rf $(SPARK)/jars
	@$(MVN) -q -Pspark -Dmaven.test.skip=true package dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=$(SPARK)/jars
	@touch $@

$(SITE)/.packages: requirements-site.lock | preflight
	@echo "Installing what builds the site into $(SITE) ..."
	@$(PYTHON) -m venv $(SITE)
	@$(SITE_BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-site.lock
	@touch $@

$(MATHJAX): | preflight
	@$(MVN) -q dependency:unpack -Dartifact=org.webjars.npm:mathjax:3.2.2 -Dmdep.unpack.includes='**/es5/tex-svg-full.js' -DoutputDirectory=$(SITE)/mathjax
	@mkdir -p $(@D) && cp $(SITE)/mathjax/META-INF/resources/webjars/mathjax/*/es5/tex-svg-full.js $@

$(JAVADOC): $(SOURCES) pom.xml | preflight
	@echo "Writing the library's documentation ..."
	@$(MVN) -q javadoc:javadoc
	@touch $@
