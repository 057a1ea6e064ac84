// Tags of all languages with number formats of their own, and of regions that differ from their language.
const tags =
  'af am ar ar-EG ar-MA as ast az be bg bn bs ca ccp ckb cs cy da de de-AT de-CH de-LI dz el en en-IN en-ZA eo es es-419 es-CR ' +
  'es-MX et eu fa fa-AF ff-Adlm fi fil fo fr fr-CA fr-CH ga gl gsw gu ha he hi hr hsb hu hy id is it it-CH ja ka kk km kn ko ks ' +
  'ky lb lo lrc lt lv mk ml mn mni mr ms mt my mzn nb ne nl nn or pa pa-Arab pl ps pt pt-PT rm ro ru sa sat sd se si sk sl sq ' +
  'sr sv sw ta te th ti tk tr uk ur ur-IN uz uz-Arab vi wae xh yo yue zh zh-Hant zu';

/** Locales to read and write numbers in, each also with every system of digits that `Intl` knows in one of them. */
export const everyLocale: readonly string[] = [
  ...Intl.NumberFormat.supportedLocalesOf(tags.split(' ')),
  ...['arab', 'arabext', 'beng', 'deva', 'fullwide', 'khmr', 'laoo', 'mymr', 'tamldec', 'thai', 'tibt'].map(
    (digits) => `en-u-nu-${digits}`,
  ),
];
