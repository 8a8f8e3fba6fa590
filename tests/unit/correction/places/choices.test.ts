import { describe, expect, it } from 'vitest';
import {
  applyToSame,
  chooseCandidate,
  confirmPlace,
  findSameToponyms,
  markNoPlace,
  movePlace,
  overlayChoices,
  putOwnPlace,
  rebuildDecisions,
  removeOwnPlace,
  type Command,
} from '../../../../src/correction';
import { createLog } from '../samples';
import { linkAt, ownPlace, place } from './samples';

function work() {
  const log = createLog();
  const state = () => rebuildDecisions(log.edits);
  const add = (command: Command) => {
    if (!command.ok) throw command.error;
    return log.add(command.value);
  };
  return { log, state, add };
}

describe('choices over predicted links', () => {
  it('leave what nobody decided as it is', () => {
    const links = [linkAt('a', 0), linkAt('a', 10)];
    const { state, add } = work();
    expect(overlayChoices(links, state())).toBe(links);
    add(chooseCandidate(state(), links[0] ?? linkAt('a', 0), place('wof:2')));
    const shown = overlayChoices(links, state());
    expect(shown[0]).toMatchObject({ origin: 'gold', score: 1, place: { id: 'wof:2' } });
    expect(shown[1]).toBe(links[1]);
  });

  it('keep a place that has vanished from the list, and no place as a decision', () => {
    const { state, add } = work();
    add(chooseCandidate(state(), linkAt('a', 0), place('gone:9', { lat: 1, uncertaintyM: 500 })));
    add(markNoPlace(state(), linkAt('a', 10)));
    const [kept, nil] = overlayChoices([linkAt('a', 0), linkAt('a', 10)], state());
    expect(kept?.place).toEqual(place('gone:9', { lat: 1, uncertaintyM: 500 }));
    expect(kept?.candidates.map(({ id }) => id)).toEqual(['gone:9', 'wof:1', 'wof:2', 'wof:3']);
    expect(nil).toMatchObject({ origin: 'gold', place: null, score: 0, reasons: [{ code: 'decided' }] });
  });

  it('wait where the mention has another range now', () => {
    const { state, add } = work();
    add(markNoPlace(state(), linkAt('a', 0)));
    const links = [linkAt('a', 0, { end: linkAt('a', 1).end })];
    expect(overlayChoices(links, state())[0]).toBe(links[0]);
  });

  it('show an own place as it stands, and still after it left the list', () => {
    const { state, add } = work();
    add(putOwnPlace(state(), ownPlace('1')));
    add(chooseCandidate(state(), linkAt('a', 0), ownPlace('1')));
    add(putOwnPlace(state(), ownPlace('1', { lat: 5, uncertaintyM: 800 })));
    const predicted = linkAt('a', 10, { place: place('user:1') });
    const shown = () => overlayChoices([linkAt('a', 0), predicted], state());
    expect(shown()[0]?.place).toMatchObject({ lat: 5, uncertaintyM: 800 });
    expect(shown()[1]).toMatchObject({ origin: 'predicted', place: { lat: 5, uncertaintyM: 800 } });
    add(removeOwnPlace(state(), 'user:1'));
    expect(shown()[0]?.place?.id).toBe('user:1');
  });

  it('confirm the predicted place', () => {
    const { state, add } = work();
    add(confirmPlace(state(), linkAt('a', 0)));
    expect(overlayChoices([linkAt('a', 0)], state())[0]).toMatchObject({
      origin: 'gold',
      place: { id: 'wof:1' },
    });
    expect(confirmPlace(state(), linkAt('a', 0)).ok).toBe(false);
    expect(confirmPlace(state(), linkAt('a', 10, { place: null })).ok).toBe(false);
  });
});

describe('the same decision for the same name', () => {
  const links = [
    linkAt('a', 0),
    linkAt('a', 10, { toponym: 'الجَديده' }),
    linkAt('b', 0),
    linkAt('b', 10),
    linkAt('b', 20, { toponym: 'حلب' }),
  ];

  it('is offered for every spelling, not ticked where a person decided otherwise', () => {
    const { state, add } = work();
    add(chooseCandidate(state(), links[0] ?? linkAt('a', 0), place('wof:2')));
    add(chooseCandidate(state(), links[2] ?? linkAt('b', 0), place('wof:3')));
    add(chooseCandidate(state(), links[3] ?? linkAt('b', 10), place('wof:2')));
    const found = findSameToponyms(state(), links[0] ?? linkAt('a', 0), links);
    expect(found.map(({ link, isTicked }) => [link.id, isTicked])).toEqual([
      ['a:r:10', true],
      ['b:r:0', false],
    ]);
    add(
      applyToSame(
        state(),
        place('wof:2'),
        found.filter((one) => one.isTicked).map((one) => one.link),
      ),
    );
    const shown = overlayChoices(links, state());
    expect(shown.map(({ place: chosen }) => chosen?.id)).toEqual([
      'wof:2',
      'wof:2',
      'wof:3',
      'wof:2',
      'wof:1',
    ]);
  });

  it('has nothing to do for nobody', () => {
    expect(applyToSame(work().state(), null, []).ok).toBe(false);
  });
});

describe('a place that is moved', () => {
  it('becomes an own place with all its mentions, in one batch', () => {
    const { log, state, add } = work();
    const links = [linkAt('a', 0), linkAt('b', 0), linkAt('b', 10, { place: place('wof:2') })];
    const move = { lat: 10, lon: 20, links, id: 'user:m', note: 'من wof:1' };
    add(movePlace(state(), { ...move, place: place('wof:1', { uncertaintyM: 9000 }) }));
    expect(new Set(log.edits.map(({ batchId }) => batchId)).size).toBe(1);
    const shown = overlayChoices(links, state());
    expect(shown.map((link) => link.place?.id)).toEqual(['user:m', 'user:m', 'wof:2']);
    expect(state().places.get('user:m')).toMatchObject({ lat: 10, lon: 20, note: 'من wof:1' });
    expect(shown[0]?.place).not.toHaveProperty('uncertaintyM');
    add(movePlace(state(), { ...move, place: place('user:m'), lat: 11, links: shown }));
    expect(state().places.size).toBe(1);
    expect(overlayChoices(links, state())[0]?.place?.lat).toBe(11);
  });

  it('stays where it is when the new position is not on Earth', () => {
    const move = { place: place('wof:1'), lat: 91, lon: 0, links: [], id: 'user:m', note: '' };
    expect(movePlace(work().state(), move).ok).toBe(false);
  });
});
