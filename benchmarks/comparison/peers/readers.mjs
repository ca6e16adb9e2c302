import DataLoader from 'dataloader';
import { LRUCache } from 'lru-cache';
import { Pool } from 'undici';

/** Most ids that a service takes in one call. */
const MAX_BATCH = 100;

/**
 * Makes the readers of a request: a DataLoader for each batch endpoint, over connections that stay open. With remember, what was read is
 * also kept in memory between requests for an hour and read from there without a promise, which is as fast as it gets.
 */
export function readersOf(upstreams, { remember }) {
  const pool = new Pool(upstreams, { connections: 64, pipelining: 1, keepAliveTimeout: 60_000 });
  const memory = new Map();

  async function get(path) {
    const { statusCode, body } = await pool.request({ method: 'GET', path });
    if (statusCode !== 200) {
      await body.dump();
      throw new Error(`${path.split('?')[0]} answered ${statusCode}.`);
    }
    return body.json();
  }

  function reader(name, path, keyOf) {
    if (remember && !memory.has(name)) {
      memory.set(name, new LRUCache({ max: 100_000, ttl: 3_600_000 }));
    }
    const kept = memory.get(name);
    const loader = new DataLoader(async (keys) => {
      const found = new Map((await get(`${path}${keys.map(encodeURIComponent).join(',')}`)).map((item) => [keyOf(item), item]));
      return keys.map((key) => {
        const item = found.get(key) ?? null;
        if (item && kept) {
          kept.set(key, item);
        }
        return item;
      });
    }, { maxBatchSize: MAX_BATCH });
    return kept ? (key) => kept.get(key) ?? loader.load(key) : (key) => loader.load(key);
  }

  return () => {
    const pages = new Map();
    return {
      product: reader('product', '/products?ids=', (product) => product.id),
      inventory: reader('inventory', '/inventory?productIds=', (inventory) => inventory.productId),
      review: reader('review', '/reviews?ids=', (review) => review.id),
      user: reader('user', '/users?ids=', (user) => user.id),
      reviews(productId, first) {
        if (!pages.has(first)) {
          pages.set(first, reader(`reviews ${first}`, `/reviews?first=${first}&productIds=`, (page) => page.productId));
        }
        return pages.get(first)(productId);
      },
    };
  };
}
