/** What the sample deals and the pictures of the project both show. Every name is fictional. */
export const sampleFacts = {
  organization: 'Alder & Finch',
  user: 'Ana Ruiz',
  colleague: 'Sam Lee',
  products: ['Widget A', 'Widget B', 'Widget C', 'Widget D – large'],
  sales: ['Discovery', 'Demo done', 'Proposal sent', 'Negotiation'],
  marlow: {
    lead: 'Marlow Robotics',
    contacts: ['Lena Marlow', 'Theo Brandt'],
    value: 1_250_000,
    confidence: 75,
    products: ['Widget A', 'Widget C'],
    nextStep: 'Send quote',
    seats: 12,
    note: 'Liked the demo.\nWants a quote for two arms.',
  },
  halden: {
    lead: 'Halden Foods',
    contacts: ['Pia Halden'],
    deals: [
      { value: 1_250_000, confidence: 75 },
      { value: 90_000, confidence: 90 },
      { value: 400_000, confidence: 100 },
    ],
  },
} as const;
