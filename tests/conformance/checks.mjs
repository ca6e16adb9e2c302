// What the audits of live protocols share: checks with a name, one after the other, and their count at the end.
import assert from 'node:assert/strict';

export const TIMEOUT_MS = 10_000;

const checks = [];

export const check = (name, body) => checks.push({ name, body });

/** The value of --name on the command line. */
export function option(name) {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
}

/** Fails when a promise is not kept in time. */
export function within(promise, what, ms = TIMEOUT_MS) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: nothing within ${ms} ms`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Everything that an operation of graphql-ws or graphql-sse yields; rejects with what reaches its error sink. */
export const collect = (client, request) => new Promise((resolve, reject) => {
  const results = [];
  client.subscribe(request, { next: (result) => results.push(result), error: reject, complete: () => resolve(results) });
});

/** What a promise is rejected with. */
export async function rejection(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return assert.fail('it should have failed');
}

/** Runs all checks, prints "N passed, N failed", and exits with 0 only when every one passed. */
export async function run() {
  let failed = 0;
  for (const { name, body } of checks) {
    try {
      await body();
    } catch (error) {
      failed++;
      console.log(`failed ${name}: ${error?.message ?? JSON.stringify(error)}`);
    }
  }

  console.log(`${checks.length - failed} passed, ${failed} failed`);
  process.exit(failed === 0 && checks.length > 0 ? 0 : 1);
}
