# The app for a server: docker build -t embedviz . && docker run -p 8501:8501 embedviz
# The language model is inside; nothing is fetched while it runs. See docs/deploying.md.

FROM python:3.12-slim AS built
WORKDIR /source
RUN python -m venv /opt/embedviz
ENV PATH=/opt/embedviz/bin:$PATH
# The build of torch for CPUs has no index of its own where others are found. The line is the one
# that PyTorch's page gives for Linux, pip and CPU; empty takes the usual build, gigabytes larger.
ARG TORCH="torch"
ARG TORCH_FROM=""
RUN pip install --no-cache-dir ${TORCH_FROM:+--index-url "$TORCH_FROM"} "$TORCH"
# What is pinned changes less often than the code: its layer is kept.
COPY requirements.txt ./
RUN grep -v '^torch==' requirements.txt > others.txt && pip install --no-cache-dir --requirement others.txt
COPY . .
RUN pip wheel --no-cache-dir --no-deps --wheel-dir dist . \
    && pip install --no-cache-dir --no-deps dist/*.whl \
    && embedviz --version

FROM python:3.12-slim
# OpenMP, which faiss, scikit-learn and torch bring themselves, needs nothing else of Debian's.
COPY --from=built /opt/embedviz /opt/embedviz
RUN useradd --create-home --uid 1000 embedviz
USER embedviz
WORKDIR /home/embedviz
ENV PATH=/opt/embedviz/bin:$PATH \
    PORT=8501 \
    EMBEDVIZ_CACHE_FOLDER=/home/embedviz/cache \
    NUMBA_CACHE_DIR=/home/embedviz/compiled \
    HF_HUB_OFFLINE=1 \
    PYTHONUNBUFFERED=1
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["python", "-c", "import os; from urllib.request import urlopen; urlopen(f'http://localhost:{os.environ[\"PORT\"]}/healthz', timeout=4)"]
# The port is read from PORT; other options may follow the image's name: docker run embedviz --memory small
ENTRYPOINT ["embedviz", "--no-browser", "--host", "0.0.0.0"]
