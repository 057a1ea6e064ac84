import type { ReadonlySignal } from '@preact/signals';
import type { Connecting, FormMessage } from '../../lib/options/connections.ts';
import { ConnectForm } from './ConnectForm.tsx';
import { OauthForm } from './OauthForm.tsx';

export type ConnectFormsProps = {
  connecting: ReadonlySignal<Connecting>;
  keysAddress: string;
  redirectAddress: string;
  onConnect(pasted: string): void;
  onAuthorize(clientId: string, clientSecret: string): void;
};

const nothing: FormMessage = { sentence: '', tone: 'status' };

/** Renders both ways to connect, with the message at the form that was submitted. */
export function ConnectForms(props: ConnectFormsProps) {
  const { isChecking, message } = props.connecting.value;
  return (
    <>
      <ConnectForm
        isChecking={isChecking === 'key'}
        message={message.form === 'app' ? nothing : message}
        keysAddress={props.keysAddress}
        onConnect={props.onConnect}
      />
      <OauthForm
        isChecking={isChecking === 'app'}
        message={message.form === 'app' ? message : nothing}
        redirectAddress={props.redirectAddress}
        onAuthorize={props.onAuthorize}
      />
    </>
  );
}
