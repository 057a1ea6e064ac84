import { type SectionLink, SectionLinks } from '../../components/options/SectionLinks.tsx';
import { isConnected } from './connections.tsx';
import { hasChanges } from './recent-changes.tsx';

const sections: SectionLink[] = [
  { id: 'connections', name: 'connections' },
  { id: 'key-storage', name: 'keyStorage' },
  { id: 'preferences', name: 'preferences' },
  { id: 'quick-actions', name: 'quickActions' },
  { id: 'keys', name: 'keys' },
  { id: 'closing-reasons', name: 'closingReasons' },
  { id: 'sites', name: 'sites' },
  { id: 'settings', name: 'settings' },
  { id: 'recent-changes', name: 'recentChanges' },
  { id: 'diagnostics', name: 'diagnostics' },
  { id: 'your-data', name: 'yourData' },
];

/** Links to each section of the page; hidden until an organization is connected. */
export function SectionLinksPart() {
  if (!isConnected.value) return null;
  return <SectionLinks sections={sections.filter(({ id }) => id !== 'recent-changes' || hasChanges.value)} />;
}
