import { expect, it } from 'vitest';
import { comparisonKeys, type Comparable } from './normalise-order.ts';

/** The exchanges in their order, each value by the number under which it occurs first. */
function told(all: readonly Comparable[]): string[] {
  const keys = comparisonKeys(all);
  const sorted = all.map((one, index) => ({ ...one, key: keys[index] ?? '' }));
  sorted.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const numbers = new Map<string, number>();
  const numberOf = (value: string) =>
    numbers.get(value) ?? (numbers.set(value, numbers.size + 1), numbers.size);
  return sorted.map(({ template, values }) => `${template} ${values.map(numberOf).join(' ')}`);
}

const did = (template: string, ...values: string[]): Comparable => ({ template, values });

it('gives what two clients did alike to one of them throughout, in whatever order it came', () => {
  const one = [did('register', 'a'), did('register', 'b'), did('delete', 'a'), did('delete', 'b')];
  const other = [did('register', 'y'), did('register', 'x'), did('delete', 'x'), did('delete', 'y')];
  expect(told(one)).toEqual(['delete 1', 'delete 2', 'register 1', 'register 2']);
  expect(told(other)).toEqual(told(one));
});

it('does so for what is linked by way of a third', () => {
  const one = [
    did('server', 's'),
    did('ask', 's', 'a'),
    did('ask', 's', 'b'),
    did('end', 'a'),
    did('end', 'b'),
  ];
  const other = [
    did('end', 'q'),
    did('server', 't'),
    did('ask', 't', 'p'),
    did('ask', 't', 'q'),
    did('end', 'p'),
  ];
  expect(told(other)).toEqual(told(one));
});

it('keeps apart what differs by its links alone', () => {
  const same = [did('register', 'a'), did('register', 'b'), did('delete', 'a'), did('delete', 'a')];
  const each = [did('register', 'a'), did('register', 'b'), did('delete', 'a'), did('delete', 'b')];
  expect(told(same)).not.toEqual(told(each));
});
