#!/usr/bin/env node
// The example in docs/clients/javascript over a line that is cut: node javascript-client-audit.mjs <url>
import assert from 'node:assert/strict';
import { WebSocket } from 'ws';
import { connect, connectStreams, follow, followCart, followInvalidations, followInventory } from '../../docs/clients/javascript/graph.js';
import { check, run, within } from './checks.mjs';
import { Graph } from './graph.mjs';
import { Heard } from './heard.mjs';
import { Link } from './link.mjs';

const url = process.argv[2];
if (!url) {
  console.error('usage: node javascript-client-audit.mjs <url>');
  process.exit(2);
}

const OTHER_EPOCH = '0'.repeat(32);
const graph = new Graph(url);
const soon = () => new Promise((resolve) => { setTimeout(resolve, 20); });

/** Both clients of the example, each over a line of its own. */
const transports = {
  WebSocket: (link, token) => connect(link.address.replace(/^http/, 'ws'), token, { webSocketImpl: WebSocket, retryWait: soon }),
  'event stream': (link, token) => connectStreams(link.address, token, { retry: soon }),
};

for (const [transport, open] of Object.entries(transports)) {
  const onLine = (name, body) => check(`${transport}: ${name}`, async () => {
    const link = await Link.to(graph.httpUrl);
    try {
      await body(link, (token) => open(link, token));
    } finally {
      link.close();
    }
  });

  onLine('inventoryChanged begins with what is, and goes on with what changes', async (_, client) => {
    const heard = new Heard();
    const leave = followInventory(client(), ['11', '12'], heard.take);
    const [one, two] = [await heard.first(({ productId }) => productId === '11', 'the one'), await heard.first(({ productId }) => productId === '12', 'the other')];
    const now = await graph.restock('11');
    assert.deepEqual(await heard.first(({ version }) => version === one.version + 1, 'the change'), now);
    leave();
    const told = heard.all.length;
    await graph.restock('12');
    await soon();
    assert.equal(heard.all.length, told, 'it goes on after its end');
    assert.equal(two.productId, '12');
  });
  onLine('what changes while the line is cut is told after it, and what has not changed is not told again', async (link, client) => {
    const heard = new Heard();
    const leave = followInventory(client(), ['13', '14'], heard.take);
    await heard.first(({ productId }) => productId === '14', 'the start');
    const [before, count] = [await graph.restock('13'), link.opened];
    await heard.first(({ version, productId }) => productId === '13' && version === before.version, 'the change before');
    link.cut();
    const missed = await graph.restock('13');
    link.mend();
    await heard.first(({ version }) => version === missed.version, 'what was missed');
    leave();
    assert.ok(link.opened > count, 'the line was never cut');
    assert.equal(heard.all.filter(({ productId }) => productId === '14').length, 1);
  });
  onLine("cartChanged follows the viewer's own cart, before and after a cut", async (link, client) => {
    const token = await graph.token('21');
    const cart = await graph.createCart(token);
    const heard = new Heard();
    const leave = followCart(client(async () => token), cart.id, heard.take);
    await heard.first(({ id }) => id === cart.id, 'the start');
    const { version } = await graph.setCartItem({ cartId: cart.id, productId: '1', quantity: 2 }, token);
    await heard.first((one) => one.version === version && one.items.some(({ productId, quantity }) => productId === '1' && quantity === 2), 'the change');
    link.cut();
    const missed = await graph.setCartItem({ cartId: cart.id, productId: '1', quantity: 3 }, token);
    link.mend();
    await heard.first((one) => one.version === missed.version, 'what was missed');
    leave();
  });
  onLine("another viewer's cart is refused once and for all", async (link, client) => {
    const cart = await graph.createCart(await graph.token('22'));
    const other = await graph.token('23');
    const failed = new Heard();
    followCart(client(async () => other), cart.id, (one) => assert.fail(`got ${JSON.stringify(one)}`), failed.take);
    const [error] = await failed.first(() => true, 'the refusal');
    assert.equal(error.extensions.code, 'FORBIDDEN');
  });
  onLine('what cannot be served is told, and not tried again', async (link, client) => {
    const failed = new Heard();
    follow(client(), 'subscription { noSuchField }', {}, assert.fail, failed.take);
    const [error] = await failed.first(() => true, 'the errors');
    assert.equal(error.extensions.code, 'GRAPHQL_VALIDATION_FAILED');
    const count = link.opened;
    await new Promise((resolve) => { setTimeout(resolve, 1_600); }); // longer than its longest wait
    assert.equal(link.opened, count);
    assert.equal(failed.all.length, 1);
  });
  onLine('invalidations: what is named is dropped, also what was while the line was cut', async (link, client) => {
    const [dropped, cleared] = [new Heard(), new Heard()];
    const leave = followInvalidations(client(), { drop: dropped.take, clear: () => cleared.take(true) });
    await dropped.first(() => true, 'the position');
    await graph.restock('15');
    await dropped.first(({ keys }) => keys.includes('inventory:15'), 'the record');
    link.cut();
    await graph.restock('16');
    link.mend();
    await dropped.first(({ keys }) => keys.includes('inventory:16'), 'what was missed');
    leave();
    assert.deepEqual(cleared.all, [], 'nothing was lost');
  });
  onLine('invalidations: a position that is no longer known clears the cache', async (_, client) => {
    const cleared = new Heard();
    const leave = followInvalidations(client(), { drop() {}, clear: () => cleared.take(true) }, OTHER_EPOCH);
    await cleared.first(() => true, 'RESYNC');
    leave();
  });
}

check('the line itself: what is cut stays cut until it is mended', async () => {
  const link = await Link.to(graph.httpUrl);
  link.cut();
  await assert.rejects(within(fetch(link.address), 'the refusal'));
  link.mend();
  assert.equal((await fetch(`${link.address}?query={__typename}`)).status, 200);
  link.close();
});

await run();
