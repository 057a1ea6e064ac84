const chosen = '[aria-checked=true], [aria-selected=true]';

/** Returns how an element looks to the eye, apart from what it says and the weight of its letters. */
function looksOf(element: Element): string {
  const { backgroundColor, color, borderTopWidth, borderTopStyle, borderTopColor, opacity } =
    getComputedStyle(element);
  const before = getComputedStyle(element, '::before');
  const mark = [before.content, before.borderTopWidth, before.backgroundColor];
  return [
    backgroundColor,
    color,
    borderTopWidth,
    borderTopStyle,
    borderTopColor,

    opacity,
    ...mark,
  ].join(' ');
}

/** Names the chosen choices that look like another one beside them. */
export function unmarkedChoices(): string[] {
  return [...document.querySelectorAll(chosen)]
    .filter((element) => element.checkVisibility())
    .flatMap((element) => {
      const group = element.closest('[role=radiogroup], [role=listbox], [role=menu], [role=tablist]');
      const role = element.getAttribute('role');
      const others = [...(group?.querySelectorAll(`[role=${role}]`) ?? [])].filter(
        (each) => !each.matches(chosen),
      );
      const isMarked = others.every((other) => looksOf(other) !== looksOf(element));
      return isMarked ? [] : [element.outerHTML.slice(0, 120)];
    });
}

/**
 * Names the controls that show no outline, of their own or around them, when they get the focus by key. Moves the focus to
 * each of them.
 */
export function withoutFocusRing(): string[] {
  const top = [...document.querySelectorAll('dialog[open], [role=menu]')].at(-1) ?? document.body;
  const controls = top.querySelectorAll<HTMLElement>(
    'button, input, select, textarea, a[href], summary, [tabindex="0"]',
  );
  const hasRing = (element: Element | null): boolean => {
    if (!element) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
  };
  return [...controls].flatMap((control) => {
    if (
      control.tabIndex < 0 ||
      control.matches(':disabled') ||
      !control.checkVisibility({ visibilityProperty: true })
    )
      return [];
    // What has the focus already would keep the looks of a mouse press.
    (document.activeElement as HTMLElement | null)?.blur();
    control.focus({ focusVisible: true } as FocusOptions);
    if (document.activeElement !== control) return [];
    const around = control.closest('.control, .file-button, .exact, label, [role=gridcell], td, th, .deal');
    return hasRing(control) || hasRing(around) ? [] : [control.outerHTML.slice(0, 120)];
  });
}
