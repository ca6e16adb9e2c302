import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { emptyLog, processorSeconds } from './processes.mjs';
import { callsSince } from './services.mjs';

const CONNECTIONS = 64;
const SETTLE_MS = 100, SETTLE_LOOKS = 50, IDLE = 0.1;
const run = promisify(execFile);

/** Sends one query to one server with all connections, each as soon as its last answer is there. */
export async function load({ server, query, seconds, processors, services }) {
  await callsSince(services);
  const before = processorSeconds(server);
  const { stdout, stderr } = await run('taskset', [
    '-c', processors, 'wrk', '-t', '1', '-c', String(CONNECTIONS), '-d', `${seconds}s`, '--timeout', '30s',
    '-s', 'benchmarks/comparison/post.lua', `${server.url}/graphql`, '--', query.file,
  ]);
  const spent = processorSeconds(server) - before;
  const line = /^RESULT (.*)$/m.exec(stdout);
  if (!line) {
    throw new Error(`wrk said nothing that is known: ${stdout}${stderr}`);
  }
  const calls = await callsSince(services);
  emptyLog(server);
  await settle(server);
  const result = JSON.parse(line[1]);
  check(server, query, result);
  return {
    rate: result.requests / result.seconds,
    p50: result.p50Ms,
    p99: result.p99Ms,
    cpu: spent / Math.max(result.requests, 1) * 1_000,
    busy: spent / result.seconds,
    calls: calls / Math.max(result.requests, 1),
  };
}

// What a server still does for clients that have gone would be done at the next one's expense.
async function settle(server) {
  for (let i = 0; i < SETTLE_LOOKS; i++) {
    const before = processorSeconds(server);
    await delay(SETTLE_MS);
    if (processorSeconds(server) - before <= SETTLE_MS / 1_000 * IDLE) {
      return;
    }
  }
}

// wrk looks at the status only. Answers with errors instead of data would be shorter than the one that was compared.
function check(server, query, { requests, bytes, failed }) {
  if (failed > 0) {
    throw new Error(`${query.id}: ${failed} requests to ${server.name} failed, ${requests} did not; see ${server.log}.`);
  }
  const least = server.lengths[query.id] * 0.95;
  if (requests > 0 && bytes / requests < least) {
    throw new Error(`${query.id}: answers of ${server.name} have ${Math.round(bytes / requests)} bytes, and should have ${least}.`);
  }
}
