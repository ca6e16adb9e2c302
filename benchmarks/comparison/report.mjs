import { median } from './measurement.mjs';
import { PEERS } from './servers.mjs';

const BOUND = 0.9;
const percent = (share) => `${(share * 100).toFixed(0)} %`;

/** The medians of one mode as a table; the last column is how many times the server's rate the graph's is. */
export function printMode(mode, results) {
  console.log(`\nMode ${mode.id} (${mode.about})\n`);
  console.log('| query | server | requests/s | spread | p99 ms | CPU s/1000 requests | CPU used | calls/request | graph ÷ it |');
  console.log('| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const { query, servers } of results) {
    const graph = servers.get('graph');
    for (const [name, { rate, spread, p99, cpu, busy, calls }] of servers) {
      const ratio = name === 'graph' ? '' : (graph.rate / rate).toFixed(2);
      console.log(`| ${query.id} | ${name} | ${rate.toFixed(0)} | ${percent(spread)} | ${p99.toFixed(1)} | ${cpu.toFixed(3)} | ${percent(busy)} | ${
        calls.toFixed(2)} | ${ratio} |`);
    }
  }
}

export function printStampede(results) {
  console.log('\nStampede: 200 clients ask for Q3 at once, nothing is cached, each call takes 100 ms\n');
  console.log('| calls | expected | p50 ms | p99 ms | allowed ms | CPU ms: graph | clients |');
  console.log('| ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const { calls, expected, p50, p99, allowed, graphMs, clientsMs } of results) {
    console.log(`| ${calls} | ${expected} | ${p50.toFixed(0)} | ${p99.toFixed(0)} | ${allowed} | ${graphMs.toFixed(0)} | ${clientsMs.toFixed(0)} |`);
  }
}

/** Says of each goal whether it is met: by rates, or by processor time where something else than the server was the limit. */
export function printGoals(results, stampede) {
  const goals = [
    ...goalsOf(results.get('a'), { Q1: 0.8, Q2: 0.8, Q3: 0.8 }, 'a', ['bare']),
    ...goalsOf(results.get('b'), { Q1: 1, Q2: 1, Q3: 2.5 }, 'b', PEERS),
    ...goalsOf(results.get('c'), { Q3: 4 }, 'c', PEERS),
    ...goalsOfStampede(stampede),
  ];
  console.log('\nGoals\n');
  console.log('| goal | measured | met | |');
  console.log('| --- | ---: | --- | --- |');
  for (const { goal, measured, met, note } of goals) {
    console.log(`| ${goal} | ${measured} | ${met ? 'yes' : 'no'} | ${note} |`);
  }
  console.log(`\n${goals.filter(({ met }) => met).length} of ${goals.length} goals met`);
}

function goalsOf(results, least, mode, others) {
  return (results ?? []).filter(({ query }) => query.id in least).map(({ query, servers }) => {
    const graph = servers.get('graph');
    const [name, best] = bestOf([...servers].filter(([server]) => others.includes(server)));
    const goal = least[query.id];
    const byRate = graph.rate / best.rate;
    const byTime = best.cpu / graph.cpu;
    const idle = [['the graph', graph], [name, best]].filter(([, { busy }]) => busy < BOUND).map(([server]) => server);
    const decides = idle.length === 0 ? byRate : byTime;
    return {
      goal: `${mode} ${query.id}: ${goal === 1 ? 'ahead of' : `${goal} ×`} ${others.length === 1 ? name : `the best peer (${name})`}`,
      measured: decides.toFixed(2),
      met: goal === 1 ? decides > 1 : decides >= goal,
      note: idle.length === 0 ? `by processor time ${byTime.toFixed(2)}` : `by processor time, since ${
        idle.join(' and ')} had to wait for others; by rate ${byRate.toFixed(2)}`,
    };
  });
}

/** By rate among servers that had their processor to themselves; otherwise by processor time, which waiting does not change. */
function bestOf(servers) {
  const bound = servers.every(([, { busy }]) => busy >= BOUND);
  return servers.reduce((first, second) => ((bound ? second[1].rate > first[1].rate : second[1].cpu < first[1].cpu) ? second : first));
}

function goalsOfStampede(results) {
  if (!results) {
    return [];
  }
  const [{ expected, allowed }] = results;
  const most = Math.max(...results.map(({ calls }) => calls));
  const p99 = median(results.map((result) => result.p99));
  return [
    { goal: `stampede: ${expected} calls`, measured: String(most), met: most <= expected, note: 'the most of all rounds' },
    { goal: `stampede: p99 within ${allowed} ms`, measured: p99.toFixed(0), met: p99 <= allowed, note: 'the median of the rounds' },
  ];
}
