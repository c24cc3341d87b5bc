#!/bin/sh
# What the rig needs from Debian beside Node, npm and a JDK 25: a browser, PyJWT, a PostgreSQL server; and what
# build/postgres-versions unpacks with.
set -eu
export DEBIAN_FRONTEND=noninteractive
# The rig starts clusters of its own; the package need not start one.
mkdir -p /etc/postgresql-common
test -e /etc/postgresql-common/createcluster.conf || echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf
apt-get update -qq
apt-get install -y -qq --no-install-recommends chromium python3-jwt python3-cryptography postgresql util-linux unzip xz-utils
