import { setTimeout as delay } from 'node:timers/promises';
import { load } from './load.mjs';
import { checkAnswers, queries } from './queries.mjs';
import { processorSeconds, stop } from './processes.mjs';
import { learnLengths, PEERS, startBare, startGraph, startPeer } from './servers.mjs';

// Warm-up counts the server's own processor time, since its compiler needs that, however busy the machine is; but not for ever.
const WARM_UP_PATIENCE = 6;
// Compilers pause on their way: a server is warm when so many turns one after the other were no better than its best so far.
const SETTLED = 0.95;
const SETTLED_TURNS = 3;
// .NET compiles anew what is hot once nothing new has run for 100 ms.
const WARM_UP_PAUSE_MS = 300;
const ORDER = ['graph', 'bare', ...PEERS];

/** Measures one mode after the other. Servers that the next mode has as well stay, warm as they are. */
export class Measurement {
  #options;
  #processors;
  #services;
  #servers = new Map();

  constructor(options, processors, services) {
    this.#options = options;
    this.#processors = processors;
    this.#services = services;
  }

  /** Returns the medians: query → server → rate, p99, cpu, busy, calls; and spread, how far the rounds were apart. */
  async run(mode) {
    await this.#startFor(mode);
    const servers = ORDER.filter((name) => this.#servers.has(name)).map((name) => this.#servers.get(name));
    await checkAnswers(servers);
    for (const server of servers) {
      await this.#warmUp(server);
    }

    const rounds = queries.map(() => new Map(servers.map((server) => [server.name, []])));
    for (let round = 1; round <= this.#options.rounds; round++) {
      for (const [i, query] of queries.entries()) {
        for (const server of servers) {
          rounds[i].get(server.name).push(await this.#measure(server, query));
        }
      }
    }
    await checkAnswers(servers);
    return queries.map((query, i) => ({
      query, servers: new Map([...rounds[i]].map(([name, results]) => [name, medians(results)])),
    }));
  }

  async end() {
    await stop(...this.#servers.values());
    this.#servers.clear();
  }

  async #startFor({ settings, peers, bare }) {
    const { server: on } = this.#processors;
    const wanted = new Map([['graph', JSON.stringify(settings)], ...PEERS.map((peer) => [peer, peers])]);
    const going = [...this.#servers].filter(([name, server]) => (name === 'bare' ? !bare : server.kind !== wanted.get(name)));
    await stop(...going.map(([, server]) => server));
    going.forEach(([name]) => this.#servers.delete(name));
    await this.#keep('graph', wanted.get('graph'), () => startGraph(on, this.#services, settings));
    if (bare) {
      await this.#keep('bare', undefined, () => startBare(on, this.#servers.get('graph')));
    }
    for (const peer of PEERS) {
      await this.#keep(peer, peers, () => startPeer(peer, on, this.#services, peers));
    }
  }

  async #keep(name, kind, begin) {
    if (!this.#servers.has(name)) {
      const server = Object.assign(await begin(), { kind, warm: false });
      await learnLengths(server);
      this.#servers.set(name, server);
    }
  }

  /** All queries in turns, until no request takes less than before any more. */
  async #warmUp(server) {
    const { warmUp } = this.#options;
    if (server.warm || warmUp === 0) {
      return;
    }
    server.warm = true;
    const enough = processorSeconds(server) + warmUp;
    const latest = performance.now() + WARM_UP_PATIENCE * warmUp * 1_000;
    let settled = 0;
    const best = queries.map(() => Infinity);
    while (performance.now() < latest && !(settled >= SETTLED_TURNS && processorSeconds(server) >= enough)) {
      settled++;
      for (const [i, query] of queries.entries()) {
        const { cpu } = await this.#load(server, query, 1);
        settled = cpu < best[i] * SETTLED ? 0 : settled;
        best[i] = Math.min(best[i], cpu);
        await delay(WARM_UP_PAUSE_MS);
      }
    }
  }

  async #measure(server, query) {
    const result = await this.#load(server, query, this.#options.seconds);
    if (result.rate === 0 && !this.#options.smoke) {
      throw new Error(`${query.id}: ${server.name} gave no answer in ${this.#options.seconds} s; see ${server.log}.`);
    }
    return result;
  }

  #load(server, query, seconds) {
    return load({ server, query, seconds, processors: this.#processors.load, services: this.#services });
  }
}

function medians(results) {
  const rates = results.map(({ rate }) => rate);
  return {
    ...Object.fromEntries(Object.keys(results[0]).map((name) => [name, median(results.map((result) => result[name]))])),
    spread: (Math.max(...rates) - Math.min(...rates)) / Math.max(median(rates), 1),
  };
}

export function median(numbers) {
  const sorted = [...numbers].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
