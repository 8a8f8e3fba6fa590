export type Axis = 'lat' | 'lon';

/** Pieces of a written coordinate. A number keeps its digits, since they say how exact it is. */
export type Token =
  | { readonly type: 'number'; readonly text: string }
  | { readonly type: 'mark'; readonly place: 0 | 1 | 2 }
  | { readonly type: 'side'; readonly axis: Axis; readonly sign: 1 | -1 }
  | { readonly type: 'label'; readonly axis: Axis }
  | { readonly type: 'between' };

const mark = (place: 0 | 1 | 2): Token => ({ type: 'mark', place });
const side = (axis: Axis, sign: 1 | -1): Token => ({ type: 'side', axis, sign });
const BETWEEN: Token = { type: 'between' };

/** Words and letters with their token, tried in order on what follows; a letter never begins a longer word. */
const WORDS: readonly (readonly [RegExp, Token])[] = [
  [/^(?:°|(?:degrees?|deg|d|درجات|درجه|درجة)(?![\p{L}]))\.?/iu, mark(0)],
  [/^(?:′|(?:minutes?|min|m|دقائق|دقيقه|دقيقة|د)(?![\p{L}]))\.?/iu, mark(1)],
  [/^(?:″|(?:seconds?|sec|ثواني|ثوان|ثانيه|ثانية|ث)(?![\p{L}]))\.?/iu, mark(2)],
  [/^(?:خط |خطوط |دائره |دائرة )?(?:ال)?عرض(?![\p{L}])[:=]?/u, { type: 'label', axis: 'lat' }],
  [/^(?:خط |خطوط )?(?:ال)?طول(?![\p{L}])[:=]?/u, { type: 'label', axis: 'lon' }],
  [/^(?:latitude|lat)(?![\p{L}])\.?[:=]?/iu, { type: 'label', axis: 'lat' }],
  [/^(?:longitude|long|lon|lng)(?![\p{L}])\.?[:=]?/iu, { type: 'label', axis: 'lon' }],
  [/^(?:north|n|(?:ال)?شمال(?:ا|ي)?|ش)(?![\p{L}])\.?:?/iu, side('lat', 1)],
  [/^(?:south|s|(?:ال)?جنوب(?:ا|ي)?|ج)(?![\p{L}])\.?:?/iu, side('lat', -1)],
  [/^(?:east|e|(?:ال)?شرق(?:ا|ي)?|ق)(?![\p{L}])\.?:?/iu, side('lon', 1)],
  [/^(?:west|w|(?:ال)?غرب(?:ا|ي)?|غ)(?![\p{L}])\.?:?/iu, side('lon', -1)],
  [/^(?:[,;/&]|and(?![\p{L}])|و(?![\p{L}]))/iu, BETWEEN],
];

const NUMBER = /^\d+(?:\.\d+)?/;
/** A sign stands right before its number, and not right behind another one: `33.5-36.3` is two numbers. */
const SIGN = /^[+-](?=\d)/;

/**
 * Cuts a coordinate in plain form into pieces; `null` when something in it is none of them. A comma inside a number is
 * a decimal sign where no point is.
 */
export function cutCoordinates(plain: string): readonly Token[] | null {
  const tokens: Token[] = [];
  let rest = withPoints(plain).trimStart();
  let isAfterSpace = true;
  while (rest !== '') {
    const sign = isAfterSpace || isBorder(tokens.at(-1)) ? (SIGN.exec(rest)?.[0] ?? '') : '';
    const number = NUMBER.exec(rest.slice(sign.length))?.[0];
    const found = number === undefined ? wordAt(rest, tokens) : null;
    if (number !== undefined) tokens.push({ type: 'number', text: sign + number });
    else if (found) tokens.push(found[1]);
    else return null;
    const after = rest.slice(number === undefined ? found?.[0].length : sign.length + number.length);
    rest = after.trimStart();
    isAfterSpace = rest !== after;
  }
  return tokens;
}

/** Where a new value may begin, with its sign. */
const isBorder = (token: Token | undefined): boolean => token?.type === 'between' || token?.type === 'label';

function wordAt(rest: string, before: readonly Token[]): readonly [string, Token] | null {
  // `50s` is seconds where letters stand for minutes; `50S` and `50 s` without minutes are the south.
  if (
    /^s(?!\p{L}|$)|^s(?=[NSEW]|$)/u.test(rest) &&
    before.at(-2)?.type === 'mark' &&
    before.at(-1)?.type === 'number'
  )
    return ['s', { type: 'mark', place: 2 }];
  // A dash that is no sign stands between two values.
  if (rest.startsWith('-')) return ['-', BETWEEN];
  for (const [pattern, token] of WORDS) {
    const text = pattern.exec(rest)?.[0];
    if (text !== undefined) return [text, token];
  }
  return null;
}

/** Decimal commas as points: `33,5138 36,2765`, `33,5138, 36,2765` and, with three commas, `33,5138,36,2765`. */
function withPoints(plain: string): string {
  if (plain.includes('.')) return plain;
  if (/^[+-]?\d+,\d+,[+-]?\d+,\d+$/.test(plain))
    return plain.replace(/(\d+),(\d+),([+-]?\d+),(\d+)/, '$1.$2;$3.$4');
  if (/\d,\d+,\d/.test(plain)) return plain;
  return plain.replace(/(\d),(?=\d)/g, '$1.');
}
