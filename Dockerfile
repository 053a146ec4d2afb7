# sitegen in a container:
#   docker build -t sitegen .
#   docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/archive" sitegen build      # in an archive's folder
# What is installed has the hashes of requirements.lock. A tag moves: to get the same again, name the base by its digest,
# --build-arg PYTHON=python:3.13-slim@sha256:…
ARG PYTHON=python:3.13-slim

FROM ${PYTHON} AS build
WORKDIR /src
COPY requirements-build.lock requirements.lock ./
RUN python -m venv /opt/build && /opt/build/bin/pip install --no-cache-dir --require-hashes -r requirements-build.lock
RUN python -m venv --without-pip /opt/sitegen \
    && /opt/build/bin/pip --python /opt/sitegen install --no-cache-dir --no-compile --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY sitegen sitegen
COPY templates templates
# Bytecode that goes by hashes holds no times; nobody in the container could write any.
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /opt/dist . \
    && /opt/build/bin/pip --python /opt/sitegen install --no-deps --no-compile /opt/dist/*.whl \
    && PYTHONHASHSEED=0 python -m compileall -q --invalidation-mode unchecked-hash /opt/sitegen/lib

FROM ${PYTHON}
COPY --from=build /opt/sitegen /opt/sitegen
ENV PATH=/opt/sitegen/bin:$PATH PYTHONDONTWRITEBYTECODE=1
USER 65532:65532
WORKDIR /archive
ENTRYPOINT ["sitegen"]
CMD ["--help"]
