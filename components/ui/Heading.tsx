/** Renders the title and subtitle of a screen that does not show one deal. */
export function Heading({ title, hint }: { title: string; hint: string }) {
  return (
    <header>
      <h1>
        <bdi>{title}</bdi>
      </h1>
      <p class="meta">{hint}</p>
    </header>
  );
}
