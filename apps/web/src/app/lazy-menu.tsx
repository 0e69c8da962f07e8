import { cloneElement, Suspense, useState, type ComponentType, type MouseEventHandler, type ReactElement } from 'react';

/** The dropdown of a menu with its button as the target; opened when it is first drawn. */
export type MenuBody = ComponentType<{ children: ReactElement }>;

/**
 * A button whose menu is loaded when it is first pressed: menus with their positioning are a sixth of what the first
 * page may weigh, and nobody needs one to read it.
 */
export function LazyMenu({
  body: Body,
  button,
}: {
  body: MenuBody;
  button: ReactElement<{ onClick?: MouseEventHandler }>;
}) {
  const [isWanted, setWanted] = useState(false);
  if (!isWanted) return cloneElement(button, { onClick: () => setWanted(true), 'aria-haspopup': 'menu' } as object);
  return (
    <Suspense fallback={button}>
      <Body>{button}</Body>
    </Suspense>
  );
}
