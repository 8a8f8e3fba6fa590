import { describe, expect, it } from 'vitest';
import { readTextFile } from '../../src/exchange';

const BODY = `<p>وصل وفد من وجهاء البلدة إلى المدينة صباح اليوم، وبحث مع المجلس المحلي إصلاح الجسر الذي انهار في الشتاء الماضي.</p>
<p>وقال رئيس المجلس إن العمل يبدأ<br>الأسبوع المقبل &amp; ينتهي قبل الخريف.</p>`;

function read(html: string, encode: (text: string) => Uint8Array = (text) => new TextEncoder().encode(text)) {
  const result = readTextFile(encode(html), 'page.html');
  if (!result.ok) throw result.error;
  return result.value[0];
}

describe('readTextFile on HTML', () => {
  it('takes metadata from JSON-LD and the text from the article', () => {
    const page =
      read(`<html><head><title>عنوان | موقع</title><link rel="canonical" href="https://example.org/a">
      <script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":"NewsArticle","headline":"إصلاح الجسر","datePublished":"2025-02-03T08:00:00+03:00","publisher":{"name":"صحيفة الوادي"}}]}</script>
      <style>p{color:red}</style></head><body><nav><p>الرئيسية سياسة رياضة</p></nav>
      <article><h1>إصلاح الجسر</h1>${BODY}<aside><p>إعلان طويل</p></aside></article><footer>حقوق</footer></body></html>`);
    expect(page).toMatchObject({
      title: 'إصلاح الجسر',
      outlet: 'صحيفة الوادي',
      url: 'https://example.org/a',
      published: '2025-02-03T08:00:00+03:00',
    });
    expect(page?.text).toBe(
      'إصلاح الجسر\n\nوصل وفد من وجهاء البلدة إلى المدينة صباح اليوم، وبحث مع المجلس المحلي إصلاح الجسر الذي انهار في الشتاء الماضي.\n\nوقال رئيس المجلس إن العمل يبدأ\nالأسبوع المقبل & ينتهي قبل الخريف.',
    );
  });

  it('falls back to Open Graph and the densest block', () => {
    const page =
      read(`<head><meta property="og:title" content="عنوان المشاركة"><meta property="og:site_name" content="موقع">
      <meta property="og:url" content="https://example.org/b"><meta property="article:published_time" content="2024-05-06"></head>
      <body><div><p>قائمة</p></div><div class="x">${BODY}</div><script>alert(1)</script></body>`);
    expect(page).toMatchObject({
      title: 'عنوان المشاركة',
      outlet: 'موقع',
      url: 'https://example.org/b',
      published: '2024-05-06',
    });
    expect(page?.text).not.toContain('قائمة');
    expect(page?.text).not.toContain('alert');
  });

  it('obeys the declared charset', () => {
    const table = new Map<string, number>();
    for (let byte = 0; byte < 256; byte++)
      table.set(new TextDecoder('windows-1256').decode(Uint8Array.of(byte)), byte);
    const page = read(`<meta charset="windows-1256"><article>${BODY}</article>`, (text) =>
      Uint8Array.from([...text], (character) => table.get(character) ?? 63),
    );
    expect(page?.text).toContain('وصل وفد');
  });

  it('finds an article whose lines are parted by <br> in one block, beside menus of links', () => {
    const lines = [
      'أعلن المجلس المحلي بدء إصلاح الجسر القديم صباح اليوم.',
      'وقال رئيسه إن العمل ينتهي قبل الخريف المقبل.',
    ];
    const links = Array.from(
      { length: 30 },
      (_, i) => `<a href="/${i}">خبر آخر طويل من الموقع رقم ${i}</a>`,
    ).join(' ');
    const page =
      read(`<title>إصلاح الجسر القديم | موقع الوادي</title><meta property="og:site_name" content="موقع الوادي">
      <body><h1>موقع الوادي</h1><table><tr><td>${links}</td><td><div><font>${lines.join('<br><br>')}<br>${'تفاصيل أخرى كثيرة. '.repeat(6)}</font></div></td></tr></table></body>`);
    expect(page?.title).toBe('إصلاح الجسر القديم');
    expect(page?.text.startsWith(`إصلاح الجسر القديم\n\n${lines.join('\n\n')}`)).toBe(true);
    expect(page?.text).not.toContain('خبر آخر');
  });

  it('keeps captions and cells on lines of their own, and the heading where it stands', () => {
    const page =
      read(`<article><p>سياسة</p><h1>إصلاح  الجسر</h1><figure><img><figcaption>الجسر (أرشيف)</figcaption></figure>
      ${BODY}<table><tr><td>أولا</td><td>ثانيا</td></tr></table></article>`);
    expect(page?.text).toMatch(/^سياسة\n\nإصلاح الجسر\n\nالجسر \(أرشيف\)\n\nوصل وفد/);
    expect(page?.text).toMatch(/\n\nأولا\n\nثانيا$/);
  });

  it('reads entities in the data of a page, and its text where the page itself is empty', () => {
    const data = JSON.stringify({
      '@type': ['NewsArticle'],
      headline: 'رئيس &quot;المجلس&quot; يزور',
      datePublished: 'Mon, 03 Feb 2025 23:30:00 GMT',
      publisher: [{ name: 'وكالة' }],
      mainEntityOfPage: { '@id': 'https://example.org/c' },
      articleBody: `<p>${'نص الخبر كامل هنا. '.repeat(3).trim()}</p><p>وفقرة ثانية &amp; أخيرة.</p>`,
    });
    const page = read(`<script type="application/ld+json">{broken</script>
      <script type="application/ld+json">[${data}]</script><div id="app"></div>`);
    expect(page).toMatchObject({
      title: 'رئيس "المجلس" يزور',
      outlet: 'وكالة',
      url: 'https://example.org/c',
      published: '2025-02-03',
    });
    expect(page?.text).toBe(
      'رئيس "المجلس" يزور\n\nنص الخبر كامل هنا. نص الخبر كامل هنا. نص الخبر كامل هنا.\n\nوفقرة ثانية & أخيرة.',
    );
  });

  it.each([
    ['<time datetime="2024-05-06T07:00Z">أمس</time>', '2024-05-06T07:00Z'],
    ['<meta name="date" content="6 May 2024">', '2024-05-06'],
    ['<meta name="date" content="2024-99-99">', ''],
    ['<meta name="date" content="أمس">', ''],
  ])('takes a date only where there is one: %s', (tag, published) => {
    expect(read(`${tag}<article>${BODY}</article>`)?.published).toBe(published);
  });

  it('runs nothing and says when a page holds no text', () => {
    const result = readTextFile(
      new TextEncoder().encode('<img src=x onerror="globalThis.ran=1"><nav>قائمة</nav>'),
      'p.htm',
    );
    expect(result).toMatchObject({ ok: false, error: { code: 'file/empty' } });
    expect(globalThis).not.toHaveProperty('ran');
  });
});
