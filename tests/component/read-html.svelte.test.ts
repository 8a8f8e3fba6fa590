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
});
