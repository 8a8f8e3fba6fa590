/** JSON with sorted keys: equal for records of equal content. */
export function canonical(record: object): string {
  return JSON.stringify(record, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1)));
  });
}
