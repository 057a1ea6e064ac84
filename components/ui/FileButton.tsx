type Props = { name: string; isDisabled?: boolean; onChoose(file: File): void };

/** Renders a button that opens the browser's file picker for a JSON file. */
export function FileButton({ name, isDisabled = false, onChoose }: Props) {
  return (
    <label class={isDisabled ? 'button file-button disabled' : 'button file-button'}>
      {name}
      <input
        type="file"
        accept=".json,application/json"
        disabled={isDisabled}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          // Clears the input, so that choosing the same file again fires a change event.
          currentTarget.value = '';
          if (file) onChoose(file);
        }}
      />
    </label>
  );
}
