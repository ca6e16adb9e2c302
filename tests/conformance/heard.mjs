// What has arrived, in order, for a check that waits until it is what it should be.
import { within } from './checks.mjs';

export class Heard {
  all = [];
  #wake = () => {};

  /** Takes one; may be handed on as it is. */
  take = (one) => {
    this.all.push(one);
    this.#wake();
  };

  /** The first that is so, among what has arrived and what will. */
  first(isSo, what) {
    return within(new Promise((resolve) => {
      this.#wake = () => {
        const found = this.all.find(isSo);
        if (found !== undefined) {
          resolve(found);
        }
      };
      this.#wake();
    }), what);
  }
}
