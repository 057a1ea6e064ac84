import { afterEach, describe, expect, it } from 'vitest';
import { scanPeople } from '../../../lib/detection/scan-people.ts';

afterEach(() => {
  document.body.replaceChildren();
});

function showMarkup(markup: string): void {
  document.body.innerHTML = markup;
}

describe('the people of a page', () => {
  it('are ordered by place, then from the main heading on', () => {
    showMarkup(`<p>before@a.example</p><h1>Quote</h1><p>after@a.example later@a.example</p>
      <a href="mailto:link@a.example">x</a><span email="label@a.example">x</span>`);
    expect(scanPeople(document)).toEqual(
      ['label', 'link', 'after', 'later', 'before'].map((name) => `${name}@a.example`),
    );
  });

  it('begin with the selected ones', () => {
    showMarkup('<p email="label@a.example">x</p><p id="chosen">chosen@a.example</p>');
    getSelection()?.selectAllChildren(document.querySelector('#chosen') as Element);
    expect(scanPeople(document)[0]).toBe('chosen@a.example');
  });

  it('do not come from scripts, styles, templates and link subjects', () => {
    showMarkup(`<script type="x">a@a.example</script><style>b@a.example</style><template>c@a.example</template>
      <a href="mailto:d@a.example?cc=e@a.example">x</a>`);
    expect(scanPeople(document)).toEqual(['d@a.example']);
  });

  it('survive elements that stand in the place of functions', () => {
    showMarkup('<form email="a@a.example"><input name="getAttribute"></form><p>b@a.example</p>');
    expect(scanPeople(document)).toEqual(['a@a.example', 'b@a.example']);
  });

  it('are at most 500', () => {
    showMarkup(Array.from({ length: 10_000 }, (_none, index) => `<p>p${index}@a.example</p>`).join(''));
    expect(scanPeople(document)).toHaveLength(500);
  });
});
