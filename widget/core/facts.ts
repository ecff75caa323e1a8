/** What is known of a visit, and told with the first message: how the visitor came, and where they are. */
export type Facts = {
  page_url: string | null;
  referrer: string;
  language: string;
  device: 'desktop' | 'tablet' | 'phone';
  visits: number;
  /** On this page. */
  seconds: number;
};
