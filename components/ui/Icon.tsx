/** Renders an icon of `icons.ts`; the element around it has the name. */
export function Icon({ path }: { path: string }) {
  return (
    <svg class="svg" viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
