import { html } from '../html.ts';
import type { Reply } from '../reply.ts';
import { sitePage } from './layout.ts';

/** A calendar entry with a guest, the user and a room. */
export function calendarPage(): Reply {
  const content = html`<h1>Demo of the second arm</h1><p class="muted">Friday, 10:00 to 11:00</p><ul aria-label="Guests">
<li data-email="ana.ruiz@alder-finch.example.com">Ana Ruiz, organizer</li>
<li data-email="theo.brandt@customer.example.com">Theo Brandt</li>
<li data-email="c_18812@resource.calendar.google.com">Room Larch</li></ul>`;
  return sitePage('Calendar', 'Demo of the second arm', '', content);
}

/** A profile whose address is a mail link only. */
export function profilePage(): Reply {
  const content = html`<h1>Lena Marlow</h1><p>Founder at Marlow Robotics</p>
<p><a href="mailto:Lena.Marlow@customer.example.com?subject=Hello%20nobody@else.example.com">Send a message</a></p>`;
  return sitePage('Faces', 'Lena Marlow', '', content);
}

/** A ticket whose requester's address is in a tooltip, and whose text holds addresses of programs. */
export function ticketPage(): Reply {
  const content = html`<h1>Arm stops after an hour</h1>
<p>Requested by <span title="Pia Halden &lt;pia.halden@customer.example.com&gt;">Pia Halden</span></p>
<pre>deploy@web01.internal: started\nfrom noreply@tickets.example.com, icon@2x.png</pre>`;
  return sitePage('Tickets', 'Arm stops after an hour', '', content);
}

/** A company's own site, without any address. */
export function companyPage(): Reply {
  const content = html`<h1>Sorting arms for small warehouses</h1><p>Marlow Robotics builds arms that learn a shelf in an hour.</p>`;
  return sitePage('Marlow Robotics', 'Marlow Robotics', '', content);
}
