#!/usr/bin/env node
// Whatever the graph serves, by the clients that applications use: node clients-audit.mjs <url>
import assert from 'node:assert/strict';
import { createClient as createStreamClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { check, collect, rejection, run, within } from './checks.mjs';
import { Graph } from './graph.mjs';
import { Heard } from './heard.mjs';
import { Link } from './link.mjs';

const url = process.argv[2];
if (!url) {
  console.error('usage: node clients-audit.mjs <url>');
  process.exit(2);
}

const graph = new Graph(url);
const INVENTORY = `subscription ($ids: [ID!]!, $since: String) {
  inventoryChanged(productIds: $ids, since: $since) { productId available version }
}`;
const CART = 'subscription ($id: ID!, $since: String) { cartChanged(cartId: $id, since: $since) { id totalQuantity } }';
const REVIEWS = 'subscription ($id: ID!) { reviewAdded(productId: $id) { id body } }';
const INVALIDATIONS = 'subscription ($tags: [String!]) { invalidations(tags: $tags) { kind position keys } }';
const POSITION = /^[0-9a-f]{32}$/;

const authorization = (token) => (token ? { Authorization: `Bearer ${token}` } : undefined);
const wait = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

/** Both, with the credentials each in its own place: connection_init, and headers. */
const clients = {
  'graphql-ws': {
    open: (token, at = graph.httpUrl) => createClient({
      url: at.replace(/^http/, 'ws'), webSocketImpl: WebSocket, retryAttempts: 0, lazyCloseTimeout: 0, connectionParams: authorization(token),
    }),
    refusal: async (client, request) => rejection(collect(client, request)),
  },
  'graphql-sse': {
    open: (token, at = graph.httpUrl) => createStreamClient({ url: at, retryAttempts: 0, headers: authorization(token) }),
    refusal: async (client, request) => {
      const results = await collect(client, request);
      assert.equal(results.length, 1);
      assert.ok(!('data' in results[0]), 'it was served');
      return results[0].errors;
    },
  },
};

/** A subscription: what it is told, and how to leave it. */
function listen(client, query, variables) {
  const heard = new Heard();
  heard.ended = new Promise((resolve) => {
    heard.leave = client.subscribe({ query, variables }, {
      next: heard.take, error: (error) => resolve(error), complete: () => resolve('complete'),
    });
  });
  heard.change = (isSo, what) => heard.first(({ data }) => data && isSo(Object.values(data)[0]), what);
  return heard;
}

const positionOf = ({ extensions }) => extensions.position;

for (const [name, { open, refusal }] of Object.entries(clients)) {
  const served = (what, body, token) => check(`${name}: ${what}`, async () => {
    const client = open(await token?.());
    try {
      await body(client);
    } finally {
      await client.dispose();
    }
  });
  const viewer = (sub, roles) => () => graph.token(sub, roles);

  served('a query with variables', async (client) => {
    const [result, ...more] = await within(collect(client, { query: 'query ($id: ID!) { product(id: $id) { id name } }', variables: { id: '31' } }), 'it');
    assert.equal(result.data.product.id, '31');
    assert.ok(result.data.product.name.length > 0);
    assert.deepEqual([result.errors, more], [undefined, []]);
  });
  served('a mutation is done once, and what it answers is what is read after it', async (client) => {
    const query = 'mutation { adjustInventory(input: { productId: "32", delta: 3 }) { inventory { available version } errors { message } } }';
    const read = async () => (await graph.run('{ product(id: "32") { inventory { available version } } }')).product.inventory;
    const before = await read();
    const [{ data }] = await within(collect(client, { query }), 'it');
    assert.deepEqual(data.adjustInventory, { inventory: { available: before.available + 3, version: before.version + 1 }, errors: [] });
    assert.deepEqual(await read(), data.adjustInventory.inventory);
  }, viewer('103', ['catalog']));
  served('an error of a field comes beside the data, with its path and code', async (client) => {
    const query = '{ product(id: "33") { id } me: viewer { id } cart(id: "no-such-cart") { id } }';
    const [{ data, errors }] = await within(collect(client, { query }), 'it');
    assert.deepEqual([data.product.id, data.me, data.cart], ['33', null, null]);
    assert.equal(errors, undefined);
    const denied = 'mutation { adjustInventory(input: { productId: "33", delta: 1 }) { inventory { version } } }';
    const [refused] = await within(collect(client, { query: denied }), 'the denial');
    assert.deepEqual([refused.errors[0].path, refused.errors[0].extensions.code], [['adjustInventory'], 'UNAUTHENTICATED']);
  });
  served('a document that is invalid is refused', async (client) => {
    const [error] = await within(refusal(client, { query: '{ noSuchField }' }), 'it');
    assert.equal(error.extensions.code, 'GRAPHQL_VALIDATION_FAILED');
    assert.match(error.message, /noSuchField/);
  });
  served('a subscription that names nothing is refused', async (client) => {
    const [error] = await within(refusal(client, { query: INVENTORY, variables: { ids: [] } }), 'it');
    assert.equal(error.extensions.code, 'BAD_USER_INPUT');
  });

  served('inventoryChanged: the start, each change, and nothing after its end', async (client) => {
    const heard = listen(client, INVENTORY, { ids: ['34'] });
    const start = await heard.change(({ productId }) => productId === '34', 'the start');
    const now = await graph.restock('34');
    const change = await heard.change(({ version }) => version === now.version, 'the change');
    assert.deepEqual(change.data.inventoryChanged, now);
    assert.match(positionOf(start), POSITION);
    assert.ok(positionOf(change) > positionOf(start), 'the position has not moved');
    heard.leave();
    assert.equal(await within(heard.ended, 'the end'), 'complete');
    const told = heard.all.length;
    await graph.restock('34');
    await wait(300);
    assert.equal(heard.all.length, told);
  });
  served('productChanged and reviewAdded', async (client) => {
    const products = listen(client, 'subscription { productChanged(ids: ["35"]) { id deleted product { description } } }');
    const reviews = listen(client, REVIEWS, { id: '35' });
    await products.first(({ data }) => data.productChanged.product, 'the product');
    await reviews.first(({ data }) => 'reviewAdded' in data, 'the newest review');
    const token = await graph.token('103', ['catalog']);
    const description = `as of ${name} ${Date.now()}`;
    await graph.run('mutation ($input: UpdateProductInput!) { updateProduct(input: $input) { errors { message } } }', { input: { id: '35', description } }, token);
    await products.change(({ product }) => product?.description === description, 'the change');
    await graph.run('mutation ($body: String!) { addReview(input: { productId: "35", rating: 5, body: $body }) { errors { message } } }', { body: description }, token);
    await reviews.change((review) => review?.body === description, 'the review');
    products.leave();
    reviews.leave();
  });
  served('invalidations: the position, then what became stale of what was asked for', async (client) => {
    const heard = listen(client, INVALIDATIONS, { tags: ['inventory:36'] });
    const start = await heard.first(() => true, 'the position');
    assert.deepEqual(start.data.invalidations, { kind: 'INVALIDATED', position: positionOf(start), keys: [] });
    await graph.restock('37');
    await graph.restock('36');
    await heard.change(({ keys }) => keys.includes('inventory:36'), 'the record');
    assert.ok(!heard.all.some(({ data }) => data.invalidations.keys.includes('inventory:37')), 'what nobody asked for');
    heard.leave();
  });
  served('a live query is told again when something of it has changed', async (client) => {
    const heard = listen(client, 'query ($id: ID!) @live { product(id: $id) { name inventory { version } } }', { id: '38' });
    const { data: { product } } = await heard.first(({ data }) => data.product.inventory, 'the start');
    const { version } = await graph.restock('38');
    assert.ok(version > product.inventory.version);
    const change = await heard.change(({ inventory }) => inventory.version === version, 'the change');
    assert.deepEqual(change.data.product, { ...product, inventory: { version } });
    heard.leave();
    assert.equal(await within(heard.ended, 'the end'), 'complete');
  });

  check(`${name}: after a cut it resumes by its position: with what it has missed, and not with what has not changed`, async () => {
    const link = await Link.to(graph.httpUrl);
    const variables = { ids: ['39', '40', '54'] };
    const cut = listen(open(undefined, link.address), INVENTORY, variables);
    await cut.change(({ productId }) => productId === '54', 'the start');
    const seen = await graph.restock('39');
    const { extensions: { position: since } } = await cut.change(({ productId, version }) => productId === '39' && version === seen.version, 'the change before');
    link.close();
    assert.notEqual(await within(cut.ended, 'the loss'), 'complete');
    const missed = await graph.restock('40');
    const client = open();
    const resumed = listen(client, INVENTORY, { ...variables, since });
    const told = await resumed.change(({ productId }) => productId === '40', 'what was missed');
    assert.deepEqual(told.data.inventoryChanged, missed);
    const next = await graph.restock('39');
    await resumed.change(({ productId, version }) => productId === '39' && version === next.version, 'what comes next');
    assert.ok(!resumed.all.some(({ data }) => data.inventoryChanged.productId === '54'), 'what has not changed');
    await client.dispose();
  });
  served('a position that is none is refused', async (client) => {
    const [error] = await within(refusal(client, { query: INVENTORY, variables: { ids: ['1'], since: 'yesterday' } }), 'it');
    assert.equal(error.extensions.code, 'BAD_USER_INPUT');
  });

  served('the credentials are those of the token', async (client) => {
    const [{ data }] = await within(collect(client, { query: '{ viewer { id } }' }), 'it');
    assert.deepEqual(data, { viewer: { id: '41' } });
  }, viewer('41'));
  served('nobody is signed in without', async (client) => {
    const [{ data }] = await within(collect(client, { query: '{ viewer { id } }' }), 'it');
    assert.deepEqual(data, { viewer: null });
  });
  served("cartChanged: the viewer's own cart, and each change of it", async (client) => {
    const token = await graph.token('42');
    const cart = await graph.createCart(token);
    const heard = listen(client, CART, { id: cart.id });
    const start = await heard.first(() => true, 'the start');
    assert.equal(start.data.cartChanged.id, cart.id);
    const before = start.data.cartChanged.totalQuantity;
    const quantity = 1 + (before % 7);
    const { totalQuantity } = await graph.setCartItem({ cartId: cart.id, productId: '5', quantity }, token);
    assert.notEqual(totalQuantity, before);
    await heard.change((one) => one.totalQuantity === totalQuantity, 'the change');
    heard.leave();
  }, viewer('42'));
  for (const [who, sub] of [['another viewer', '44'], ['nobody', undefined]]) {
    served(`cartChanged: a viewer's cart is FORBIDDEN for ${who}`, async (client) => {
      const cart = await graph.createCart(await graph.token('43'));
      const [error] = await within(refusal(client, { query: CART, variables: { id: cart.id } }), 'the refusal');
      assert.equal(error.extensions.code, 'FORBIDDEN');
    }, sub && viewer(sub));
  }
}

check('graphql-ws: many subscriptions share one connection, and each is told its own', async () => {
  const link = await Link.to(graph.httpUrl);
  const client = clients['graphql-ws'].open(undefined, link.address);
  const heard = ['51', '52', '53'].map((id) => listen(client, INVENTORY, { ids: [id] }));
  await Promise.all(heard.map((one) => one.first(() => true, 'the start')));
  const now = await graph.restock('52');
  await heard[1].change(({ version }) => version === now.version, 'the change');
  assert.deepEqual(heard.map(({ all }) => new Set(all.map(({ data }) => data.inventoryChanged.productId)).size), [1, 1, 1]);
  assert.deepEqual([heard[0].all.length, heard[2].all.length, link.opened], [1, 1, 1]);
  await client.dispose();
  link.close();
});

await run();
