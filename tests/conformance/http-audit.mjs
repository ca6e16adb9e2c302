#!/usr/bin/env node
// GraphQL over HTTP: node http-audit.mjs <url>
// Exits with 0 only when every audit is ok, and when there are as many as there should be.
import { serverAudits } from 'graphql-http';

const EXPECTED = 61;
const TIMEOUT_MS = 10_000;

const url = process.argv[2];
if (!url) {
  console.error('usage: node http-audit.mjs <url>');
  process.exit(2);
}

const fetchFn = (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });

let passed = 0;
let failed = 0;
for (const audit of serverAudits({ url, fetchFn })) {
  const result = await audit.fn().catch((error) => ({ status: 'error', reason: error.message }));
  if (result.status === 'ok') {
    passed++;
  } else {
    failed++;
    console.log(`${result.status} ${audit.id} ${audit.name}: ${result.reason}`);
  }
}

if (passed + failed !== EXPECTED) {
  failed++;
  console.log(`expected ${EXPECTED} audits, found ${passed + failed - 1}: look at the new ones, then change the number`);
}

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
