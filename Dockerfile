# The course in a container: docs/containers.md says how it is built and started.
FROM debian:bookworm-slim

# The slim image has no manual pages, and Java's package asks for their folder. Of the JDK, the modules for linking programs are not needed: 75 MB.
# hadolint ignore=DL3008
RUN mkdir -p /usr/share/man/man1 \
    && apt-get update \
    && apt-get install --no-install-recommends --yes ca-certificates fontconfig fonts-dejavu-core make maven openjdk-17-jdk-headless python3-venv \
    && apt-get clean && rm -rf /var/lib/apt/lists/* /usr/lib/jvm/*/jmods \
    && useradd --create-home --uid 1000 reader

# The course lies apart from the home, so that a server can lay a volume over the home.
WORKDIR /opt/course
RUN chown reader /opt/course
USER 1000
ENV HOME=/home/reader LANG=C.UTF-8 PIP_NO_CACHE_DIR=1
COPY --chown=reader . .

# What was downloaded is installed, so the downloads can go. Whoever uses the image may read what is unpacked; the Java libraries lie in Maven's folder too:
# one file each will do.
RUN make setup && rm -rf "$HOME/.cache" && chmod -R a+rX target \
    && for jar in target/deps-*/*.jar; do ln -f "$(find "$HOME/.m2" -name "$(basename "$jar")")" "$jar"; done

EXPOSE 8888
CMD ["make", "lab", "LAB_IP=0.0.0.0"]
