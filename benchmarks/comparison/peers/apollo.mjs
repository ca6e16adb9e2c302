#!/usr/bin/env node
// Apollo Server on Fastify, with its response cache in memory.
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginCacheControl } from '@apollo/server/plugin/cacheControl';
import responseCachePlugin from '@apollo/server-plugin-response-cache';
import fastifyApollo from '@as-integrations/fastify';
import Fastify from 'fastify';
import { CACHED, HOST, PORT, TTL_SECONDS, UPSTREAMS } from './arguments.mjs';
import { readersOf } from './readers.mjs';
import { resolvers, typeDefs } from './schema.mjs';

const readers = readersOf(UPSTREAMS, { remember: false });
const apollo = new ApolloServer({
  typeDefs,
  resolvers,
  plugins: CACHED
    ? [ApolloServerPluginCacheControl({ defaultMaxAge: TTL_SECONDS }), responseCachePlugin()]
    : [ApolloServerPluginCacheControlDisabled()],
});
await apollo.start();
const app = Fastify({ logger: false });
app.register(fastifyApollo(apollo), { path: '/graphql', context: async () => readers() });
app.get('/ready', () => 'ready');
await app.listen({ host: HOST, port: PORT, backlog: 1_024 });
