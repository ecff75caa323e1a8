/** How a member reads dates and times, as in the database types date_format and time_format; auto follows the language. */
export const DATE_FORMATS = ['auto', 'yyyy-mm-dd', 'dd-mm-yyyy', 'dd/mm/yyyy', 'mm/dd/yyyy'] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

export const TIME_FORMATS = ['auto', '12', '24'] as const;
export type TimeFormat = (typeof TIME_FORMATS)[number];
