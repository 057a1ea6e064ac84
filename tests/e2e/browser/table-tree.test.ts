import type { Page, Protocol } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';

const story = useConnectedStory({ keepsCloseData: true });

type Node = Protocol.Accessibility.AXNode;

/** Returns what a screen reader is given of the grid: its node, and everything in it by role. */
async function readGrid(page: Page) {
  const session = await page.createCDPSession();
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const within = (node: Node): Node[] =>
    (node.childIds ?? []).flatMap((id) => {
      const child = byId.get(id);
      return child ? [child, ...within(child)] : [];
    });
  const grids = nodes.filter((node) => node.role?.value === 'grid');
  const of = (node: Node, role: string) => within(node).filter((each) => each.role?.value === role);
  return { grids, of };
}

// Chromium adds the cells of a row to its tree once the row is near the view, because only then they are drawn.
const rowsInView = 3;

const nameOf = (node: Node | undefined) => String(node?.name?.value ?? '');
const stateOf = (node: Node | undefined, name: string) =>
  node?.properties?.find((property) => property.name === name)?.value.value;

describe('the accessibility tree of the table', () => {
  let page: Page;
  let leads: string[];
  beforeAll(async () => {
    page = await story.openExtensionPage('deals.html#open');
    await waitFor('the rows', () => page.$('tbody tr'));
    leads = await page.$$eval('tbody th b', (names) => names.map(({ textContent }) => textContent));
  });

  it('has one grid, its column heads, and a row for each deal, named by its lead', async () => {
    const { grids, of } = await readGrid(page);
    expect(grids.map(nameOf)).toEqual(['Deals']);
    const [grid] = grids as [Node];
    const heads = of(grid, 'columnheader').map(nameOf);
    const fields = [
      'Deal',
      'Status',
      'Confidence',
      'Value',
      'Estimated close',
      'Owner',
      'Next step',
      'Preview',
    ];
    expect(heads.slice(1)).toEqual(fields);
    const [, ...rows] = of(grid, 'row');
    expect(rows.map(nameOf)).toEqual(leads);
    for (const row of rows.slice(0, rowsInView)) {
      expect(of(row, 'rowheader')).toHaveLength(1);
      // The box to select the deal and every column but that of the deal.
      expect(of(row, 'gridcell')).toHaveLength(heads.length - 1);
    }
  });

  it('says of a cell whether it can be edited or is invalid, and of a box whether it is checked', async () => {
    await page.$eval('tbody td[data-field=confidence]', (cell) => (cell as HTMLElement).focus());
    await page.keyboard.type('lots');
    await page.keyboard.press('Enter');
    await page.waitForSelector('td.invalid');
    await page.$eval('tbody tr:nth-child(2) input', (box) => (box as HTMLElement).click());
    const { grids, of } = await readGrid(page);
    const [grid] = grids as [Node];
    const cells = of(grid, 'gridcell');
    expect(cells.filter((cell) => stateOf(cell, 'invalid') === 'true')).toHaveLength(1);
    expect(cells.filter((cell) => nameOf(cell) === 'lots')).toHaveLength(1);
    const editable = cells.filter((cell) => stateOf(cell, 'readonly') === false);
    expect(editable.length).toBeGreaterThan(0);
    const [, ...rows] = of(grid, 'row');
    const inView = rows.slice(0, rowsInView);
    const boxes = inView.flatMap((row) => of(row, 'checkbox'));
    expect(boxes.map(nameOf)).toEqual(leads.slice(0, rowsInView));
    expect(boxes.map((box) => stateOf(box, 'checked'))).toEqual(['false', 'true', 'false']);
    const menus = inView.flatMap((row) => of(row, 'button')).map((button) => stateOf(button, 'hasPopup'));
    expect(menus).toEqual(['menu', 'menu', 'menu']);
  });
});
