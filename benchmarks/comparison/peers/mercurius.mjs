#!/usr/bin/env node
// Mercurius on Fastify, compiled queries (graphql-jit) and its document cache. It has no response cache; what is cached is what was read.
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { CACHED, HOST, PORT, UPSTREAMS } from './arguments.mjs';
import { readersOf } from './readers.mjs';
import { resolvers, typeDefs } from './schema.mjs';

const readers = readersOf(UPSTREAMS, { remember: CACHED });
const app = Fastify({ logger: false });
app.register(mercurius, { schema: typeDefs, resolvers, jit: 1, cache: true, context: readers });
app.get('/ready', () => 'ready');
await app.listen({ host: HOST, port: PORT, backlog: 1_024 });
