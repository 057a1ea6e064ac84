import { type MessageName, text } from '../../lib/wording/text.ts';

/** Links to a section by the id of its heading. */
export type SectionLink = { id: string; name: MessageName };

/** Renders the links to the sections of a long page. */
export function SectionLinks({ sections }: { sections: readonly SectionLink[] }) {
  return (
    <nav class="sections" aria-label={text('onThisPage')}>
      {sections.map(({ id, name }) => (
        <a key={id} class="link" href={`#${id}`}>
          {text(name)}
        </a>
      ))}
    </nav>
  );
}
