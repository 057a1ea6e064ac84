/**
 * Roles of a grid made of table elements. Set in full, because the rows are laid out without the browser's table layout,
 * which takes away what the elements say about themselves.
 */
export const grid = { role: 'grid' } as const;
export const gridRow = { role: 'row' } as const;
export const gapRow = { 'aria-hidden': true } as const;
export const gridCell = { role: 'gridcell', tabIndex: -1 } as const;
export const columnHead = { role: 'columnheader', tabIndex: -1 } as const;
export const rowHead = { role: 'rowheader', scope: 'row', tabIndex: -1 } as const;
