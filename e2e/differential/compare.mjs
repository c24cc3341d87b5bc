import { ALLOWED } from "./allowed.mjs";
import { fields } from "./exchange.mjs";

/** The rules of the list that explained something so far: one that never does has no business there. */
export const used = new Set();

/**
 * The differences between two answers to the same request that nothing on the list allows, as lines to read.
 * A `row.differs` replaces the reference's answer by the one that is wanted instead.
 */
export function differences(row, reference, other, { strict }) {
  const expected = fields(reference.answer, reference.server);
  const actual = fields(other.answer, other.server);
  if (row.differs && !strict) return wantedInstead(row, actual);

  const lines = [];
  for (const field of new Set([...expected.keys(), ...actual.keys()])) {
    const difference = { field, expected: expected.get(field), actual: actual.get(field) };
    if (difference.expected === difference.actual) continue;
    const rule = strict ? undefined : ALLOWED.find(({ allows }) => allows(difference, { row, expected, actual }));
    if (rule) used.add(rule);
    else lines.push(line(difference));
  }
  return lines;
}

function wantedInstead(row, actual) {
  const { why, ...wanted } = row.differs;
  if (!why) throw new Error(`${row.name}: a wanted difference needs its reason`);
  return Object.entries(wanted)
      .map(([field, expected]) => ({ field, expected, actual: actual.get(field) }))
      .filter(({ expected, actual }) => (expected instanceof RegExp ? !expected.test(actual ?? "") : expected !== actual))
      .map((difference) => line(difference, `wanted (${why})`));
}

function line({ field, expected, actual }, model = "reference") {
  const show = (value) => (value === undefined ? "nothing" : value instanceof RegExp ? `${value}` : JSON.stringify(value));
  return `${field}\n      ${model}: ${show(expected)}\n      here: ${show(actual)}`;
}
