/* global self */
// Shows what a channel of the kind web push was told, also while no page of Homolog is open.
self.addEventListener('push', (event) => {
  const { title, from, link } = event.data?.json() ?? {};
  if (!title) return;
  // The same told twice stands once; another thing of the same page stands beside it.
  event.waitUntil(self.registration.showNotification(title, { body: from, data: { link }, tag: `${link} ${title}` }));
});

// Only addresses of this installation are opened, whatever a message says.
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const link = new URL(event.notification.data?.link ?? '/', self.location.origin);
  if (link.origin === self.location.origin) event.waitUntil(self.clients.openWindow(link.href));
});
