// What audits ask of the graph beside what they audit: tokens, and changes.
import assert from 'node:assert/strict';

const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/json' };
const CATALOGUE_KEEPER = { sub: '103', roles: ['catalog'] };

export class Graph {
  #tokens = new Map();

  /** @param url The address of /graphql, as ws: or http:. */
  constructor(url) {
    this.webSocketUrl = url.replace(/^http/, 'ws');
    this.httpUrl = url.replace(/^ws/, 'http');
  }

  /** A token of Development. */
  async token(sub, roles = []) {
    const key = JSON.stringify({ sub, roles });
    if (!this.#tokens.has(key)) {
      const { token } = await this.#post(new URL('/dev/token', this.httpUrl), key);
      this.#tokens.set(key, token);
    }
    return this.#tokens.get(key);
  }

  /** Runs an operation by a plain POST; fails when anything of it does. */
  async run(query, variables, token) {
    const { data, errors } = await this.#post(this.httpUrl, JSON.stringify({ query, variables }), token);
    assert.equal(errors, undefined);
    return data;
  }

  /** One more of a product; resolves to what there is then. */
  async restock(productId) {
    const { adjustInventory } = await this.run(
      'mutation ($id: ID!) { adjustInventory(input: { productId: $id, delta: 1 }) { inventory { productId available version } errors { message } } }',
      { id: productId },
      await this.token(CATALOGUE_KEEPER.sub, CATALOGUE_KEEPER.roles),
    );
    assert.deepEqual(adjustInventory.errors, []);
    return adjustInventory.inventory;
  }

  async createCart(token) {
    return (await this.run('mutation { createCart { cart { id totalQuantity } } }', {}, token)).createCart.cart;
  }

  async setCartItem(input, token) {
    const { setCartItem } = await this.run(
      'mutation ($input: SetCartItemInput!) { setCartItem(input: $input) { cart { id totalQuantity version } errors { message } } }', { input }, token);
    assert.deepEqual(setCartItem.errors, []);
    return setCartItem.cart;
  }

  async #post(url, body, token) {
    const response = await fetch(url, {
      method: 'POST', headers: { ...JSON_HEADERS, ...(token && { authorization: `Bearer ${token}` }) }, body,
    });
    assert.ok(response.ok, `${url}: ${response.status}`);
    return response.json();
  }
}
