# The program as an image: scripts and styles built with Node, then one static binary, run by a user without rights.

FROM node:20-alpine AS assets
WORKDIR /src
COPY web/assets/package.json web/assets/package-lock.json web/assets/
RUN cd web/assets && npm ci --no-audit --no-fund
COPY . .
RUN cd web/assets && npm run build

FROM golang:1.26-alpine AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=assets /src/web/dist web/dist
ARG VERSION=container
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.release=${VERSION}" -o /server ./server

FROM alpine:3.22
RUN adduser -D -H -u 10001 liem \
	&& install -d -o liem -g liem -m 0700 /data /data/keys /data/media
COPY --from=build /server /usr/local/bin/server
USER 10001:10001
ENV LIEM_DIR=/data ADDR=:8080 LOG_FORMAT=json
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s \
	CMD wget -q -O /dev/null http://127.0.0.1:8080/readyz || exit 1
ENTRYPOINT ["server"]
CMD ["serve"]
