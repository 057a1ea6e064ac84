/** The title of a screen that is not about one deal, and a line about it. */
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
