import type { Input, RequestName } from '../../lib/messaging/contract.ts';
import { defaultPreferences } from '../../lib/model/preferences.ts';
import { defaultTableSettings } from '../../lib/model/table-settings.ts';
import { defaultSettings } from '../../lib/settings/settings.ts';
import { ids } from '../sandbox/seed.ts';

const { alder: organizationId } = ids.organizations;
const { sampleDeal: opportunityId, sampleLead: leadId } = ids;
const id = '00000000-0000-4000-8000-000000000009';
const deal = { opportunityId, organizationId, leadName: 'Planted' };

/** A valid input of each request, which would have an effect if its sender were allowed to send it. */
export const validRequests: { [Name in RequestName]: Input<Name> } = {
  'page.report': { references: [] },
  'toast.pressed': {},
  'card.request': { reference: null },
  'reference.open': { reference: null },
  'chip.hide': { isEverywhere: true },
  'card.redeem': { token: id },
  'chip.show': { origin: '*', isShown: false },
  'editor.open': { tabId: 1, id },
  'page.inspect': { tabId: 1 },
  'deal.open': { opportunityId, refresh: true },
  'lead.open': { leadId },
  'table.deal': { opportunityId },
  'table.lead': { leadId },
  'table.open': { organizationId, userId: ids.users.ana, skip: 0 },
  'table.settings': {},
  'table.set-up': { settings: { ...defaultTableSettings, countsOnButton: true } },
  'table.seen': { days: ['2000-01-01'] },
  'deal.snooze': { opportunityId, until: '2100-01-01' },
  'table.organization': { organizationId },
  'deals.known': { typed: 'Marlow' },
  'deals.find': { query: 'Marlow', id },
  'people.always': {},
  'people.find': { addresses: ['lena@customer.example'], count: 1, domains: [] },
  'search.cancel': { id },
  'users.list': { organizationId },
  'contacts.list': { organizationId, leadId },
  'history.read': { organizationId, opportunityId },
  'history.fields': { organizationId, opportunityId },
  'advice.put-off': {
    opportunityId,
    suggestion: { action: 'follow_up_call', target: '', reason: 'No call yet.' },
  },
  'deal.save': { ...deal, id, base: {}, patch: { confidence: 1 }, openedFor: null },
  'operation.follow': { id },
  'outbox.drain': {},
  'operation.cancel': { id },
  'operation.resolve': { id, mine: ['value'], seen: {} },
  'change.undo': { changeId: id, id },
  'table.undo': {
    id,
    change: {
      ...{ id, opportunityId, organizationId, leadName: 'Planted', at: 1, how: 'saved', ignored: [] },
      ...{ patch: { confidence: 1 }, before: { confidence: 2 }, after: { confidence: 1 } },
    },
  },
  'changes.list': {},
  'changes.clear': {},
  'fault.keep': { fault: { at: 1, place: 'popup', causes: ['planted'], frames: [] } },
  'damage.read': {},
  'damage.dismiss': {},
  'pins.write': { pins: { planted: ['value'] } },
  'single-keys.read': {},
  'preferences.read': {},
  'preferences.write': { asksBeforeSaving: !defaultPreferences.asksBeforeSaving },
  'quick-actions.read': {},
  'quick-actions.write': { own: [], slots: ['confidence:0', null, null, null] },
  'settings.write': { ...defaultSettings, pins: { planted: ['value'] } },
  'catalog.read': { organizationId },
  'draft.write': { ...deal, base: {}, entries: { value: '1' }, unsent: {}, savedAt: 1 },
  'draft.remove': { opportunityId },
  'site.visit': { site: 'https://mail.example.com/*', id, isDeclined: false },
  'tip.end': {},
  'lines.read': { opportunityId },
  'lines.write': { opportunityId, line: '60%', isSaved: true },
  'connection.list': {},
  'connection.default': { organizationId },
  'connection.connect': {},
  'secrets.move': { to: 'session', forgets: true },
  'vault.unlock': {},
  'vault.lock': {},
  'connection.remove': { organizationId },
  'everything.remove': {},
};
