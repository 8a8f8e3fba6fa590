import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rawOffset, REGISTER_ID, type Entity, type NotSame, type Span } from '../../../../src/domain';
import {
  EMPTY_LAYER,
  englishOf,
  mergeEntities,
  openWork,
  proposeMerges,
  rebuildRegister,
  registerEntries,
  registerMentions,
  renameEntity,
  revertBatch,
  setEnglish,
  setNotSame,
  splitEntity,
  suggestEnglish,
  undoable,
  type Command,
} from '../../../../src/correction';
import { segmentText } from '../../../../src/text';
import { createLog, editOf, markAt } from '../samples';

/** Marks names where they stand as whole words, the longer ones first. */
function spansIn(raw: string, people: readonly string[], bodies: readonly string[]): Span[] {
  const labels = new Map([
    ...people.map((name) => [name, 'PER'] as const),
    ...bodies.map((name) => [name, 'ORG'] as const),
  ]);
  const names = [...labels.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(?<!\\p{L})(?:${names.join('|')})(?!\\p{L})`, 'gu');
  return [...raw.matchAll(pattern)].map(({ 0: name, index }) => ({
    ...markAt(index, index + name.length, labels.get(name)),
    stem: { start: rawOffset(index), end: rawOffset(index + name.length), text: name },
    score: 0.9,
    margin: 0.9,
    runnerUp: 'O',
  }));
}

/** The register of texts in which the given names are marked. */
function registerOf(texts: readonly string[], people: readonly string[], bodies: readonly string[] = []) {
  const documents = texts.map((raw, i) =>
    openWork({
      documentId: `d${i}`,
      raw,
      segments: segmentText(raw),
      layer: EMPTY_LAYER,
      spans: spansIn(raw, people, bodies),
    }),
  );
  const rawOf = (id: string) => documents.find(({ documentId }) => documentId === id)?.raw ?? '';
  const log = createLog();
  const state = () => rebuildRegister(log.edits);
  const entries = () => registerEntries(state(), registerMentions(documents));
  const entry = (name: string) => {
    const found = entries().find(({ entity }) => entity.name === name);
    if (!found) throw new Error(`no entry ${name}`);
    return found;
  };
  const run = (command: Command): string => {
    if (!command.ok) return command.error.code;
    return log.add(command.value);
  };
  const undo = () => {
    const { undo: batch } = undoable(log.edits, 'd');
    if (batch !== null) log.add(revertBatch(log.edits, batch), { revertOf: batch });
  };
  const proposals = () =>
    proposeMerges(entries(), state(), rawOf).map(
      ({ into, from, reasons }) => `${into.entity.name} < ${from.entity.name} ${reasons.join('+')}`,
    );
  return { log, state, entries, entry, run, undo, proposals };
}

describe('registerEntries', () => {
  it('group mentions over documents by label and folded name', () => {
    const { entries } = registerOf(
      ['قال أحمد الشرع إن أحمد الشرع', 'عاد احمد الشرع. لقاء الأمم المتحدة'],
      ['أحمد الشرع', 'احمد الشرع'],
      ['الأمم المتحدة'],
    );
    expect(
      entries().map(({ entity, mentions, isStored }) => [entity.id, entity.name, mentions.length, isStored]),
    ).toEqual([
      ['PER:احمد الشرع', 'أحمد الشرع', 3, false],
      ['ORG:الامم المتحده', 'الأمم المتحدة', 1, false],
    ]);
  });
});

describe('records', () => {
  const texts = ['وصل جو بايدن وجوزيف بايدن ثم جو بايدن', 'جوزيف بايدن'];
  const open = () => registerOf(texts, ['جو بايدن', 'جوزيف بايدن']);
  const names = (r: ReturnType<typeof open>) =>
    r.entries().map(({ entity, mentions }) => `${entity.name} ${mentions.length}`);

  it('merge two entries, and part them again when undone', () => {
    const r = open();
    const before = names(r);
    r.run(mergeEntities(r.entry('جو بايدن'), r.entry('جوزيف بايدن')));
    expect(names(r)).toEqual(['جو بايدن 3']);
    expect(r.entry('جو بايدن').entity.aliases).toEqual(['جو بايدن', 'جوزيف بايدن']);
    expect(r.log.edits.every(({ documentId }) => documentId === REGISTER_ID)).toBe(true);
    r.undo();
    expect(names(r)).toEqual(before);
  });

  it('keep the English form of a record that is merged, and bring the record back when undone', () => {
    const r = open();
    r.run(setEnglish(r.entry('جوزيف بايدن'), ' Joseph Biden '));
    r.run(mergeEntities(r.entry('جو بايدن'), r.entry('جوزيف بايدن')));
    expect(englishOf(r.entry('جو بايدن'))).toEqual({ text: 'Joseph Biden', from: 'person' });
    expect([...r.state().entities.values()].map(({ isGone }) => isGone)).toEqual([true, false]);
    r.undo();
    expect(r.entry('جوزيف بايدن').entity.english).toBe('Joseph Biden');
    r.undo();
    expect(r.state().entities.size).toBe(0);
  });

  it('part forms, and remember that they are not the same', () => {
    const r = open();
    r.run(mergeEntities(r.entry('جو بايدن'), r.entry('جوزيف بايدن')));
    expect(r.run(splitEntity(r.state(), r.entry('جو بايدن'), ['جو بايدن', 'جوزيف بايدن'], 'new'))).toBe(
      'edit/nothing',
    );
    r.run(splitEntity(r.state(), r.entry('جو بايدن'), ['جوزيف بايدن'], 'new'));
    expect(names(r).sort()).toEqual(['جو بايدن 2', 'جوزيف بايدن 1']);
    expect([...r.state().notSame.values()].map(({ isNotSame }) => isNotSame)).toEqual([true]);
    r.undo();
    expect(names(r)).toEqual(['جو بايدن 3']);
    expect([...r.state().notSame.values()].map(({ isNotSame }) => isNotSame)).toEqual([false]);
  });

  it('refuse to merge an entry with itself, to change nothing', () => {
    const r = open();
    const entry = r.entry('جو بايدن');
    expect(r.run(mergeEntities(entry, entry))).toBe('edit/nothing');
    expect(r.run(setNotSame(r.state(), entry, entry))).toBe('edit/nothing');
    expect(r.run(setEnglish(entry, ''))).toBe('edit/nothing');
  });

  it('give a form that two records claim to the one edited last', () => {
    const record = (id: string, aliases: readonly string[]): Entity => ({
      id,
      label: 'PER',
      name: aliases[0] ?? '',
      aliases,
      english: '',
      isGone: false,
    });
    const r = open();
    r.log.edits.push(
      editOf('setEntity', null, record('b', ['جوزيف بايدن', 'جو بايدن']), { lamport: 2, deviceId: 'b' }),
      editOf('setEntity', null, record('a', ['بايدن', 'جو بايدن']), { lamport: 2, deviceId: 'a' }),
    );
    expect(r.entries().map(({ entity, mentions }) => [entity.id, mentions.length])).toEqual([
      ['b', 3],
      ['a', 0],
    ]);
  });

  it('skip damaged edits, and are the same in any order of two logs', () => {
    const entity = fc.record({
      id: fc.constantFrom('x', 'y'),
      label: fc.constant('PER'),
      name: fc.constantFrom('سعد', 'سعيد'),
      aliases: fc.array(fc.constantFrom('سعد', 'سعيد')),
      english: fc.constantFrom('', 'Saad'),
      isGone: fc.boolean(),
    });
    const notSame = fc.record({
      label: fc.constant('PER'),
      first: fc.constantFrom('سعد', 'سعيد'),
      second: fc.constantFrom('سعد', 'سعيد'),
      isNotSame: fc.boolean(),
    });
    const value = fc.oneof<fc.Arbitrary<Entity | NotSame | string | null>[]>(
      entity,
      notSame,
      fc.constantFrom(null, 'x'),
    );
    const edits = fc.array(
      fc
        .tuple(fc.constantFrom('setEntity' as const, 'setNotSame' as const), value, value, fc.nat(5))
        .map(([op, before, after, lamport]) => editOf(op, before, after, { lamport })),
    );
    fc.assert(
      fc.property(edits, edits, (a, b) => {
        expect([...rebuildRegister([...a, ...b]).entities]).toEqual([
          ...rebuildRegister([...b, ...a]).entities,
        ]);
        expect(rebuildRegister([...a, ...b]).notSame).toEqual(rebuildRegister([...b, ...a]).notSame);
      }),
    );
  });
});

describe('proposeMerges', () => {
  it('proposes spellings one letter apart from five letters on, or with the same consonants', () => {
    const names = ['نتنياهو', 'نتانياهو', 'عبد الرحمن', 'عبدالرحمن', 'سامر', 'سمير', 'علي', 'عمي'];
    const { proposals } = registerOf([`${names.join(' ثم ')} ثم نتنياهو`], names);
    expect(proposals().sort()).toEqual(['عبد الرحمن < عبدالرحمن spelling', 'نتنياهو < نتانياهو spelling']);
  });

  it('never takes names with other numbers for spellings of one', () => {
    const names = ['اللواء 46', 'اللواء 47'];
    expect(registerOf([names.join(' و ')], [], names).proposals()).toEqual([]);
  });

  it('proposes a short form only after the full one in the same document', () => {
    const people = ['بشار الأسد', 'الأسد', 'بشار', 'عبد الفتاح السيسي', 'السيسي', 'عبد'];
    const after = registerOf(['قال بشار الأسد ثم عاد الأسد وقال بشار'], people);
    expect(after.proposals()).toEqual(['بشار الأسد < الأسد shortForm', 'بشار الأسد < بشار shortForm']);
    expect(registerOf(['قال الأسد ثم بشار الأسد'], people).proposals()).toEqual([]);
    expect(registerOf(['قال بشار الأسد', 'عاد الأسد'], people).proposals()).toEqual([]);
    expect(registerOf(['قال عبد الفتاح السيسي ثم عبد ثم السيسي'], people).proposals()).toEqual([
      'عبد الفتاح السيسي < السيسي shortForm',
    ]);
  });

  it('takes the nearest full form before', () => {
    const people = ['حافظ الأسد', 'بشار الأسد', 'الأسد'];
    expect(registerOf(['خلف حافظ الأسد بشار الأسد. وقال الأسد'], people).proposals()).toEqual([
      'بشار الأسد < الأسد shortForm',
    ]);
  });

  it('proposes acronyms in brackets beside their names', () => {
    const pairs = [
      ['منظمة الصحة العالمية (WHO)', 'منظمة الصحة العالمية', 'WHO'],
      ['قوات سوريا الديمقراطية «قسد»', 'قوات سوريا الديمقراطية', 'قسد'],
      ['حركة المقاومة الإسلامية (حماس)', 'حركة المقاومة الإسلامية', 'حماس'],
      ['Syrian Democratic Forces (SDF)', 'Syrian Democratic Forces', 'SDF'],
    ] as const;
    for (const [text, name, acronym] of pairs)
      expect(registerOf([`أعلنت ${text} أمس`], [], [name, acronym]).proposals()).toEqual([
        `${name} < ${acronym} acronym`,
      ]);
    const other = registerOf(['SDF (قوات سوريا الديمقراطية)'], [], ['SDF', 'قوات سوريا الديمقراطية']);
    expect(other.proposals()).toEqual(['قوات سوريا الديمقراطية < SDF acronym']);
  });

  it('takes no other body beside a name for its acronym', () => {
    expect(registerOf(['وزارة الدفاع (رويترز)'], [], ['وزارة الدفاع', 'رويترز']).proposals()).toEqual([]);
    expect(
      registerOf(['Syrian Democratic Forces (NATO)'], [], ['Syrian Democratic Forces', 'NATO']).proposals(),
    ).toEqual([]);
    expect(
      registerOf(['منظمة الصحة العالمية ثم WHO'], [], ['منظمة الصحة العالمية', 'WHO']).proposals(),
    ).toEqual([]);
  });

  it('proposes a kunya beside a name in one phrase, not in a list', () => {
    const people = ['أحمد الشرع', 'أبو محمد الجولاني', 'أبي محمد الجولاني', 'أم علي'];
    for (const text of [
      'أحمد الشرع (أبو محمد الجولاني)',
      'أحمد الشرع أبو محمد الجولاني',
      'أحمد الشرع، المعروف باسم أبو محمد الجولاني،',
      'أبو محمد الجولاني، واسمه الحقيقي أحمد الشرع',
    ])
      expect(registerOf([text], people).proposals(), text).toEqual(['أحمد الشرع < أبو محمد الجولاني kunya']);
    for (const text of [
      'حضر أحمد الشرع، أبو محمد الجولاني وغيرهما',
      'التقى أحمد الشرع في دمشق أبو محمد الجولاني',
      'أبو محمد الجولاني (أم علي)',
    ])
      expect(registerOf([text], people).proposals(), text).toEqual([]);
  });

  it('never proposes again what is not the same, until that is undone', () => {
    const people = ['بشار الأسد', 'الأسد'];
    const r = registerOf(['قال بشار الأسد ثم عاد الأسد'], people);
    r.run(setNotSame(r.state(), r.entry('بشار الأسد'), r.entry('الأسد')));
    expect(r.proposals()).toEqual([]);
    expect(r.run(setNotSame(r.state(), r.entry('الأسد'), r.entry('بشار الأسد')))).toBe('edit/nothing');
    r.undo();
    expect(r.proposals()).toHaveLength(1);
    r.run(mergeEntities(r.entry('بشار الأسد'), r.entry('الأسد')));
    expect(r.proposals()).toEqual([]);
  });
});

describe('renaming', () => {
  it('keeps the old name among the forms, so that its mentions stay, and is undoable', () => {
    const r = registerOf(['قال خالد الأسعد ثم قال خالد الأسعد'], ['خالد الأسعد']);
    expect(r.run(renameEntity(r.entry('خالد الأسعد'), ' خالد  محمد الأسعد '))).not.toMatch(/^edit/);
    const renamed = r.entry('خالد محمد الأسعد');
    expect([renamed.mentions.length, renamed.entity.aliases]).toEqual([
      2,
      ['خالد محمد الأسعد', 'خالد الأسعد'],
    ]);
    r.undo();
    expect(r.entry('خالد الأسعد').mentions.length).toBe(2);
    expect(r.run(renameEntity(r.entry('خالد الأسعد'), ' '))).toBe('edit/nothing');
  });
});

describe('English forms', () => {
  it('are the person’s, else the gazetteer’s, else a suggestion', () => {
    const r = registerOf(['قال خالد الأسعد'], ['خالد الأسعد']);
    const known = (name: string) => (name === 'خالد الأسعد' ? 'Khaled al-Asaad' : null);
    expect(englishOf(r.entry('خالد الأسعد'))).toEqual({ text: 'Khalid al-Asad', from: 'suggested' });
    expect(englishOf(r.entry('خالد الأسعد'), known)).toEqual({ text: 'Khaled al-Asaad', from: 'gazetteer' });
    r.run(setEnglish(r.entry('خالد الأسعد'), 'Khaled Asaad'));
    expect(englishOf(r.entry('خالد الأسعد'), known)).toEqual({ text: 'Khaled Asaad', from: 'person' });
  });

  it.each([
    ['بشار الأسد', 'Bashar al-Asad'],
    ['مُحَمَّد', 'Muhammad'],
    ['حسن', 'Hasan'],
    ['إيران', 'Iran'],
    ['الديمقراطية', 'al-Dimqaratiya'],
    ['خالد بن الوليد', 'Khalid bin al-Walid'],
    ['Donald ترامب', 'Donald Taramab'],
  ])('%s is written %s', (name, english) => {
    expect(suggestEnglish(name)).toBe(english);
  });

  it('are Latin letters for any Arabic name, and never throw', () => {
    const letters = fc.array(fc.constantFrom(...'ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئىةپچگ'), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.array(letters, { minLength: 1, maxLength: 4 }), (words) => {
        expect(suggestEnglish(words.map((word) => word.join('')).join(' '))).toMatch(/^[A-Za-z -]*$/);
      }),
    );
  });
});
