import type { FormMessage } from '../../lib/options/connections.ts';
import { text } from '../../lib/wording/text.ts';

type Props = {
  isChecking: boolean;
  message: FormMessage;
  /** The redirect address, which the OAuth app has to allow. */
  redirectAddress: string;
  onAuthorize(clientId: string, clientSecret: string): void;
};

/** Connects through the organization's own OAuth app. */
export function OauthForm({ isChecking, message, redirectAddress, onAuthorize }: Props) {
  return (
    <details class="card">
      <summary>{text('oauthTitle')}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const entered = new FormData(event.currentTarget);
          const [id, secret] = ['client-id', 'client-secret'].map((name) => String(entered.get(name)).trim());
          onAuthorize(id ?? '', secret ?? '');
        }}
      >
        <p class="meta">{text('oauthHint')}</p>
        <code>{redirectAddress}</code>
        <label for="client-id">{text('clientId')}</label>
        <input id="client-id" name="client-id" class="control" type="text" required autocomplete="off" />
        <label for="client-secret">{text('clientSecret')}</label>
        <input
          id="client-secret"
          name="client-secret"
          class="control"
          type="password"
          required
          autocomplete="off"
        />
        <button type="submit" class="button primary" disabled={isChecking}>
          {text('continueInClose')}
        </button>
        <p role={message.tone} class={message.tone === 'alert' ? 'field-problem' : 'meta'}>
          {isChecking ? text('authorizing') : message.sentence}
        </p>
      </form>
    </details>
  );
}
