import { describe, expect, it } from 'vitest';
import { readUnittest } from '../../../tools/recipe-tests';

describe('counts of the tests of the recipe', () => {
  it.each([
    ['..\nRan 62 tests in 2.9s\n\nOK', 62, 0],
    ['..\nRan 62 tests in 2.9s\n\nOK (skipped=5)\n', 57, 0],
    ['F.E\nRan 3 tests in 0.1s\n\nFAILED (failures=1, errors=1)', 1, 2],
    ['F.s\nRan 3 tests in 0.1s\n\nFAILED (failures=1, skipped=1)', 1, 1],
    ['Ran 1 test in 0.1s\n\nOK', 1, 0],
  ])('reads %j', (printed, passed, failed) => {
    expect(readUnittest(printed)).toEqual({ passed, failed });
  });

  it.each(['', 'Traceback\nModuleNotFoundError: x', 'Ran 3 tests in 1s\n\nsomething else'])(
    'counts a run without an end as a failure: %j',
    (printed) => {
      expect(readUnittest(printed)).toEqual({ passed: 0, failed: 1 });
    },
  );
});
