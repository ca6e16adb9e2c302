#!/usr/bin/env node
// The servers that the graph is measured against: node peers.mjs yoga|graphql-ws <port>
// POST /change makes one change of the stock of product 7 and tells all who have subscribed. Their best case: what a subscriber gets stands
// in memory already and is resolved by the default resolvers; there is no upstream, no cache, no viewer, and no current state at the start.
import { createServer } from 'node:http';
import { buildSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { createPubSub, createSchema, createYoga } from 'graphql-yoga';
import { WebSocketServer } from 'ws';

const [, , kind, port] = process.argv;
const PRODUCT = '7';
const typeDefs = `
  type Query { inventory(productId: ID!): Inventory }
  type Inventory { productId: ID! available: Int! version: Int! }
  type Subscription { inventoryChanged(productIds: [ID!]!): Inventory }
`;

let inventory = { productId: PRODUCT, available: 100, version: 1 };
const pubSub = createPubSub();

/** By graphql-js alone. */
function plain() {
  const schema = buildSchema(typeDefs);
  schema.getSubscriptionType().getFields().inventoryChanged.subscribe = (_, { productIds }) => pubSub.subscribe('inventory', productIds[0]);
  schema.getSubscriptionType().getFields().inventoryChanged.resolve = (changed) => changed;
  return { options: { schema } };
}

/** As yoga's documentation has it for graphql-ws. */
function yoga() {
  const server = createYoga({
    logging: false,
    schema: createSchema({
      typeDefs,
      resolvers: {
        Query: { inventory: () => inventory },
        Subscription: {
          inventoryChanged: { subscribe: (_, { productIds }) => pubSub.subscribe('inventory', productIds[0]), resolve: (changed) => changed },
        },
      },
    }),
  });
  const options = {
    execute: (args) => args.rootValue.execute(args),
    subscribe: (args) => args.rootValue.subscribe(args),
    onSubscribe: async (context, id, params) => {
      const { schema, execute, subscribe, contextFactory, parse, validate } = server.getEnveloped({
        ...context, req: context.extra.request, socket: context.extra.socket, params,
      });
      const args = {
        schema,
        operationName: params.operationName,
        document: parse(params.query),
        variableValues: params.variables,
        contextValue: await contextFactory(),
        rootValue: { execute, subscribe },
      };
      const errors = validate(args.schema, args.document);
      return errors.length > 0 ? errors : args;
    },
  };
  return { options, handle: server };
}

const { options, handle } = kind === 'yoga' ? yoga() : plain();
const server = createServer((request, response) => {
  if (request.method === 'POST' && request.url === '/change') {
    request.resume();
    inventory = { ...inventory, available: inventory.available + 1, version: inventory.version + 1 };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(inventory));
    pubSub.publish('inventory', PRODUCT, inventory);
    return;
  }

  if (request.url === '/ready') {
    response.end();
  } else if (handle) {
    handle(request, response);
  } else {
    response.writeHead(404).end();
  }
});
useServer(options, new WebSocketServer({ server, path: '/graphql' }));
server.listen({ host: '127.0.0.1', port: Number(port), backlog: 4_096 }, () => console.log('listening'));
process.on('SIGTERM', () => process.exit(0));
