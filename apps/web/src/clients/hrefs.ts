/** The pages of a client company and of a factory. */
export const clientHref = (id: string): string => `/clients/${id}`;
export const factoryHref = (id: string): string => `/factories/${id}`;
