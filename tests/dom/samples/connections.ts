import type { Connecting, ConnectionState } from '../../../lib/options/connections.ts';
import { connection } from './deals.ts';

export const ownConnection: ConnectionState = { ...connection, isOpen: true };

export const otherConnection: ConnectionState = {
  organizationId: 'orga_b',
  organizationName: 'Fjord Supplies',
  currency: 'EUR',
  userId: 'user_liv',
  userName: 'Liv Berg',
  roleId: 'admin',
  editsOthers: true,
  isOpen: true,
};

/** Creates the state of a form without connections and message, with these overrides. */
export function connecting(more: Partial<Connecting> = {}): Connecting {
  return { connections: [], isChecking: false, message: { sentence: '', tone: 'status' }, ...more };
}

/** A vault that no passphrase unlocks. */
export const vault = {
  ...{ salt: 'c2FsdA==', rounds: 1_000_000, key: { iv: '', data: '' }, idleMinutes: 15 },
  seal: { publicKey: '', privateKey: { iv: '', data: '' } },
};
