#!/usr/bin/env node
// The comparison of benchmarks/run.sh, which installs and builds what this starts.
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { cores, moveTo } from './cores.mjs';
import { Measurement } from './measurement.mjs';
import { parseOptions } from './options.mjs';
import { OUTPUT, stopAll } from './processes.mjs';
import { printGoals, printMode, printStampede } from './report.mjs';
import { MODES } from './servers.mjs';
import { startServices } from './services.mjs';
import { stampede } from './stampede.mjs';

for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]]) {
  process.on(signal, () => stopAll().finally(() => process.exit(code)));
}

try {
  await compare(parseOptions(process.argv.slice(2)));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await stopAll();
}

async function compare(options) {
  const processors = cores();
  moveTo(processors.load);
  console.log(`${processors.count} processors: each server on ${processors.server}, wrk on ${processors.load}, the services on ${processors.services}.`);
  console.log(`Rounds: ${options.rounds} of ${options.seconds} s, after ${options.warmUp} s of warm-up for each server. ${load()}`);
  const services = await startServices(processors.services);
  const measurement = new Measurement(options, processors, services);
  const results = new Map();
  for (const mode of MODES.filter(({ id }) => options.parts.includes(id))) {
    results.set(mode.id, await measurement.run(mode));
    printMode(mode, results.get(mode.id));
  }
  await measurement.end();

  const rush = options.parts.includes('stampede') ? await stampede(options, processors, services) : undefined;
  if (rush) {
    printStampede(rush);
  }
  console.log(`\n${load()}`);
  if (options.smoke) {
    console.log('All servers gave the same data for every query. Nothing was warm: these numbers mean nothing.');
  } else {
    printGoals(results, rush);
    writeFileSync(`${OUTPUT}/results.json`, JSON.stringify({ options, processors, modes: plain(results), stampede: rush }, null, 2));
  }
}

function load() {
  return `Load average: ${loadavg().map((one) => one.toFixed(2)).join(' ')}.`;
}

function plain(results) {
  return Object.fromEntries([...results].map(([mode, byQuery]) => [
    mode, Object.fromEntries(byQuery.map(({ query, servers }) => [query.id, Object.fromEntries(servers)])),
  ]));
}
