#!/usr/bin/env bash
# Measures fan-out: N subscribers of one product's stock, and changes of it, on the graph, on graphql-yoga and on plain graphql-ws, in turns.
#   benchmarks/realtime.sh [--smoke] [--subscribers N] [--changes N] [--window N] [--rate N] [--timed N] [--rounds N] [--warm-up seconds]
# Needs the .NET 10 SDK, Node.js and npm. Starts everything itself, on free loopback ports. docs/realtime.md says what is measured and how.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

READY_SECONDS=120
output=artifacts/realtime
pids=()
servers=()
next_port=19080

end() {
  for pid in "${pids[@]}"; do
    kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null || true
  done
}
trap end EXIT

options=("$@")
if [ "${1:-}" = --smoke ]; then
  options=(--subscribers 20 --changes 5 --timed 5 --rate 20 --rounds 1 --warm-up 0 "${@:2}")
fi

free_port() {
  while (exec 3<>"/dev/tcp/127.0.0.1/$next_port") 2>/dev/null; do next_port=$((next_port + 1)); done
  port=$next_port
  next_port=$((next_port + 1))
}

# start <name> <url that answers when it is ready> <command…>
start() {
  local name=$1 ready=$2
  shift 2
  "$@" >"$output/$name.log" 2>&1 &
  pids+=("$!")
  SECONDS=0
  until curl -sf -o "$output/ready" "$ready"; do
    if ! kill -0 "${pids[-1]}" 2>/dev/null || [ "$SECONDS" -ge "$READY_SECONDS" ]; then
      cat "$output/$name.log" >&2
      echo "$name did not get ready." >&2
      exit 1
    fi
    sleep 0.2
  done
  servers+=(--server "$name=http://127.0.0.1:$port,${pids[-1]}")
}

mkdir -p "$output"
ulimit -n "$(ulimit -Hn)"
(cd benchmarks/realtime && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null)
dotnet build benchmarks/Graph.Benchmarks -c Release -v quiet -nologo

free_port
start graph "http://127.0.0.1:$port/health/ready" \
  env ASPNETCORE_ENVIRONMENT=Development Logging__LogLevel__Default=Warning Realtime__MaxWebSockets=20000 Hosting__MaxUpgradedConnections=20000 \
  Hosting__MaxConnections=20000 artifacts/bin/Graph/release/Graph --urls "http://127.0.0.1:$port"
for peer in yoga graphql-ws; do
  free_port
  start "$peer" "http://127.0.0.1:$port/ready" env NODE_ENV=production node benchmarks/realtime/peers.mjs "$peer" "$port"
done

uptime
# One thread polls all of the client's sockets, and runs their callbacks itself.
DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1 DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT=1 DOTNET_gcServer=0 \
  artifacts/bin/Graph.Benchmarks/release/Graph.Benchmarks realtime "${servers[@]}" "${options[@]}"
uptime
