import type { Connecting } from '../../components/ConnectionsSection.tsx';
import type { Connection } from '../../lib/storage/items.ts';

export const otherConnection: Connection = {
  organizationId: 'orga_b',
  organizationName: 'Fjord Supplies',
  currency: 'EUR',
  userId: 'user_liv',
  userName: 'Liv Berg',
  roleId: 'admin',
  editsOthers: true,
};

/** Nothing is connected and nothing is told, unless said otherwise. */
export function connecting(more: Partial<Connecting> = {}): Connecting {
  return { connections: [], isChecking: false, told: { sentence: '', tone: 'status' }, ...more };
}
