#!/usr/bin/env node
// GraphQL over WebSocket (graphql-transport-ws): node ws-audit.mjs <url> [--ending <subscription>] [--endless <subscription>]
// With subscriptions, one that ends by itself and one that does not and yields at once, those are checked too.
import assert from 'node:assert/strict';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { check, collect, option, rejection, run, within } from './checks.mjs';

const url = process.argv[2];
if (!url) {
  console.error('usage: node ws-audit.mjs <url> [--ending <subscription>] [--endless <subscription>]');
  process.exit(2);
}

const ending = option('ending');
const endless = option('endless');
const QUERY = '{ __typename }';
const INIT_TIMEOUT_MS = 3_000; // Realtime:InitTimeout

/** A socket that says exactly what it is told to, and keeps what it hears until somebody asks. */
class Peer {
  #heard = [];
  #wake = () => {};
  closed = null;

  constructor(subprotocol = 'graphql-transport-ws') {
    this.socket = new WebSocket(url, subprotocol);
    this.socket.on('error', () => {});
    this.socket.on('message', (data, isBinary) => {
      this.#heard.push(isBinary ? { type: 'binary' } : JSON.parse(data));
      this.#wake();
    });
    this.socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() };
      this.#wake();
    });
  }

  static async open() {
    const peer = new Peer();
    await within(new Promise((resolve, reject) => {
      peer.socket.once('open', resolve);
      peer.socket.once('error', reject);
    }), 'the handshake');
    return peer;
  }

  static async ready() {
    const peer = await Peer.open();
    peer.say({ type: 'connection_init' });
    assert.deepEqual(await peer.hear(), { type: 'connection_ack' });
    return peer;
  }

  say(message) {
    this.socket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message));
  }

  subscribe(id, query, more) {
    this.say({ id, type: 'subscribe', payload: { query, ...more } });
  }

  /** The next message. */
  async hear() {
    await this.#until(() => this.#heard.length > 0 || this.closed, 'a message');
    assert.ok(this.#heard.length > 0, `closed with ${this.closed?.code} ${this.closed?.reason}`);
    return this.#heard.shift();
  }

  async close() {
    await this.#until(() => this.closed, 'the close');
    return this.closed;
  }

  /** Whether the server still answers, and says nothing else before it does. */
  async isAlive() {
    this.say({ type: 'ping' });
    assert.deepEqual(await this.hear(), { type: 'pong' });
  }

  #until(holds, what) {
    return within(new Promise((resolve) => {
      this.#wake = () => holds() && resolve();
      this.#wake();
    }), what);
  }
}

const onSocket = (name, start, body) => check(name, async () => {
  const peer = await start();
  try {
    await body(peer);
  } finally {
    peer.socket.terminate();
  }
});

const closes = (code, name, start, act) => onSocket(`${code}: ${name}`, start, async (peer) => {
  await act(peer);
  assert.equal((await peer.close()).code, code);
});

onSocket('the subprotocol is selected', Peer.open, (peer) => assert.equal(peer.socket.protocol, 'graphql-transport-ws'));
check('another subprotocol is not acceptable', async () => {
  const { code } = await new Peer('graphql-ws').close();
  assert.ok([4406, 1006].includes(code), `closed with ${code}`); // ws itself gives up (1006) when a server selects none
});
onSocket('connection_init is acknowledged', Peer.ready, (peer) => peer.isAlive());
onSocket('a ping before connection_init is answered', Peer.open, (peer) => peer.isAlive());
onSocket('a pong carries the payload of its ping', Peer.ready, async (peer) => {
  peer.say({ type: 'ping', payload: { at: 1 } });
  assert.deepEqual(await peer.hear(), { type: 'pong', payload: { at: 1 } });
});
onSocket('a pong that nobody asked for is taken', Peer.ready, async (peer) => {
  peer.say({ type: 'pong' });
  await peer.isAlive();
});
onSocket('a query is one next and complete', Peer.ready, async (peer) => {
  peer.subscribe('q', QUERY);
  assert.deepEqual(await peer.hear(), { id: 'q', type: 'next', payload: { data: { __typename: 'Query' } } });
  assert.deepEqual(await peer.hear(), { id: 'q', type: 'complete' });
  await peer.isAlive();
});
onSocket('variables and the operation name are used', Peer.ready, async (peer) => {
  peer.subscribe('q', 'query a { __typename } query b($skip: Boolean!) { a: __typename @skip(if: $skip) b: __typename }', {
    operationName: 'b', variables: { skip: true }, extensions: {},
  });
  assert.deepEqual((await peer.hear()).payload, { data: { b: 'Query' } });
});
onSocket('a mutation is one next and complete', Peer.ready, async (peer) => {
  peer.subscribe('m', 'mutation { __typename }');
  assert.deepEqual((await peer.hear()).payload, { data: { __typename: 'Mutation' } });
  assert.deepEqual(await peer.hear(), { id: 'm', type: 'complete' });
});
for (const [what, query] of [['an invalid document', '{ noSuchField }'], ['a document with a syntax error', '{ unbalanced']]) {
  onSocket(`${what} is an error, no complete, and its id is free`, Peer.ready, async (peer) => {
    peer.subscribe('e', query);
    const error = await peer.hear();
    assert.deepEqual([error.id, error.type], ['e', 'error']);
    assert.ok(error.payload.length > 0 && error.payload.every(({ message }) => typeof message === 'string'));
    await peer.isAlive();
    peer.subscribe('e', QUERY);
    assert.equal((await peer.hear()).type, 'next');
  });
}
onSocket('complete of an unknown id is ignored', Peer.ready, async (peer) => {
  peer.say({ id: 'nobody', type: 'complete' });
  await peer.isAlive();
});

closes(4401, 'subscribe before connection_init', Peer.open, (peer) => peer.subscribe('1', QUERY));
closes(4403, 'credentials that are none', Peer.open, (peer) =>
  peer.say({ type: 'connection_init', payload: { Authorization: 'Bearer nonsense' } }));
closes(4408, `no connection_init for ${INIT_TIMEOUT_MS} ms`, Peer.open, () => {});
closes(4429, 'a second connection_init', Peer.ready, (peer) => peer.say({ type: 'connection_init' }));
closes(1009, 'a message of 2 MB', Peer.ready, (peer) => peer.say(' '.repeat(2_000_000)));
for (const [what, message] of [
  ['no JSON', 'not JSON'],
  ['a list', '[{"type":"ping"}]'],
  ['a binary message', Buffer.from('{"type":"ping"}')],
  ['no type', { id: '1' }],
  ['an unknown type', { id: '1', type: 'start', payload: { query: QUERY } }],
  ['subscribe without id', { type: 'subscribe', payload: { query: QUERY } }],
  ['subscribe with an empty id', { id: '', type: 'subscribe', payload: { query: QUERY } }],
  ['subscribe without query', { id: '1', type: 'subscribe', payload: {} }],
  ['subscribe with variables that are no object', { id: '1', type: 'subscribe', payload: { query: QUERY, variables: 'x' } }],
]) {
  closes(4400, what, Peer.ready, (peer) => peer.say(message));
}

if (ending) {
  onSocket('a subscription is its results and complete', Peer.ready, async (peer) => {
    peer.subscribe('s', ending);
    let message = await peer.hear();
    assert.equal(message.type, 'next');
    while (message.type === 'next') {
      message = await peer.hear();
    }
    assert.deepEqual(message, { id: 's', type: 'complete' });
  });
}

if (endless) {
  onSocket('a subscription that its client completes says nothing more, and its id is free', Peer.ready, async (peer) => {
    peer.subscribe('s', endless);
    assert.equal((await peer.hear()).type, 'next');
    peer.say({ id: 's', type: 'complete' });
    peer.say({ type: 'ping' });
    while ((await peer.hear()).type !== 'pong') {
      // what was under way
    }
    await new Promise((resolve) => { setTimeout(resolve, 1_000); });
    await peer.isAlive();
    peer.subscribe('s', QUERY);
    assert.deepEqual((await peer.hear()).payload, { data: { __typename: 'Query' } });
  });
  onSocket('operations beside a subscription are independent', Peer.ready, async (peer) => {
    peer.subscribe('s', endless);
    assert.equal((await peer.hear()).id, 's');
    peer.subscribe('q', QUERY);
    let message = await peer.hear();
    while (message.id === 's') {
      assert.equal(message.type, 'next');
      message = await peer.hear();
    }
    assert.deepEqual([message.id, message.type], ['q', 'next']);
  });
  onSocket('4409: an id that is taken', Peer.ready, async (peer) => {
    peer.subscribe('dup', endless);
    await peer.hear();
    peer.subscribe('dup', endless);
    assert.deepEqual(await peer.close(), { code: 4409, reason: 'Subscriber for dup already exists' });
  });
}

// The client that applications use.
const client = (options) => createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0, ...options });
check('graphql-ws: a query, a mutation, and errors on one connection', async () => {
  const one = client({ lazy: false, onNonLazyError: () => {} });
  try {
    assert.deepEqual(await within(collect(one, { query: QUERY }), 'the query'), [{ data: { __typename: 'Query' } }]);
    assert.deepEqual(await within(collect(one, { query: 'mutation { __typename }' }), 'the mutation'), [{ data: { __typename: 'Mutation' } }]);
    const errors = await within(rejection(collect(one, { query: '{ noSuchField }' })), 'the errors');
    assert.equal(errors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED');
  } finally {
    await one.dispose();
  }
});
check('graphql-ws: many queries at once', async () => {
  const one = client({ lazy: false, onNonLazyError: () => {} });
  try {
    const results = await within(Promise.all(Array.from({ length: 90 }, () => collect(one, { query: QUERY }))), 'the queries');
    assert.ok(results.every(([result]) => result.data.__typename === 'Query'));
  } finally {
    await one.dispose();
  }
});
check('graphql-ws: its keep-alive is answered, and its end is a normal closure', async () => {
  let ponged;
  let closed;
  const pong = new Promise((resolve) => { ponged = resolve; });
  const close = new Promise((resolve) => { closed = resolve; });
  const one = client({
    lazy: false, keepAlive: 100, onNonLazyError: () => {},
    on: { pong: (received) => received && ponged(), closed },
  });
  await within(pong, 'the pong');
  await one.dispose();
  assert.equal((await within(close, 'the close')).code, 1000);
});
check('graphql-ws: bad credentials reach the client', async () => {
  const one = client({ connectionParams: { Authorization: 'Bearer nonsense' } });
  const event = await within(rejection(collect(one, { query: QUERY })), 'the close');
  assert.equal(event.code, 4403);
  assert.match(event.reason, /not valid/);
});
if (ending && endless) {
  check('graphql-ws: subscriptions, one that ends and one that is left', async () => {
    const one = client({ lazy: false, onNonLazyError: () => {} });
    try {
      assert.ok((await within(collect(one, { query: ending }), 'the subscription')).length > 0);
      const left = one.iterate({ query: endless });
      assert.ok((await within(left.next(), 'the first result')).value.data);
      await left.return();
      assert.deepEqual(await within(collect(one, { query: QUERY }), 'the query'), [{ data: { __typename: 'Query' } }]);
    } finally {
      await one.dispose();
    }
  });
}

await run();
