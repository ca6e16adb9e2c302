// Subscriptions that miss nothing: over WebSocket by graphql-ws, or as event streams by graphql-sse.
import { createClient } from 'graphql-ws';
import { createClient as createStreamClient } from 'graphql-sse';

/** Asked before each connection, so that one that comes back has a token that is still good. */
const credentials = (token) => async () => (token ? { Authorization: `Bearer ${await token()}` } : {});

/** A client that comes back for as long as it is wanted. `token` is a function that resolves to an access token, or absent. */
export const connect = (url, token, options) => createClient({
  url, connectionParams: credentials(token), retryAttempts: Infinity, shouldRetry: () => true, ...options,
});

/** The same by event streams, one for each subscription. */
export const connectStreams = (url, token, options) => createStreamClient({
  url, headers: credentials(token), retryAttempts: Infinity, ...options,
});

/**
 * Follows a subscription that takes `$since`, through lost connections and restarts of the server.
 * What it returns ends it. `failed` gets what no second try mends.
 */
export function follow(client, query, variables, next, failed = console.error) {
  // Both clients send this object anew with each connection, so what has arrived is not asked for again, and nothing is left out.
  const request = { query, variables: { ...variables } };
  let leave;
  let waiting;

  const again = () => { waiting = setTimeout(start, 500 + Math.random() * 1_000); };
  const refused = (errors) => {
    leave();
    return Array.isArray(errors) && errors.every(({ extensions }) => extensions?.retryable) ? again() : failed(errors);
  };

  function start() {
    let isOver = false;
    const unsubscribe = client.subscribe(request, {
      next(result) {
        if (!('data' in result)) {
          refused(result.errors); // an event stream's way to say that it was never started, or has ended with an error
          return;
        }
        request.variables.since = result.extensions.position;
        next(result);
      },
      error: (errors) => isOver || refused(errors),
      complete: () => isOver || again(), // the server stops: another one goes on
    });
    leave = () => {
      isOver = true;
      clearTimeout(waiting);
      unsubscribe();
    };
  }

  start();
  return () => leave();
}

/** The stock of some products: as it is, then after every change. */
export const followInventory = (client, productIds, next) => follow(
  client,
  'subscription ($productIds: [ID!]!, $since: String) { inventoryChanged(productIds: $productIds, since: $since) { productId available version } }',
  { productIds },
  ({ data }) => data.inventoryChanged && next(data.inventoryChanged),
);

/** A cart: the viewer's own, or an anonymous one by its id. */
export const followCart = (client, cartId, next, failed) => follow(
  client,
  'subscription ($cartId: ID!, $since: String) { cartChanged(cartId: $cartId, since: $since) { id totalQuantity version items { productId quantity } } }',
  { cartId },
  ({ data }) => data.cartChanged && next(data.cartChanged),
  failed,
);

/**
 * Keeps a cache of one's own fresh. The cache has `clear()` and `drop({ tags, keys, patterns })`.
 * `since` is the position of what it holds already: of the first answer that went into it (`X-Graph-Position`).
 */
export const followInvalidations = (client, cache, since) => follow(
  client,
  'subscription ($since: String) { invalidations(since: $since) { kind tags keys patterns } }',
  { since },
  ({ data: { invalidations } }) => (invalidations.kind === 'RESYNC' ? cache.clear() : cache.drop(invalidations)),
);
