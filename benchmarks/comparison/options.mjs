import { parseArgs } from 'node:util';

const PARTS = ['a', 'b', 'c', 'stampede'];
const DEFAULTS = { rounds: 3, seconds: 8, warmUp: 20 };
// No warm-up and one short round: everything runs, nothing is measured.
const SMOKE = { rounds: 1, seconds: 1, warmUp: 0 };

export function parseOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      smoke: { type: 'boolean', default: false },
      parts: { type: 'string', default: PARTS.join(',') },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      'warm-up': { type: 'string' },
    },
  });
  const usual = values.smoke ? SMOKE : DEFAULTS;
  const parts = values.parts.split(',');
  const unknown = parts.filter((part) => !PARTS.includes(part));
  if (unknown.length > 0) {
    throw new Error(`--parts: ${unknown.join(', ')} is none of ${PARTS.join(', ')}.`);
  }

  return {
    smoke: values.smoke,
    parts,
    rounds: whole('rounds', values.rounds, usual.rounds, 1),
    seconds: whole('seconds', values.seconds, usual.seconds, 1),
    warmUp: whole('warm-up', values['warm-up'], usual.warmUp, 0),
  };
}

function whole(name, text, usual, least) {
  const number = text === undefined ? usual : Number(text);
  if (!Number.isInteger(number) || number < least) {
    throw new Error(`--${name} is ${text}; it must be a whole number of at least ${least}.`);
  }
  return number;
}
