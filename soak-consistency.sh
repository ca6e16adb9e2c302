#!/usr/bin/env bash
# The long form of the consistency check: ./soak-consistency.sh [seconds]
# Three graphs over one Redis, then one in memory, each for so long (600): random reads, writes, announcements, mutations and evictions,
# while instances are killed and Redis is hung, paused, killed, emptied, and made to refuse. Needs redis-server.
#
# GRAPH_CONSISTENCY_SEED          repeats a run's choices; the seed is printed
# GRAPH_CONSISTENCY_CLIENTS       clients at a time (8)
# GRAPH_CONSISTENCY_PRODUCTS      products, each with five keys (24); the cache holds two fifths
# GRAPH_CONSISTENCY_ROUND_SECONDS load between two rests, at which everything is read on every instance (15)
# GRAPH_CONSISTENCY_ANNOUNCE      events, admin, or both (both, where both are there)
# GRAPH_CONSISTENCY_APPEND_ONLY   1: Redis keeps its data over a kill -9
# GRAPH_CONSISTENCY_FORM          three, one, or both (both)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export GRAPH_CONSISTENCY_SECONDS=${1:-600}

case ${GRAPH_CONSISTENCY_FORM:-both} in
  three) forms=(--filter-method '*.ConsistencyTests.ThreeInstances*') ;;
  one) forms=(--filter-method '*.ConsistencyTests.OneInstance*') ;;
  both) forms=(--filter-class '*.ConsistencyTests') ;;
  *) echo "GRAPH_CONSISTENCY_FORM is three, one or both." >&2; exit 2 ;;
esac

dotnet build tests/Graph.FunctionalTests -c Release -warnaserror -v minimal
artifacts/bin/Graph.FunctionalTests/release/Graph.FunctionalTests --no-ansi --progress off --show-live-output on \
  --timeout "$((GRAPH_CONSISTENCY_SECONDS * 4 + 600))s" "${forms[@]}"
