import { type ClassValue, clsx } from 'clsx';

/**
 * Joins class names. Nothing is merged: of two classes that set the same property the order in the style sheet
 * decides. What a component offers to be overridden it writes with the `base:` variant, which loses to any other.
 */
export const cn = (...classes: ClassValue[]): string => clsx(classes);
