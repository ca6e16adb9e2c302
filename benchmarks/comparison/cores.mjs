import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Which processors do what, as lists for taskset: each server gets one of its own, and nothing else runs there. */
export function cores() {
  const count = availableParallelism();
  if (count < 2) {
    throw new Error('Two processors are needed: one for the server, one for wrk and the services.');
  }
  const others = count === 2 ? '1' : count === 3 ? '2' : `2-${count - 1}`;
  return { count, server: '0', load: '1', services: others };
}

/** Moves this process, which asks and counts, to where the load comes from. */
export function moveTo(list) {
  execFileSync('taskset', ['-acp', list, String(process.pid)], { stdio: 'ignore' });
}
