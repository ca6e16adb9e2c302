#!/usr/bin/env bash
# Measures the graph as its users run it, beside a bare Kestrel and beside Mercurius, Apollo Server and GraphQL Yoga over the same services.
#   benchmarks/run.sh [--smoke] [--parts a,b,c,stampede] [--rounds N] [--seconds N] [--warm-up seconds]
# a: all defaults; b: the response cache off; c: no caches; stampede: 200 clients ask at once for what nobody has.
# --smoke takes about a minute and shows only that all servers give the same data. docs/performance.md says what is measured and how.
# Needs the .NET 10 SDK and two processors; as root on Debian it installs the rest (Node.js, npm, wrk) by itself.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

install_packages() {
  local missing=()
  command -v node >/dev/null || missing+=(nodejs)
  command -v npm >/dev/null || missing+=(npm)
  command -v wrk >/dev/null || missing+=(wrk)
  command -v taskset >/dev/null || missing+=(util-linux)
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "The benchmark needs: ${missing[*]}. Install them, or run this as root on Debian." >&2
    exit 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq && apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null
}

install_packages
(cd benchmarks/comparison && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null)
for project in src/Graph src/Graph.Upstreams benchmarks/Graph.BareKestrel; do
  dotnet build "$project" -c Release -v quiet -nologo
done
exec node benchmarks/comparison/main.mjs "$@"
