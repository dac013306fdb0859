# The course in a container: docs/containers.md says how it is built and started.
FROM debian:bookworm-slim

# The slim image has no manual pages, and Java's package asks for their folder.
# hadolint ignore=DL3008
RUN mkdir -p /usr/share/man/man1 \
    && apt-get update \
    && apt-get install --no-install-recommends --yes ca-certificates fontconfig fonts-dejavu-core make maven openjdk-17-jdk-headless python3-venv \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 1000 reader

# The course lies apart from the home, so that a server can lay a volume over the home.
WORKDIR /opt/course
RUN chown reader /opt/course
USER 1000
ENV HOME=/home/reader LANG=C.UTF-8 DJL_CACHE_DIR=/opt/course/target/djl
COPY --chown=reader . .

# One test of a net shows that it works.
RUN make setup && make test-unit TEST=LeNet5Test && rm -rf target/surefire-reports

EXPOSE 8888
CMD ["make", "lab", "LAB_IP=0.0.0.0"]
