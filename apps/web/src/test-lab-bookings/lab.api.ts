import { queryOptions } from '@tanstack/react-query';
import type { Day } from '#domain/day';
import { api, type Query } from '../api/client.js';
import type { Page } from '../api/types.js';
import type { SaveContext } from '../components/form-drawer.js';
import type { Bench, Booking, BookingAfterAct, BookingLine, Eligibility, Laboratory, LaboratoryPage, Occupancy, SampleLine } from './lab.types.js'; // prettier-ignore

export const bookingHref = (booking: { id: string }) => `/lab/bookings/${booking.id}`;
export const laboratoryHref = (laboratory: { id: string }) => `/lab/laboratories/${laboratory.id}`;

export const loadBookings = (query: Query, signal: AbortSignal) =>
  api.get<Page<BookingLine>>('/api/bookings', query, signal);

export const bookingQuery = (id: string) =>
  queryOptions({
    queryKey: ['bookings', id],
    queryFn: ({ signal }) => api.get<Booking>(`/api/bookings/${id}`, undefined, signal),
  });

export const laboratoriesQuery = queryOptions({
  queryKey: ['laboratories', 'all'],
  queryFn: ({ signal }) => api.get<LaboratoryPage>('/api/laboratories', { limit: 200 }, signal),
});

export const laboratoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['laboratories', id],
    queryFn: ({ signal }) => api.get<Laboratory>(`/api/laboratories/${id}`, undefined, signal),
  });

export const occupancyQuery = (from: Day, to: Day) =>
  queryOptions({
    queryKey: ['bookings', 'occupancy', from, to],
    queryFn: ({ signal }) => api.get<Occupancy>('/api/bench-occupancy', { from, to }, signal),
  });

/** What is asked before a booking is saved; a laboratory of the reference data goes by its key. */
export interface EligibilityQuestion {
  productId: string;
  laboratoryId?: string;
  referenceKey?: string;
  day: Day;
}

export const eligibilityQuery = (question: EligibilityQuestion) =>
  queryOptions({
    queryKey: ['laboratories', 'eligibility', question],
    queryFn: ({ signal }) => api.get<Eligibility>('/api/eligibility', { ...question }, signal),
  });

export const loadSamples = (query: Query, signal: AbortSignal) =>
  api.get<Page<SampleLine>>('/api/samples', query, signal);

export const createBooking = (body: object, { idempotencyKey }: SaveContext) =>
  api.post<BookingAfterAct>('/api/bookings', body, { idempotencyKey });

export const actOnBooking = (id: string, body: object, { version, idempotencyKey }: SaveContext) =>
  api.post<BookingAfterAct>(`/api/bookings/${id}/acts`, { ...body, version }, { idempotencyKey });

export const addResult = (id: string, body: object, { idempotencyKey }: SaveContext) =>
  api.post<BookingAfterAct>(`/api/bookings/${id}/results`, body, { idempotencyKey });

export const createSample = (body: object, { idempotencyKey }: SaveContext) =>
  api.post<SampleLine>('/api/samples', body, { idempotencyKey });

export const editSample = (id: string, body: object, { version }: SaveContext) =>
  api.patch<SampleLine>(`/api/samples/${id}`, { ...body, version });

export const actOnSample = (id: string, body: object, { version, idempotencyKey }: SaveContext) =>
  api.post<SampleLine>(`/api/samples/${id}/acts`, { ...body, version }, { idempotencyKey });

export const createLaboratory = (body: object, { idempotencyKey }: SaveContext) =>
  api.post<Laboratory>('/api/laboratories', body, { idempotencyKey });

export const editLaboratory = (id: string, body: object, { version }: SaveContext) =>
  api.patch<Laboratory>(`/api/laboratories/${id}`, { ...body, version });

export const createBench = (laboratoryId: string, body: object, { idempotencyKey }: SaveContext) =>
  api.post<Bench>(`/api/laboratories/${laboratoryId}/benches`, body, { idempotencyKey });

export const editBench = (id: string, body: object, { version }: SaveContext) =>
  api.patch<Bench>(`/api/benches/${id}`, { ...body, version });
