import type { Facts } from '../facts.js';

/** `vi` advises from the facts; in English the error's own sentence is the advice, unless `enAdvice` replaces it. */
export type Message = {
  status: number;
  vi: string;
  en: string;
  viAdvice: (facts: Facts) => string;
  enAdvice?: string;
};

/** Advice that needs no facts. */
export const always = (advice: string) => (): string => advice;
