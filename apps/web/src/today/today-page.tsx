import { PageHeader } from '../components/page-header.js';
export function TodayPage() {
  return <PageHeader title="x" />;
}
