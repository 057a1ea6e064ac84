/** A customer of the sandbox whose deal a page should lead to, null for a page without any customer. */
export type Customer = 'marlow' | 'halden' | 'tillbury' | null;

/** A fictional page as people sell from: how it names people differs, and none of them holds an id of Close. */
export type PeoplePage = { name: string; title: string; markup: string; customer: Customer };

const lena = 'lena.marlow@customer.example.com';
const theo = 'theo.brandt@customer.example.com';
const pia = 'pia.halden@customer.example.com';
const mara = 'mara.tillbury@customer.example.com';
const ned = 'ned.oakes@customer.example.com';
const ana = 'ana.ruiz@alder-finch.example.com';
const sam = 'sam.lee@alder-finch.example.com';
const stranger = 'otto.weber@elsewhere.example.com';

const page = (name: string, customer: Customer, markup: string, title = name): PeoplePage => ({
  ...{ name, customer, markup, title },
});
const filler =
  '<p>We would like to go on as discussed. Please send the papers before the end of the week.</p>';
const many = (count: number, domain: string) =>
  Array.from({ length: count }, (_none, index) => `<li>person${index}@${domain}</li>`).join('');

/** Mails, in the shapes of different mail programs. */
const mails: PeoplePage[] = [
  page(
    'a mail with the sender in an attribute',
    'marlow',
    `<h2>Quote</h2><span email="${lena}">Lena</span> to <span email="${ana}">me</span>${filler}`,
  ),
  page(
    'a mail with the sender in brackets',
    'marlow',
    `<h1>Quote</h1><div>From: Lena Marlow &lt;${lena}&gt;</div><div>To: Ana Ruiz &lt;${ana}&gt;</div>${filler}`,
  ),
  page(
    'a mail with a hover card',
    'halden',
    `<h2>Displays</h2><span data-hovercard-id="${pia}">Pia</span>${filler}`,
  ),
  page(
    'a mail with the sender in a tooltip',
    'halden',
    `<h2>Displays</h2><button title="Pia Halden ${pia}">PH</button>${filler}`,
  ),
  page(
    'a mail with the sender in an accessible name',
    'tillbury',
    `<h2>Invoice</h2><button aria-label="From Mara Tillbury, ${mara}">MT</button>${filler}`,
  ),
  page('a mail with recipients only', 'marlow', `<h1>Re: Quote</h1><p>To: ${theo}; Cc: ${sam}</p>${filler}`),
  page('a mail in capitals', 'marlow', `<h1>Quote</h1><p>${lena.toUpperCase()}</p>${filler}`),
  page(
    'a mail to an address with a part behind a plus',
    'halden',
    `<h1>Displays</h1><p>pia.halden+shops@customer.example.com</p>${filler}`,
  ),
  page(
    'a mail with a divided address',
    'marlow',
    `<h1>Quote</h1><p>lena.marlow@<wbr>customer.<wbr>example.com</p>${filler}`,
  ),
  page(
    'a mail with zero-width marks',
    'marlow',
    `<h1>Quote</h1><p>lena.marlow&#8203;@&#8203;customer.example.com</p>${filler}`,
  ),
  page(
    'a mail with a soft hyphen',
    'halden',
    `<h1>Displays</h1><p>pia.hal&shy;den@customer.example.com</p>${filler}`,
  ),
  page(
    'a mail with a signature',
    'tillbury',
    `<h1>Invoice</h1>${filler}<p>Ned Oakes<br>Accounts<br><a href="mailto:${ned}">Write to me</a></p>`,
  ),
  page(
    'a mail that quotes the user',
    'marlow',
    `<h1>Re: Quote</h1><p>From: ${lena}</p><blockquote>From: ${ana}<br>To: ${lena}</blockquote>`,
  ),
  page('a mail with addresses in lines', 'marlow', `<h1>Quote</h1><p>${lena}<br>${theo}<br>${ana}</p>`),
  page(
    'a mail with a footer of a program',
    'halden',
    `<h1>Displays</h1><p>From ${pia}</p><footer>Sent by noreply@mailer.example.com, unsubscribe@mailer.example.com</footer>`,
  ),
  page(
    'a mail beside a list of others',
    'marlow',
    `<ul>${many(30, 'newsletter.example.com')}</ul><h2>Quote for two arms</h2><span email="${lena}">Lena</span>${filler}`,
    'Quote for two arms - Letterbox',
  ),
  page(
    'a mail below a heading of the program',
    'halden',
    `<h1>Letterbox</h1><ul>${many(12, 'newsletter.example.com')}</ul><h2>Displays again</h2><p>${pia}</p>`,
    'Displays again - Letterbox',
  ),
  page('a mail in a frame', 'marlow', `<h1>Quote</h1><iframe srcdoc="<p>From: ${lena}</p>"></iframe>`),
  page(
    'a mail with the address in a link',
    'marlow',
    `<h1>Quote</h1><a href="mailto:Lena%20Marlow%20%3C${lena}%3E">Lena</a>${filler}`,
  ),
  page(
    'a mail with several recipients in one link',
    'marlow',
    `<h1>Quote</h1><a href="MAILTO:${lena},${theo}?cc=${stranger}">All</a>${filler}`,
  ),
];

/** Calendars, profiles, tickets, chats, sheets and other tools. */
const tools: PeoplePage[] = [
  page(
    'a calendar entry',
    'marlow',
    `<h1>Demo</h1><div data-email="${theo}">Theo</div><div data-email="${ana}">Ana</div>`,
  ),
  page(
    'a calendar entry with a room',
    'halden',
    `<h1>Visit</h1><div data-email="${pia}">Pia</div><div data-email="c_12@resource.calendar.google.com">Room</div>`,
  ),
  page(
    'an invitation in a table',
    'tillbury',
    `<h1>Invitation</h1><table><tr><td>Organizer</td><td>${ana}</td></tr><tr><td>Guest</td><td>${mara}</td></tr></table>`,
  ),
  page(
    'a calendar entry in a dialog',
    'marlow',
    `<h1>Calendar</h1><div role="dialog"><h2>Second demo</h2><span aria-label="Lena Marlow ${lena}">L</span></div>`,
    'Second demo',
  ),
  page('a profile', 'marlow', `<h1>Lena Marlow</h1><p>Founder</p><a href="mailto:${lena}">Contact</a>`),
  page(
    'a profile with the address as text',
    'tillbury',
    `<h1>Ned Oakes</h1><dl><dt>Mail</dt><dd>${ned}</dd></dl>`,
  ),
  page('a business card', 'halden', `<article><h1>Pia Halden</h1><p>Buyer, ${pia}</p></article>`),
  page(
    'a ticket',
    'halden',
    `<h1>Screen stays dark</h1><p>Requester: <a title="${pia}">Pia</a></p><pre>root@web01.internal</pre>`,
  ),
  page(
    'a ticket with a log',
    'tillbury',
    `<h1>Upload fails</h1><p>${mara}</p><pre>git@github.com:team/app.git logo@2x.png app@1.2.3</pre>`,
  ),
  page('a chat', 'marlow', `<h1>#quotes</h1><p><b>Sam</b>: did ${lena} answer?</p>`),
  page('a booking', 'marlow', `<h1>New booking</h1><p>Name: Theo</p><p>Email: ${theo}</p><p>Zone: CET</p>`),
  page(
    'a form that was sent',
    'halden',
    `<h1>Contact request</h1><table><tr><th>email</th><td>${pia}</td></tr></table>`,
  ),
  page(
    'a sheet of one customer',
    'tillbury',
    `<h1>Plan</h1><table><tr><td>Tillbury</td><td>${mara}</td><td>42</td></tr></table>`,
  ),
  page(
    'a contract to sign',
    'marlow',
    `<h1>Agreement</h1><p>Signer 1: ${lena} (pending)</p><p>Signer 2: ${sam} (signed)</p>`,
  ),
  page(
    'a payment',
    'halden',
    `<h1>Payment of $90.00</h1><p>Customer <a href="#">${pia}</a></p><p>Receipt sent by notifications@pay.example.com</p>`,
  ),
  page(
    'a call',
    'tillbury',
    `<h1>Recording</h1><ul><li title="${ned}">Ned</li><li title="${sam}">Sam</li></ul>`,
  ),
  page('a newsletter tool', 'marlow', `<h1>Subscriber</h1><p>${lena} has opened 3 mails</p>`),
  page('a map of a visit', 'halden', `<h1>Route</h1><p>Stop 1: Halden, ask for ${pia}</p>`),
  page(
    'a page in right-to-left',
    'marlow',
    `<h1 dir="rtl">هرجع الطلب</h1><p dir="rtl">من ${lena} الساعة 10</p>`,
  ),
  page(
    'a document with hidden scripts',
    'tillbury',
    `<h1>Notes</h1><p>${mara}</p><script type="application/json">{"owner":"${stranger}"}</script>`,
  ),
  page('a page with two customers', 'marlow', `<h1>Introduction</h1><p>${lena} meets ${pia}</p>`),
  page('a customer beside a stranger', 'marlow', `<h1>Introduction</h1><p>${lena} meets ${stranger}</p>`),
];

/** Pages without any customer. */
const others: PeoplePage[] = [
  page('nothing at all', null, ''),
  page('a recipe', null, '<h1>Pear cake</h1><p>Bake for 40 minutes @ 180 degrees.</p>'),
  page('a mail of a colleague', null, `<h1>Lunch</h1><p>From ${sam} to ${ana}</p>`),
  page('a mail of a stranger', null, `<h1>Fair</h1><p>From ${stranger}</p>`),
  page('a mail of a program', null, '<h1>Build passed</h1><p>noreply@builds.example.com</p>'),
  page('a repository', null, '<h1>app</h1><pre>git clone git@github.com:team/app.git</pre>'),
  page('a package', null, '<h1>lib</h1><code>npm install lib@4.2.0 @scope/x@latest</code>'),
  page('a style sheet', null, '<h1>Icons</h1><code>url(logo@2x.png) url(logo@3x.png)</code>'),
  page('a log', null, '<h1>Log</h1><pre>root@web01 sshd[2]: accepted for deploy@db.internal</pre>'),
  page('a support page', null, '<h1>Help</h1><p>support@vendor.example.com</p>'),
  page('an imprint of a stranger', null, '<h1>Imprint</h1><p>Elsewhere Ltd, hello@elsewhere.example.com</p>'),
  page('a list of strangers', null, `<h1>List</h1><ul>${many(60, 'elsewhere.example.com')}</ul>`),
  page('a social page', null, '<h1>@lena.marlow</h1><p>Follow @customer.example.com</p>'),
  page(
    'an address that only looks alike',
    null,
    '<h1>Fair</h1><p>lena.marlow@customer.example.com.evil.example</p>',
  ),
  page(
    'the name of a customer in another company',
    null,
    '<h1>Fair</h1><p>lena.marlow@other.example.com</p>',
  ),
  page(
    'an address of the same company that no lead has',
    null,
    '<h1>Fair</h1><p>nobody@customer.example.com</p>',
  ),
  page('an address in a script only', null, `<h1>App</h1><script>window.user = "${lena}"</script>`),
  page('an address in a style only', null, `<h1>App</h1><style>.a::after { content: "${lena}" }</style>`),
  page('a user in a link', null, '<h1>Server</h1><p>https://lena.marlow@customer.example.com/inbox</p>'),
  page('a calendar of rooms', null, '<h1>Rooms</h1><p>c_1@resource.calendar.google.com</p>'),
  page('a mailbox of Close', null, '<h1>Settings</h1><p>sales-x1@leads.close.com</p>'),
];

/** At least 60 pages, of which 20 are about no customer. */
export const peoplePages: readonly PeoplePage[] = [...mails, ...tools, ...others];
