import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { textKeySource } from '../../../src/text';
import { textKeyOf } from '../../../src/ui/state/hash';

describe('textKeyOf', () => {
  it('is the hash of the folded text, however long the text is', async () => {
    for (const raw of ['', ' ', 'دمشق\r\nوحلب', 'كلمةٌ طويلة  \n'.repeat(9000), 'بلافراغ'.repeat(9000)]) {
      const expected = createHash('sha256').update(textKeySource(raw)).digest('hex');
      expect(await textKeyOf(raw)).toBe(expected);
    }
  });
});
