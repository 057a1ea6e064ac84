type Props = { name: string; isDisabled?: boolean; onChoose(file: File): void };

/** A button that has the browser ask for a JSON file. */
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
          // The same file may be chosen again, changed meanwhile.
          currentTarget.value = '';
          if (file) onChoose(file);
        }}
      />
    </label>
  );
}
