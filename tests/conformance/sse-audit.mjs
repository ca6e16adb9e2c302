#!/usr/bin/env node
// GraphQL over Server-Sent Events, distinct connections mode: node sse-audit.mjs <url> [--ending <subscription>] [--endless <subscription>]
// With subscriptions, one that ends by itself and one that does not and yields at once, those are checked too.
import assert from 'node:assert/strict';
import { createClient } from 'graphql-sse';
import { check, collect, option, rejection, run, TIMEOUT_MS, within } from './checks.mjs';

const url = process.argv[2];
if (!url) {
  console.error('usage: node sse-audit.mjs <url> [--ending <subscription>] [--endless <subscription>]');
  process.exit(2);
}

const ending = option('ending');
const endless = option('endless');
const QUERY = '{ __typename }';

const post = (body, headers = {}, signal = AbortSignal.timeout(TIMEOUT_MS)) => fetch(url, {
  method: 'POST',
  signal,
  headers: { accept: 'text/event-stream', 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const get = (query) => fetch(`${url}?query=${encodeURIComponent(query)}`, {
  headers: { accept: 'text/event-stream' },
  signal: AbortSignal.timeout(TIMEOUT_MS),
});

/** The events of a text, by the rules of the HTML standard (9.2.6). */
function eventsOf(text) {
  assert.match(text, /\n\n$/, 'the last event is not ended');
  return text.split('\n\n').map((block) => {
    const event = { name: '', data: undefined };
    for (const line of block.split('\n').filter((one) => one && !one.startsWith(':'))) {
      const [, field, value] = line.match(/^([^:]+):? ?(.*)$/);
      assert.ok(['event', 'data'].includes(field), `a field '${field}'`);
      if (field === 'event') {
        event.name = value;
      } else {
        event.data = event.data === undefined ? value : `${event.data}\n${value}`;
      }
    }
    return event;
  }).filter((event) => event.name || event.data !== undefined);
}

const next = (result) => ({ name: 'next', data: JSON.stringify(result) });
const COMPLETE = { name: 'complete', data: '' };

check('the headers are those of an event stream that nobody keeps', async () => {
  const response = await post({ query: QUERY });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'text/event-stream');
  assert.match(response.headers.get('cache-control'), /no-store|no-cache/);
  await response.text();
});
check('a query is one next and complete', async () => {
  assert.deepEqual(eventsOf(await (await post({ query: QUERY })).text()), [next({ data: { __typename: 'Query' } }), COMPLETE]);
});
check('a mutation is one next and complete', async () => {
  const events = eventsOf(await (await post({ query: 'mutation { __typename }' })).text());
  assert.deepEqual(events, [next({ data: { __typename: 'Mutation' } }), COMPLETE]);
});
check('GET serves queries', async () => {
  assert.deepEqual(eventsOf(await (await get(QUERY)).text()), [next({ data: { __typename: 'Query' } }), COMPLETE]);
});
check('GET changes nothing', async () => {
  const [refused, complete] = eventsOf(await (await get('mutation { __typename }')).text());
  assert.equal(JSON.parse(refused.data).errors[0].extensions.code, 'BAD_USER_INPUT');
  assert.deepEqual(complete, COMPLETE);
});
for (const [what, query] of [['an invalid document', '{ noSuchField }'], ['a syntax error', '{ unbalanced']]) {
  check(`${what} is a next with errors and complete`, async () => {
    const response = await post({ query });
    const [refused, complete] = eventsOf(await response.text());
    assert.equal(response.status, 200);
    assert.equal(refused.name, 'next');
    assert.ok(JSON.parse(refused.data).errors.length > 0);
    assert.deepEqual(complete, COMPLETE);
  });
}
for (const [what, status, send] of [
  ['a body that is no JSON', 400, () => post('{')],
  ['a body without query', 400, () => post({})],
  ['another content type', 415, () => post({ query: QUERY }, { 'content-type': 'text/plain' })],
  ['another method', 405, () => fetch(url, { method: 'PUT', headers: { accept: 'text/event-stream' } })],
  ['credentials that are none', 401, () => post({ query: QUERY }, { authorization: 'Bearer nonsense' })],
]) {
  check(`${what}: ${status} with errors`, async () => {
    const response = await send();
    assert.equal(response.status, status);
    assert.ok((await response.json()).errors[0].message);
  });
}

if (ending) {
  check('a subscription is its results, one complete, and the end', async () => {
    for (const response of [await post({ query: ending }), await get(ending)]) {
      const events = eventsOf(await response.text());
      assert.ok(events.length >= 2);
      assert.ok(events.slice(0, -1).every(({ name, data }) => name === 'next' && JSON.parse(data).data));
      assert.deepEqual(events.at(-1), COMPLETE);
    }
  });
}

if (endless) {
  check('events come as they happen, and a client may leave', async () => {
    const leave = new AbortController();
    const response = await within(post({ query: endless }, {}, leave.signal), 'the headers');
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let text = ''; !text.includes('event: next\n');) {
      const { value, done } = await within(reader.read(), 'the first event');
      assert.ok(!done, 'it has ended');
      text += value;
    }
    leave.abort();
  });
}

// The client that applications use.
const client = (options) => createClient({ url, retryAttempts: 0, ...options });
check('graphql-sse: a query, a mutation, and errors', async () => {
  const one = client();
  assert.deepEqual(await within(collect(one, { query: QUERY }), 'the query'), [{ data: { __typename: 'Query' } }]);
  assert.deepEqual(await within(collect(one, { query: 'mutation { __typename }' }), 'the mutation'), [{ data: { __typename: 'Mutation' } }]);
  const [refused] = await within(collect(one, { query: '{ noSuchField }' }), 'the errors');
  assert.equal(refused.errors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED');
  one.dispose();
});
check('graphql-sse: bad credentials reach the client', async () => {
  const one = client({ headers: { Authorization: 'Bearer nonsense' } });
  const error = await within(rejection(collect(one, { query: QUERY })), 'the refusal');
  assert.equal(error.response.status, 401);
  one.dispose();
});
if (ending && endless) {
  check('graphql-sse: subscriptions, one that ends and one that is left', async () => {
    const one = client();
    assert.ok((await within(collect(one, { query: ending }), 'the subscription')).every(({ data }) => data));
    const left = one.iterate({ query: endless });
    assert.ok((await within(left.next(), 'the first result')).value.data);
    await left.return();
    one.dispose();
  });
}

await run();
