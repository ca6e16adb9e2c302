#!/usr/bin/env bash
# Runs every test and closes with "N passed, N failed". Needs the .NET 10 SDK; as root on Debian it installs the rest by itself.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

passed=0
failed=0
graph_pid=
port=

mkdir -p artifacts

say() { printf '\n== %s\n' "$*"; }

# count <passed> <failed>
count() {
  passed=$((passed + $1))
  failed=$((failed + $2))
}

finish() {
  [ -z "$graph_pid" ] || { kill "$graph_pid" && wait "$graph_pid"; } 2>/dev/null
  printf '%d passed, %d failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit $?
}

# give_up <why>: what cannot go on counts as one failure.
give_up() {
  echo "$1" >&2
  count 0 1
  finish
}

install_packages() {
  local missing=()
  command -v chromium >/dev/null || missing+=(chromium)
  command -v redis-server >/dev/null || missing+=(redis-server)
  command -v node >/dev/null || missing+=(nodejs)
  command -v npm >/dev/null || missing+=(npm)
  command -v patch >/dev/null || missing+=(patch)
  # Varnish compiles its configuration with the C compiler.
  command -v varnishd >/dev/null || missing+=(varnish)
  compgen -G '/usr/lib/*/varnish/vmods/libvmod_xkey.so' >/dev/null || missing+=(varnish-modules)
  command -v gcc >/dev/null || missing+=(gcc libc6-dev)
  command -v nginx >/dev/null || missing+=(nginx-light)
  [ ${#missing[@]} -gt 0 ] || return 0
  say "Installing ${missing[*]}"
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    give_up "The tests need: ${missing[*]}. Install them, or run this as root on Debian."
  fi
  export DEBIAN_FRONTEND=noninteractive
  # The packages start no servers of their own; the tests start theirs.
  local policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy"
    trap "rm -f $policy" EXIT
  fi
  apt-get update -qq && RUNLEVEL=1 apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null \
    || give_up "apt-get could not install ${missing[*]}."
}

install_npm_packages() {
  local lock
  for lock in tests/*/package-lock.json web/*/package-lock.json docs/clients/*/package-lock.json; do
    [ -f "$lock" ] || continue
    say "npm packages of $(dirname "$lock")"
    (cd "$(dirname "$lock")" && npm ci --ignore-scripts --no-audit --no-fund) || give_up "npm could not install $(dirname "$lock")."
  done
}

build() {
  say "Building"
  dotnet build Graph.sln -c Release -warnaserror -v minimal || give_up "The build failed."
}

# The number behind "<name>: " in a runner's summary.
summary() { sed -nE "s/^ *$1: ([0-9]+).*/\1/p" "$2" | tail -n 1; }

run_test_project() {
  local name=$1 output=artifacts/$1.log status ok bad
  say "$name"
  "artifacts/bin/$name/release/$name" --no-ansi --progress off --timeout 10m 2>&1 | tee "$output"
  status=${PIPESTATUS[0]}
  ok=$(summary succeeded "$output")
  bad=$(summary failed "$output")
  count "${ok:-0}" "${bad:-0}"
  # A runner that fails without a failed test has crashed, or found none.
  if [ "$status" -ne 0 ] && [ "${bad:-0}" -eq 0 ]; then
    echo "$name ended with exit code $status."
    count 0 1
  fi
}

free_port() {
  local port=18080
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  echo "$port"
}

is_ready() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1" && printf 'GET /health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3 && head -n 1 <&3 | grep -q ' 200 ') 2>/dev/null
}

start_graph() {
  port=$(free_port)
  ASPNETCORE_ENVIRONMENT=Development artifacts/bin/Graph/release/Graph --urls "http://127.0.0.1:$port" >artifacts/graph.log 2>&1 &
  graph_pid=$!
  SECONDS=0
  until is_ready "$port"; do
    if ! kill -0 "$graph_pid" 2>/dev/null || [ "$SECONDS" -ge 120 ]; then
      cat artifacts/graph.log
      give_up "The graph did not get ready."
    fi
    sleep 0.2
  done
}

# audit <what> <name of the script> <address>
audit() {
  local output=artifacts/$2.log
  say "$1, audited on port $port"
  node "tests/conformance/$2.mjs" "$3" 2>&1 | tee "$output"
  if [[ $(tail -n 1 "$output") =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
    count "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}"
  else
    give_up "The audit did not come to its end."
  fi
}

find_planted_bugs() {
  local output=artifacts/planted-bugs.log
  say "Planted bugs"
  ./planted-bugs.sh 2>&1 | tee "$output"
  if [[ $(tail -n 1 "$output") =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
    count "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}"
  else
    give_up "The planted bugs did not come to their end."
  fi
}

install_packages
install_npm_packages
build
for project in tests/*Tests/*.csproj; do
  run_test_project "$(basename "$project" .csproj)"
done
start_graph
audit "GraphQL over HTTP" http-audit "http://127.0.0.1:$port/graphql"
audit "GraphQL over WebSocket" ws-audit "ws://127.0.0.1:$port/graphql"
audit "GraphQL over SSE" sse-audit "http://127.0.0.1:$port/graphql"
audit "graphql-ws and graphql-sse" clients-audit "http://127.0.0.1:$port/graphql"
audit "The JavaScript client of the docs" javascript-client-audit "http://127.0.0.1:$port/graphql"
find_planted_bugs
say "All"
finish
