import type { ErrorFacts } from '#domain/errors';

export type PictureFault =
  | 'picture.unknown-kind'
  | 'picture.broken'
  | 'picture.too-large'
  | 'picture.too-many-pixels'
  | 'picture.interlaced'
  | 'picture.colors';

/** A file that cannot be printed as a picture, with what to do about it in `facts`. */
export class PictureRefused extends Error {
  constructor(
    readonly code: PictureFault,
    readonly facts: ErrorFacts = {},
  ) {
    super(code);
  }
}
