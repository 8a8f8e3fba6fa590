import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLACES_ID, PRECISIONS, type Edit } from '../../../../src/domain';
import {
  applyToSame,
  chooseCandidate,
  knowledgeOf,
  markNoPlace,
  movePlace,
  NO_DECISIONS,
  putOwnPlace,
  rebuildDecisions,
  removeOwnPlace,
  revertBatch,
  setFocus,
  setPrecision,
  takeChoiceBack,
  undoable,
  type Command,
  type PlaceDecisions,
} from '../../../../src/correction';
import { createLog, editOf } from '../samples';
import { linkAt, ownPlace, place } from './samples';

/** What was decided, whatever the order in which it was. */
const contentOf = ({ choices, places, precisions, focus }: PlaceDecisions) => ({
  choices: Object.fromEntries(choices),
  places: Object.fromEntries(places),
  precisions: Object.fromEntries(precisions),
  focus,
});

const LINKS = ['a', 'b'].flatMap((id) => [linkAt(id, 0), linkAt(id, 10), linkAt(id, 20)]);
/** What a random person does: a kind of command and numbers that choose about what. */
const action = fc.record({ kind: fc.nat(10), at: fc.nat(5), to: fc.nat(3), device: fc.nat(1) });
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

function commandFor(decisions: PlaceDecisions, { kind, at, to }: Action): Command {
  const link = LINKS[at % LINKS.length] ?? linkAt('a', 0);
  const own = ownPlace(String(to % 2), { lat: at, lon: to });
  switch (kind) {
    case 0:
    case 1:
      return chooseCandidate(decisions, link, place(`wof:${to}`));
    case 2:
      return markNoPlace(decisions, link);
    case 3:
      return takeChoiceBack(decisions, link);
    case 4:
      return applyToSame(decisions, place(`wof:${to}`), LINKS.slice(0, at));
    case 5:
    case 6:
      return putOwnPlace(decisions, own);
    case 7:
      return removeOwnPlace(decisions, own.id);
    case 8: {
      const id = `user:m${at}${to}`;
      const move = { place: place('wof:1'), lat: at, lon: to, links: LINKS.slice(0, at), id, note: 'x' };
      return movePlace(decisions, move);
    }
    case 9:
      return setPrecision(decisions, `wof:${at}`, to === 0 ? null : (PRECISIONS[to] ?? 'exact'));
    default:
      return setFocus(decisions, {
        countries: [['SD'], [], ['SY', 'IQ']][to % 3] ?? [],
        hidesGovernments: at > 2,
      });
  }
}

describe('decisions about places', () => {
  it('are rebuilt from the log in whatever order, and undo gives back what was there', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 25, size: 'max' }), fc.integer(), (actions, seed) => {
        const log = createLog();
        const states: PlaceDecisions[] = [NO_DECISIONS];
        for (const one of actions) {
          const command = commandFor(rebuildDecisions(log.edits), one);
          if (!command.ok) {
            expect(command.error.code).toBe('edit/nothing');
            continue;
          }
          log.add(command.value);
          states.push(rebuildDecisions(log.edits));
        }
        const shuffled = [...log.edits].sort((a, b) => hash(a.id, seed) - hash(b.id, seed));
        expect(contentOf(rebuildDecisions(shuffled))).toEqual(contentOf(states.at(-1) ?? NO_DECISIONS));
        for (const expected of states.slice(0, -1).reverse()) {
          const { undo } = undoable(log.edits, 'd');
          log.add(revertBatch(log.edits, undo ?? ''), { revertOf: undo ?? '' });
          expect(contentOf(rebuildDecisions(log.edits))).toEqual(contentOf(expected));
        }
      }),
    );
  });

  it('of two devices come to the same, whichever log is taken in first', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 25, size: 'max' }), (actions) => {
        const logs = [createLog('one'), createLog('two')] as const;
        for (const one of actions) {
          const log = logs[one.device === 0 ? 0 : 1];
          const command = commandFor(rebuildDecisions(log.edits), one);
          if (command.ok) log.add(command.value);
        }
        const [one, two] = [logs[0].edits, logs[1].edits];
        expect(rebuildDecisions([...one, ...two])).toEqual(rebuildDecisions([...two, ...one, ...two]));
      }),
    );
  });

  it('never throw on damaged edits, which change nothing', () => {
    const ops = fc.constantFrom<Edit['op'][]>('setLink', 'setPlace', 'setPrecision', 'setFocus');
    const good = [
      editOf('setLink', null, { start: 0, end: 4, toponym: 'x', place: null, origin: 'confirmed' }),
      editOf('setPlace', null, ownPlace('1'), { documentId: PLACES_ID }),
    ];
    fc.assert(
      fc.property(fc.array(fc.tuple(ops, fc.anything(), fc.anything())), (edits) => {
        const damaged = edits.map(([op, before, after]) => editOf(op, before, after));
        const { choices, places } = rebuildDecisions([...good, ...damaged]);
        expect([choices.size, places.size]).toEqual([1, 1]);
      }),
    );
    for (const after of [
      { ...ownPlace('1'), lat: 91 },
      { ...ownPlace('1'), lon: Number.NaN },
      { ...ownPlace('1'), name: '' },
      { ...ownPlace('1'), level: 'planet' },
    ])
      expect(rebuildDecisions([...good, editOf('setPlace', null, after)]).places.get('user:1')).toEqual(
        ownPlace('1'),
      );
  });

  it('hold whatever the scheme and the run', () => {
    const edit = editOf('setFocus', null, { countries: ['SD', 'sd', 3, 'SD'], hidesGovernments: 1 });
    const { focus } = rebuildDecisions([{ ...edit, scheme: 'other', baseRunId: 'gone' }]);
    expect(focus).toEqual({ countries: ['SD'], hidesGovernments: false });
  });
});

describe('what linking is told', () => {
  const decided = (...choices: readonly [documentId: string, start: number, id: string | null][]) => {
    const log = createLog();
    for (const [documentId, start, id] of choices) {
      const command =
        id === null
          ? markNoPlace(rebuildDecisions(log.edits), linkAt(documentId, start))
          : chooseCandidate(rebuildDecisions(log.edits), linkAt(documentId, start), place(id));
      if (command.ok) log.add(command.value);
    }
    return rebuildDecisions(log.edits);
  };
  const key = 'الجديده';

  it('is the choice of the text itself, else what all others agree on', () => {
    const decisions = decided(['a', 0, 'wof:1'], ['b', 0, 'wof:2'], ['b', 10, 'wof:3']);
    expect(knowledgeOf(decisions, 'a').userChoices).toEqual({ [key]: 'wof:1' });
    expect(knowledgeOf(decisions, 'b').userChoices).toEqual({ [key]: 'wof:3' });
    expect(knowledgeOf(decisions, 'c').userChoices).toEqual({});
    expect(knowledgeOf(decided(['a', 0, 'wof:1'], ['b', 0, 'wof:1']), 'c').userChoices).toEqual({
      [key]: 'wof:1',
    });
  });

  it('is nothing of a name that is no place here', () => {
    expect(knowledgeOf(decided(['a', 0, null]), 'a').userChoices).toEqual({});
  });
});

const hash = (text: string, seed: number): number =>
  [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 10_007, Math.abs(seed) % 10_007);
