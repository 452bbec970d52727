# Two images: `--target api` holds the service and the site's page, `--target frontend` nginx and the site's files.
# docker-compose.yml builds both; docs/scaling.md tells more.

FROM node:20-bookworm-slim AS site
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY openapi.yaml /src/
COPY frontend ./
RUN npm run build

FROM rust:1.95-bookworm AS service
RUN apt-get update && apt-get install -y --no-install-recommends libpq-dev pkg-config && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY .cargo .cargo
COPY Cargo.toml Cargo.lock ./
COPY api api
# A member of the workspace; nothing of it is compiled.
COPY tests tests
RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/src/target \
    cargo build --release --locked -p jipp && install -s target/release/jipp /jipp

FROM debian:bookworm-slim AS api
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libpq5 && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin jipp \
    && install -d -o jipp -g jipp -m 750 /var/lib/jipp
COPY --from=service /jipp /usr/local/bin/jipp
COPY --from=site /src/frontend/dist /usr/local/share/jipp
ENV JIPP_BIND=0.0.0.0:8080 JIPP_DATA_DIR=/var/lib/jipp JIPP_FRONTEND_DIR=/usr/local/share/jipp
USER 10001:10001
WORKDIR /var/lib/jipp
VOLUME /var/lib/jipp
EXPOSE 8080
# bash speaks enough HTTP to ask whether the database answers.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /readyz HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["jipp"]
CMD ["serve"]

FROM debian:bookworm-slim AS frontend
# Debian's nginx, for its module that serves what the build has compressed by Brotli.
RUN apt-get update && apt-get install -y --no-install-recommends nginx-light libnginx-mod-http-brotli-static && rm -rf /var/lib/apt/lists/*
COPY frontend/nginx.conf /etc/nginx/nginx.conf
COPY --from=site /src/frontend/dist/assets /usr/local/share/jipp/assets
# www-data
USER 33:33
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /healthz HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
STOPSIGNAL SIGQUIT
ENTRYPOINT ["nginx", "-e", "stderr", "-g", "daemon off;"]
