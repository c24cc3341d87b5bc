#!/bin/sh
# What the rigs need from Debian beside Node, npm and a JDK 25: a browser, PyJWT, a PostgreSQL server; what
# build/postgres-versions unpacks with; for the fault suite libfaketime and the network tools; for it and the recipes of
# docs/deployment.md PgBouncer, nginx and Caddy.
set -eu
export DEBIAN_FRONTEND=noninteractive
# The rig starts clusters of its own; the package need not start one.
mkdir -p /etc/postgresql-common
test -e /etc/postgresql-common/createcluster.conf || echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf
# Nothing of it need run as a service either.
policy=/usr/sbin/policy-rc.d
test -e "$policy" || { printf '#!/bin/sh\nexit 101\n' > "$policy"; chmod +x "$policy"; trap 'rm -f "$policy"' EXIT; }
apt-get update -qq
apt-get install -y -qq --no-install-recommends chromium python3-jwt python3-cryptography postgresql util-linux unzip xz-utils \
  postgresql-client pgbouncer libfaketime iproute2 nginx-light caddy
