/** Something found while typing, as much as a line needs. */
export interface SearchHit {
  kind: 'case' | 'certificate' | 'product' | 'client' | 'factory' | 'audit' | 'booking';
  id: string;
  title: string;
  titleZh: string | null;
  about: string | null;
  aboutZh: string | null;
  clientName: string | null;
  clientNameZh: string | null;
  status: string | null;
  on: string | null;
}
