import { Pool } from 'undici';
import { queries, withIds } from './queries.mjs';
import { ADMIN_KEY, startGraph } from './servers.mjs';
import { callsSince, delayCalls } from './services.mjs';
import { processorSeconds, stop } from './processes.mjs';

const CLIENTS = 200;
const DELAY_MS = 100;
/** Products; then their stock and reviews; then the authors. */
const STEPS = 3;
const MAX_BATCH = 100;
/** Processor time that the graph's start takes. */
const START_SECONDS = 5;
const MAX_WARM_UPS = 100;

/**
 * Lets all clients ask a graph for the largest query at the same moment, when nothing of it is in any cache and every call takes 100 ms.
 * Only the data is cold: the code has run for other products before, and the connections are open.
 */
export async function stampede({ smoke, rounds, warmUp }, processors, services) {
  const graph = await startGraph(processors.server, services, {});
  const pool = new Pool(graph.url, { connections: CLIENTS, pipelining: 1 });
  const body = queries.at(-1).body;
  try {
    const others = withIds(queries.at(-1), Array.from({ length: 50 }, (_, i) => String(i + 51)));
    for (let i = 0; i < (smoke ? 2 : MAX_WARM_UPS) && processorSeconds(graph) < warmUp + START_SECONDS; i++) {
      await purge(graph);
      await ask(pool, others);
    }

    await delayCalls(services, DELAY_MS);
    const results = [];
    for (let i = 0; i < Math.max(rounds, smoke ? 1 : 5); i++) {
      await purge(graph);
      await callsSince(services);
      const before = { graph: processorSeconds(graph), clients: process.cpuUsage() };
      const { answer, milliseconds } = await ask(pool, body);
      const { user, system } = process.cpuUsage(before.clients);
      results.push({
        calls: await callsSince(services),
        expected: STEPS + Math.ceil(authorsOf(answer) / MAX_BATCH),
        p50: percentile(milliseconds, 50),
        p99: percentile(milliseconds, 99),
        graphMs: (processorSeconds(graph) - before.graph) * 1_000,
        clientsMs: (user + system) / 1_000,
        allowed: 1.5 * STEPS * DELAY_MS,
      });
    }
    return results;
  } finally {
    await delayCalls(services, 0);
    await pool.close();
    await stop(graph);
  }
}

async function purge(graph) {
  const answer = await fetch(`${graph.url}/admin/invalidate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-admin-key': ADMIN_KEY },
    body: JSON.stringify({ patterns: ['*'] }),
  });
  if (!answer.ok) {
    throw new Error(`The graph was not emptied: ${answer.status}.`);
  }
}

/** All clients at once; they all get the same. */
async function ask(pool, body) {
  const answers = await Promise.all(Array.from({ length: CLIENTS }, async () => {
    const began = performance.now();
    const response = await pool.request({
      method: 'POST', path: '/graphql', headers: { 'content-type': 'application/json', accept: 'application/json' }, body,
    });
    const bytes = Buffer.from(await response.body.arrayBuffer());
    return { status: response.statusCode, bytes, milliseconds: performance.now() - began };
  }));
  const first = answers[0].bytes;
  const wrong = answers.find(({ status, bytes }) => status !== 200 || !bytes.equals(first));
  const answer = JSON.parse(first);
  if (wrong || answer.errors) {
    throw new Error(`Clients of the stampede got different answers, or errors: ${(wrong?.bytes ?? first).subarray(0, 500)}`);
  }
  return { answer, milliseconds: answers.map(({ milliseconds }) => milliseconds) };
}

function authorsOf({ data }) {
  return new Set(data.productsById.flatMap(({ reviews }) => reviews.nodes.map(({ author }) => author.id))).size;
}

function percentile(numbers, share) {
  const sorted = [...numbers].sort((left, right) => left - right);
  return sorted[Math.ceil(sorted.length * share / 100) - 1];
}
