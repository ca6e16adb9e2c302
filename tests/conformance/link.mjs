// A line between a client and the server that can be cut, whatever is spoken on it.
import { connect, createServer } from 'node:net';

export class Link {
  #sockets = new Set();
  #isDown = false;
  /** How many connections have come through and been used: Node's fetch also opens some that it then leaves alone. */
  opened = 0;

  /** @param url The server's; `address` has the same path behind this line. */
  static async to(url) {
    const link = new Link();
    const { protocol, hostname, port, pathname } = new URL(url);
    link.server = createServer((client) => link.#take(client, hostname, port));
    await new Promise((resolve) => { link.server.listen(0, '127.0.0.1', resolve); });
    link.address = `${protocol}//127.0.0.1:${link.server.address().port}${pathname}`;
    return link;
  }

  /** Cuts what is open, without a word, and lets nothing through until it is mended. */
  cut() {
    this.#isDown = true;
    this.#sockets.forEach((socket) => socket.destroy());
  }

  mend() {
    this.#isDown = false;
  }

  close() {
    this.cut();
    this.server.close();
  }

  #take(client, host, port) {
    if (this.#isDown) {
      client.destroy();
      return;
    }

    client.once('data', () => { this.opened++; });
    const server = connect(port, host);
    for (const [from, to] of [[client, server], [server, client]]) {
      this.#sockets.add(from);
      from.setNoDelay(true);
      from.pipe(to);
      from.on('error', () => {});
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
    }
  }
}
