export class PartView {
  isUp: boolean;
}

export class LiveView {
  status: 'live';
}

/** Whether the api can do its work, and which part it lacks if not. */
export class ReadyView {
  status: 'ready' | 'not-ready';
  /** PostgreSQL, inside the walls */
  database: PartView;
  /** what rings the worker: Redis, or the queue's own schema in PostgreSQL */
  queue: PartView;
}
