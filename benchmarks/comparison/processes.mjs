import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, truncateSync } from 'node:fs';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export const OUTPUT = resolve('artifacts/comparison');
const HOST = '127.0.0.1';
const READY_MS = 120_000;
const STOP_MS = 20_000;
const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

const running = new Set();
let nextPort = 19_300;

/** Starts a program on a free port and given processors, and waits until it answers there. Its output goes to a file. */
export async function start(name, { processors, command, env = {}, ready }) {
  // .NET watches the folder that a program is started from for changed settings: no log may be written below it.
  const cwd = `${OUTPUT}/homes/${name}`;
  mkdirSync(cwd, { recursive: true });
  const port = await freePort();
  const url = `http://${HOST}:${port}`;
  const log = `${OUTPUT}/${name}.log`;
  const file = openSync(log, 'a');
  truncateSync(log);
  const [program, ...options] = command(port, url);
  const child = spawn('taskset', ['-c', processors, program, ...options], {
    cwd, env: { ...process.env, ...env }, stdio: ['ignore', file, file],
  });
  const started = { name, url, pid: child.pid, log, child };
  running.add(started);
  const until = Date.now() + READY_MS;
  while (!(await answers(`${url}${ready}`))) {
    if (child.exitCode !== null || Date.now() > until) {
      throw new Error(`${name} did not get ready:\n${readFileSync(log, 'utf8').slice(-2_000)}`);
    }
    await delay(100);
  }
  return started;
}

/** Ends what was started, by its id: politely, and after a while for good. */
export async function stop(...processes) {
  await Promise.all(processes.map(async (one) => {
    running.delete(one);
    if (one.child.exitCode !== null || one.child.signalCode !== null) {
      return;
    }
    const ended = new Promise((resolve) => one.child.once('exit', resolve));
    one.child.kill('SIGTERM');
    const patience = setTimeout(() => one.child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(patience);
  }));
}

export const stopAll = () => stop(...running);

/** Processor time that a process has used, of all its threads, in seconds. */
export function processorSeconds({ pid }) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** A line for each request adds up to gigabytes. */
export const emptyLog = ({ log }) => truncateSync(log);

async function answers(url) {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

async function freePort() {
  for (;;) {
    const port = nextPort++;
    const free = await new Promise((resolve) => {
      const probe = createServer().once('error', () => resolve(false));
      probe.listen({ host: HOST, port, exclusive: true }, () => probe.close(() => resolve(true)));
    });
    if (free) {
      return port;
    }
  }
}
