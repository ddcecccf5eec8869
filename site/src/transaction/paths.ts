/** Where the API keeps what is known of a payment, and of who paid. */
export const transactionApi = (id: string): string => `/api/antifraud/transactions/${encodeURIComponent(id)}`;
export const customerApi = (userId: string): string => `/api/antifraud/customers/${encodeURIComponent(userId)}`;
