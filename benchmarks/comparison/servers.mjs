import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { start } from './processes.mjs';
import { post, queries, REQUESTS } from './queries.mjs';

export const PEERS = ['mercurius', 'apollo', 'yoga'];
export const ADMIN_KEY = 'the-key-of-the-benchmark';

/** The three ways to run the graph, and what it is compared with in each. */
export const MODES = [
  { id: 'a', about: 'all defaults: responses and entities cached; peers with their caches', settings: {}, peers: 'cached', bare: true },
  {
    id: 'b', about: 'ResponseCache:Enabled=false, entities in memory; peers with their caches',
    settings: { ResponseCache__Enabled: 'false' }, peers: 'cached', bare: true,
  },
  {
    id: 'c', about: 'EntityCache:Enabled=false too: everything is read anew for each request; peers without caches',
    settings: { ResponseCache__Enabled: 'false', EntityCache__Enabled: 'false' }, peers: 'fresh', bare: false,
  },
];

export function startGraph(processors, services, settings) {
  return start('graph', {
    processors,
    command: (_, url) => [resolve('artifacts/bin/Graph/release/Graph'), '--urls', url],
    env: { ASPNETCORE_ENVIRONMENT: 'Production', Upstreams__BaseAddress: services.url, Admin__Key: ADMIN_KEY, ...settings },
    ready: '/health/ready',
  });
}

export function startPeer(name, processors, services, caches) {
  return start(name, {
    processors,
    command: (port) => ['node', resolve(`benchmarks/comparison/peers/${name}.mjs`), String(port), services.url, caches],
    env: { NODE_ENV: 'production' },
    ready: '/ready',
  });
}

/** Answers with the graph's own bytes. */
export async function startBare(processors, graph) {
  for (const query of queries) {
    writeFileSync(`${REQUESTS}/${query.name}.answer.json`, await post(graph, query.body));
  }
  return start('bare', {
    processors,
    command: (port) => [resolve('artifacts/bin/Graph.BareKestrel/release/Graph.BareKestrel'), String(port), REQUESTS],
    ready: '/ready',
  });
}

/** How long the answers of a server are, for the load to be checked by. */
export async function learnLengths(server) {
  server.lengths = {};
  for (const query of queries) {
    server.lengths[query.id] = Buffer.byteLength(await post(server, query.body));
  }
}
