import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { OUTPUT, start } from './processes.mjs';

/** The reference services as a process of their own, with a database that is made anew: the same each time. */
export async function startServices(processors) {
  const database = `${OUTPUT}/services.db`;
  for (const file of [database, `${database}-wal`, `${database}-shm`]) {
    rmSync(file, { force: true });
  }
  return start('services', {
    processors,
    command: (_, url) => [resolve('artifacts/bin/Graph.Upstreams/release/Graph.Upstreams'), '--urls', url],
    env: { Database__Path: database },
    ready: '/stats',
  });
}

/** Calls that the services have got since this was asked last. */
export async function callsSince(services) {
  const { requests } = await (await fetch(`${services.url}/stats`)).json();
  await fetch(`${services.url}/stats`, { method: 'DELETE' });
  return requests;
}

/** Makes each call take so much longer. */
export async function delayCalls(services, milliseconds) {
  const answer = await fetch(`${services.url}/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ service: 'all', latencyMs: milliseconds }),
  });
  if (!answer.ok) {
    throw new Error(`The services take no delay: ${answer.status}.`);
  }
}
