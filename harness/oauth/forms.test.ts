import { expect, it } from 'vitest';
import { formsOf } from './forms.ts';

const url = 'https://auth.example.com/consent?id=7';

it('reads what a browser would send by itself', () => {
  const html = `<p>Allow?</p>
    <FORM Method=post action="/decide?a=1&amp;b=2">
      <input type="hidden" name="token" value="a&quot;b"><input name='id' type=hidden value=7>
      <input type="hidden" name="empty"><input name="note" value="shown"><button name="action" value="allow">Allow</button>
    </FORM>
    <form><input type="hidden" value="without a name"></form>`;
  expect(formsOf(html, url)).toEqual([
    {
      action: 'https://auth.example.com/decide?a=1&b=2',
      method: 'POST',
      hidden: [
        ['token', 'a"b'],
        ['id', '7'],
        ['empty', ''],
      ],
    },
    { action: url, method: 'GET', hidden: [] },
  ]);
});

it('finds none where there is none', () => {
  expect(formsOf('<formula><input type="hidden" name="a"></formula>', url)).toEqual([]);
});
