import type { LocalDate } from '../../calendar/index.js';

/** `02/03/2026`. */
export const formatDay = (date: LocalDate): string => date.split('-').reverse().join('/');

/** Whole đồng with the thousands set apart, as written in Vietnam: `1.500.000`. */
export const formatAmount = (amount: number): string => String(amount).replace(/\B(?=(\d{3})+$)/g, '.');
