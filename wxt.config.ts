import { defineConfig } from 'wxt';

/** No request but to Close, no script but ours, no frame but Close's; styles are our own files. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  'connect-src https://api.close.com',
  'frame-ancestors https://app.close.com',
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  hooks: {
    // One module for the popup's first view, which imports the other parts later; WXT builds a script as one file only.
    'vite:build:extendConfig': ([entrypoint], config) => {
      const { lib, rollupOptions } = config.build ?? {};
      if (entrypoint?.name !== 'popup-editor' || !lib || !rollupOptions) return;
      Object.assign(rollupOptions, { input: { 'popup-editor': lib.entry }, preserveEntrySignatures: false });
      Object.assign(rollupOptions.output ?? {}, {
        chunkFileNames: 'chunks/popup-[name]-[hash].js',
        codeSplitting: {
          groups: [
            { name: 'first-view', tags: ['$initial'] },
            // What several later parts share, in one file instead of a small one each.
            {
              name: 'shared',
              test: /components[\\/](ui[\\/](ModalDialog|SmallButton|FormDialog)|editor[\\/]SheetBar)/,
              includeDependenciesRecursively: false,
            },
            // Alone, so that a list or a quick action does not load it for the few modules they share.
            {
              name: 'one-line',
              test: /lib[\\/]one-line[\\/](?!print|action-changes)/,
              includeDependenciesRecursively: false,
            },
          ],
        },
      });
      Object.assign(config.build ?? {}, { lib: false, modulePreload: false, cssCodeSplit: false });
    },
  },
  manifest: {
    name: '__MSG_storeName__',
    short_name: 'Quick Edit',
    description: '__MSG_description__',
    default_locale: 'en',
    // Storage on the disk is the same for private windows, so what a page there names would be kept.
    incognito: 'not_allowed',
    minimum_chrome_version: '140',
    permissions: ['storage', 'contextMenus', 'activeTab', 'scripting', 'sidePanel', 'alarms'],
    // Asked for when the user turns notifications on, connects through an OAuth app, or locks the keys with the computer.
    optional_permissions: ['notifications', 'identity', 'idle'],
    // A page in `public`, copied as it is; its scripts are built separately.
    action: { default_title: 'Quick Edit for Close', default_popup: 'popup.html' },
    host_permissions: ['https://app.close.com/*', 'https://api.close.com/*'],
    // Asked for one site at a time, when the user adds it.
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    content_security_policy: { extension_pages: contentSecurityPolicy },
    // What administrators may preset by policy.
    storage: { managed_schema: 'managed-schema.json' },
    omnibox: { keyword: 'deal' },
    // The in-page card: for Close's own pages, under an address that changes with every browser session.
    web_accessible_resources: [
      { resources: ['card.html'], matches: ['https://app.close.com/*'], use_dynamic_url: true },
    ],
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+E' } },
      'undo-last-change': { suggested_key: { default: 'Alt+Shift+Z' }, description: '__MSG_menuUndo__' },
      'my-open-deals': { description: '__MSG_openDeals__' },
      'quick-action-1': { description: '__MSG_quickAction1__' },
      'quick-action-2': { description: '__MSG_quickAction2__' },
      'quick-action-3': { description: '__MSG_quickAction3__' },
      'quick-action-4': { description: '__MSG_quickAction4__' },
    },
  },
});
