#!/usr/bin/env node
// GraphQL Yoga on Node's own server, with its response cache in memory.
import { createServer } from 'node:http';
import { useResponseCache } from '@graphql-yoga/plugin-response-cache';
import { createSchema, createYoga } from 'graphql-yoga';
import { CACHED, HOST, PORT, TTL_SECONDS, UPSTREAMS } from './arguments.mjs';
import { readersOf } from './readers.mjs';
import { resolvers, typeDefs } from './schema.mjs';

const readers = readersOf(UPSTREAMS, { remember: false });
const yoga = createYoga({
  schema: createSchema({ typeDefs, resolvers }),
  logging: false,
  graphiql: false,
  landingPage: false,
  healthCheckEndpoint: '/ready',
  context: readers,
  plugins: CACHED ? [useResponseCache({ session: () => null, ttl: TTL_SECONDS * 1_000 })] : [],
});
createServer(yoga).listen({ host: HOST, port: PORT, backlog: 1_024 });
