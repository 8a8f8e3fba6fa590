/**
 * Writes the tags of a labelled file and of the shipped model on its words, without the words, for the golden test:
 *
 *     npx tsx tools/evaluation/make-golden.ts PATH/anercorp-camel/test.conll anercorp tests/golden/anercorp/tags.txt.gz
 *     /tmp/evalenv/bin/python tools/evaluation/make-parity.py figures \
 *       tests/golden/anercorp/tags.txt.gz tests/golden/anercorp/figures.json
 *
 * Two lines a sentence, gold tags and predicted tags, then a blank line.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { AppError } from '../../src/domain';
import { parseConll } from '../../src/exchange';
import { createNodeTagger } from '../../src/model/node';
import { sentencesOf, tagWords } from './predicted';

const [source, scheme, target] = process.argv.slice(2);
if (!source || !scheme || !target)
  throw new AppError('cli/usage', { detail: 'make-golden.ts SOURCE SCHEME TARGET' });
const labelled = parseConll(await readFile(source, 'utf8'), { file: source });
const tagger = createNodeTagger({ modelsDir: resolve(import.meta.dirname, '../../models') });
await tagger.load(() => {}, new AbortController().signal);
const predicted = await tagWords(labelled, tagger, scheme, () => {});
await tagger.dispose();
const blocks = sentencesOf(labelled).map(
  ({ tags }, i) => `${tags.join(' ')}\n${(predicted[i] ?? []).join(' ')}\n`,
);
await writeFile(target, gzipSync(blocks.join('\n'), { level: 9 }));
