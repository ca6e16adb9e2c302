/** node <peer>.mjs <port> <url of the services> cached|fresh */
const [, , port, upstreams, caches] = process.argv;

export const HOST = '127.0.0.1';
export const PORT = Number(port);
export const UPSTREAMS = upstreams;
export const CACHED = caches === 'cached';
/** How long a response is kept: longer than any measurement, so that the peers never read again during one. */
export const TTL_SECONDS = 3_600;

process.on('SIGTERM', () => process.exit(0));
