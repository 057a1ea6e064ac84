import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Sites } from '../../lib/options/sites.ts';
import { text } from '../../lib/wording/text.ts';

type Props = {
  sites: ReadonlySignal<Sites>;
  /** The error message, "" without an error. */
  message: ReadonlySignal<string>;
  onAdd(address: string): void;
  onAllow(site: string): void;
  onRemove(site: string): void;
  onShowChip(origin: string): void;
  onChipEverywhere(isShown: boolean): void;
};

/** Renders the sites that the user has added, and those where the chip is hidden. */
export function SitesSection({
  sites,
  message,
  onAdd,
  onAllow,
  onRemove,
  onShowChip,
  onChipEverywhere,
}: Props) {
  const { added, withheld, withoutChip, showsChip } = sites.value;
  return (
    <div class="card wide">
      {withheld.map((site) => (
        <div key={site} role="alert" class="problem">
          <p class="grow">{text('siteWithheld', nameOf(site))}</p>
          <button type="button" class="button" onClick={() => onAllow(site)}>
            {text('allowAccess')}
          </button>
        </div>
      ))}
      {added.length === 0 && <p>{text('sitesNone')}</p>}
      <ul class="sites">
        {added.map(({ site, isAllowed }) => (
          <SiteRow key={site} site={nameOf(site)} does="siteRemove" onPress={() => onRemove(site)}>
            {!isAllowed && <OnClickOnly site={nameOf(site)} onAllow={() => onAllow(site)} />}
          </SiteRow>
        ))}
      </ul>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          onAdd(String(new FormData(event.currentTarget).get('address') ?? ''));
        }}
      >
        <input
          name="address"
          class="control grow"
          aria-label={text('siteAddress')}
          placeholder="https://"
          autocomplete="off"
        />
        <button type="submit" class="button">
          {text('siteAdd')}
        </button>
      </form>
      {message.value && <p role="alert">{message.value}</p>}
      <label class="preference">
        <input
          type="checkbox"
          checked={showsChip}
          onChange={(event) => onChipEverywhere(event.currentTarget.checked)}
        />
        <span>
          {text('showsChip')}
          <small>{text('showsChipHint')}</small>
        </span>
      </label>
      {withoutChip.length > 0 && (
        <>
          <h3>{text('chipHidden')}</h3>
          <ul class="sites">
            {withoutChip.map((origin) => (
              <SiteRow
                key={origin}
                site={nameOf(origin)}
                does="chipShow"
                onPress={() => onShowChip(origin)}
              />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

type RowProps = {
  site: string;
  does: 'siteRemove' | 'chipShow';
  children?: ComponentChildren;
  onPress(): void;
};

function SiteRow({ site, does, children, onPress }: RowProps) {
  return (
    <li>
      <bdi class="grow">{site}</bdi>
      {children}
      <button type="button" class="link" aria-label={text(does, site)} onClick={onPress}>
        {text(does === 'siteRemove' ? 'remove' : 'showAgain')}
      </button>
    </li>
  );
}

type OnClickOnlyProps = { site: string; onAllow(): void };

/** Says that the browser withholds an added site, and offers to ask for it again. */
function OnClickOnly({ site, onAllow }: OnClickOnlyProps) {
  return (
    <>
      <small>{text('siteOnClick')}</small>
      <button type="button" class="button" aria-label={text('siteAllow', site)} onClick={onAllow}>
        {text('allowAccess')}
      </button>
    </>
  );
}

function nameOf(site: string): string {
  return site.replace(/\/\*$/, '').replace(/^https:\/\//, '');
}
