import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { OUTPUT } from './processes.mjs';

const FOLDER = 'benchmarks/queries';
/** Requests as files, for wrk to send and for the bare Kestrel to know. */
export const REQUESTS = `${OUTPUT}/requests`;

export const queries = [
  query('Q1', 'one-product', '1 product, 3 fields'),
  query('Q2', 'fifty-products', '50 products, 3 fields'),
  query('Q3', 'product-page', '50 products, their stock, 10 reviews of each with their authors'),
];

function query(id, name, about) {
  const text = readFileSync(`${FOLDER}/${name}.graphql`, 'utf8');
  const variables = JSON.parse(readFileSync(`${FOLDER}/${name}.variables.json`, 'utf8'));
  const request = { id, name, about, body: JSON.stringify({ query: text, variables }), file: `${REQUESTS}/${name}.request.json` };
  mkdirSync(REQUESTS, { recursive: true });
  writeFileSync(request.file, request.body);
  return request;
}

/** The same query for other products. */
export const withIds = ({ body }, ids) => JSON.stringify({ ...JSON.parse(body), variables: { ids } });

export async function post(server, body) {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body,
  });
  const text = await response.text();
  if (response.status !== 200) {
    throw new Error(`${server.name} answered ${response.status}: ${text.slice(0, 500)}`);
  }
  return text;
}

/** Asks every server every query. They must all give the same data, and no error. */
export async function checkAnswers(servers) {
  for (const asked of queries) {
    let first;
    for (const server of servers) {
      const { data, errors } = JSON.parse(await post(server, asked.body));
      if (errors || !data) {
        throw new Error(`${asked.id}: ${server.name} answered with ${JSON.stringify(errors)?.slice(0, 500) ?? 'no data'}.`);
      }
      first ??= { server, data };
      const difference = differs(first.data, data, 'data');
      if (difference) {
        throw new Error(`${asked.id}: ${first.server.name} and ${server.name} differ at ${difference}.`);
      }
    }
  }
}

function differs(left, right, path) {
  if (isDeepStrictEqual(left, right)) {
    return undefined;
  }
  const nested = left && right && typeof left === 'object' && typeof right === 'object';
  for (const key of nested ? new Set([...Object.keys(left), ...Object.keys(right)]) : []) {
    const difference = differs(left[key], right[key], `${path}.${key}`);
    if (difference) {
      return difference;
    }
  }
  return `${path}: ${JSON.stringify(left)} and ${JSON.stringify(right)}`;
}
