#!/usr/bin/env bash
# Plants each bug of tests/planted in a copy of the tree and expects the random schedules to find it. Closes with "N passed, N failed".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

passed=0
failed=0
copy=artifacts/planted
rm -rf "$copy"
mkdir -p "$copy"
git ls-files -z -- src schema eng tests/Directory.Build.props tests/Graph.Tests tests/Graph.TestKit web global.json '*.props' .editorconfig \
  | tar --null -T - -cf - | tar -xf - -C "$copy"

# A copy is no checkout of its own, and must not be taken for part of this one.
apply() { (cd "$copy" && patch --quiet --forward -p1 "$@" <"../../$patch"); }

verdict() {
  echo "$1: $2"
  if [ "$3" = ok ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

for patch in tests/planted/*.patch; do
  name=$(basename "$patch" .patch)
  if ! apply; then
    verdict "$name" "the patch does not apply; bring it up to date" bad
    continue
  fi

  log=artifacts/planted-$name.log
  if ! dotnet build "$copy/tests/Graph.Tests" -c Release -v q -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false >"$log" 2>&1; then
    verdict "$name" "does not build, see $log" bad
  elif GRAPH_SCHEDULES="${GRAPH_SCHEDULES:-20000}" "$copy/artifacts/bin/Graph.Tests/release/Graph.Tests" --no-ansi --progress off --timeout 5m \
    --filter-class '*.ScheduleTests' --filter-class '*.Fault02InstancesTests' >>"$log" 2>&1; then
    verdict "$name" "no schedule has found it" bad
  elif grep -q 'was acknowledged' "$log"; then
    verdict "$name" "found: $(grep -m 1 -o 'read .* was acknowledged' "$log")" ok
  else
    verdict "$name" "failed for another reason, see $log" bad
  fi

  apply -R || { echo "$patch can't be taken back" >&2; exit 1; }
done

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
