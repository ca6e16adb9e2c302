#!/usr/bin/env bash
# The long form of the cart tests: ./soak-carts.sh [operations] [checkouts]
# Hammers carts while the upstreams fail (100,000 mixed reads and writes), then kills the graph in the middle of 1,000 checkouts.
# GRAPH_HAMMER_SEED repeats a run's choices; the seed is printed. Takes some five minutes on 2 cores.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export GRAPH_HAMMER_OPERATIONS=${1:-100000} GRAPH_KILL_CHECKOUTS=${2:-1000}

dotnet build tests/Graph.FunctionalTests -c Release -warnaserror -v minimal
artifacts/bin/Graph.FunctionalTests/release/Graph.FunctionalTests --no-ansi --progress off --timeout 60m --show-live-output on \
  --filter-class '*.CartsHammerTests' --filter-class '*.CheckoutKillTests'
