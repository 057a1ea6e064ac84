import { sampleFacts } from '../../../lib/sample/sample-facts.ts';
import type { CustomField } from '../types.ts';
import { ids } from './ids.ts';

const PLACES = ['Åkerby', 'Brno-Sever', 'Côte', 'Dún Mór', 'Ełk', 'Fließ', 'Göl', 'Hvar', 'Île', 'Jõe'];

/** 300 choices with hyphens, accents and leading spaces, which must be compared exactly as they are. */
function seedRegions(): string[] {
  const regions: string[] = ['-', ' North', 'North', '  North-East', 'North-East', 'Nörth'];
  for (let index = 0; regions.length < 300; index++) {
    const place = PLACES[index % PLACES.length] ?? '';
    regions.push(`${index % 7 === 0 ? ' ' : ''}${place} - ${String(index + 1).padStart(3, '0')}`);
  }
  return regions;
}

type Details = Partial<Omit<CustomField, 'id' | 'name' | 'type'>>;

function field(id: string, name: string, type: string, details: Details = {}): CustomField {
  return {
    id,
    organizationId: ids.organizations.alder,
    name,
    type,
    description: null,
    choices: null,
    acceptsMultipleValues: false,
    editableWithRoles: [],
    isShared: false,
    lacks: [],
    ...details,
  };
}

/** Every documented type of custom field, one unknown type, locked ones, a shared one and an old, sparse definition. */
export function seedCustomFields(): CustomField[] {
  const f = ids.fields;
  const multiple = { acceptsMultipleValues: true };
  const inBryggen = { organizationId: ids.organizations.bryggen };
  return [
    field(f.products, 'Products', 'choices', {
      ...multiple,
      description: 'What the customer wants to buy',
      choices: [...sampleFacts.products],
    }),
    field(f.nextStep, 'Next step', 'text'),
    field(f.renewalDate, 'Renewal date', 'date'),
    field(f.winReason, 'Win reason', 'choices', { choices: ['Price', 'Support', 'Fit', 'Relationship'] }),
    field(f.requirements, 'Requirements', 'textarea', { description: 'One per line' }),
    field(f.seats, 'Seats', 'number'),
    field(f.kickoff, 'Kick-off', 'datetime'),
    field(f.region, 'Region', 'choices', { choices: seedRegions() }),
    field(f.engineer, 'Engineer', 'user'),
    field(f.team, 'Team', 'user', multiple),
    field(f.decisionMaker, 'Decision maker', 'contact'),
    field(f.stakeholders, 'Stakeholders', 'contact', multiple),
    field(f.contract, 'Contract', 'custom_object'),
    field(f.assets, 'Assets', 'custom_object', multiple),
    field(f.externalReference, 'External reference', 'hidden'),
    field(f.score, 'Score', 'weighted_score', { description: 'Worked out by an integration' }),
    field(f.discountApproved, 'Discount approved', 'choices', {
      choices: ['Yes', 'No'],
      editableWithRoles: ['admin'],
    }),
    field(f.commissionRate, 'Commission rate', 'number', { editableWithRoles: [ids.roles.finance] }),
    field(f.accountTier, 'Account tier', 'choices', {
      isShared: true,
      choices: ['Bronze', 'Silver', 'Gold'],
    }),
    field(f.legacyCode, 'Legacy code', 'text', {
      lacks: ['description', 'editable_with_roles', 'referenced_custom_type_id', 'back_reference_is_visible'],
    }),
    field(f.bryggenChannel, 'Kanal', 'choices', { ...inBryggen, choices: ['Butikk', 'Nett', 'Messe'] }),
    field(f.bryggenNextStep, 'Neste steg', 'text', inBryggen),
  ];
}
