import { ProfilePage } from '../settings/profile-page.js';
import classes from './portal.module.css';

/** One's own name, password, language and appearance. */
export function PortalAccountPage() {
  return (
    <div className={classes.sheet}>
      <ProfilePage />
    </div>
  );
}
