// Paths from Lucide 1.62 (https://lucide.dev; ISC license, Copyright (c) 2026 Lucide Icons and Contributors, parts MIT,
// Copyright (c) 2013-present Cole Bemis), on a grid of 24 × 24. Only those in use, because the package holds thousands. Those
// of menus and of "All fields" are in a file of their own, because the popup loads them later.

export const openIcon = 'M15 3h6v6M10 14 21 3M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6';
export const moreIcon =
  'M11 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0M18 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0M4 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0';
export const lockIcon =
  'M7 11V7a5 5 0 0 1 10 0v4M5 11h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2z';
export const downIcon = 'm6 9 6 6 6-6';
export const boltIcon = 'M13 2 3 14h9l-1 8 10-12h-9z';
