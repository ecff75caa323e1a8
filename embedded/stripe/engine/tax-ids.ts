import { invalid } from '@/embedded/stripe/api-error';
import { emit } from '@/embedded/stripe/events';
import { newId } from '@/embedded/stripe/ids';
import type { TaxId } from '@/embedded/stripe/records';
import type { World } from '@/embedded/stripe/world';

/** The shapes of the VAT numbers of the European Union, and of the neighbours most asked for. */
const EU_VAT: Record<string, RegExp> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^\d[A-Z0-9+*]\d{5}[A-Z]{1,2}$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^\d{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
};

const OTHERS: Record<string, { country: string; shape: RegExp }> = {
  gb_vat: { country: 'GB', shape: /^GB(\d{9}|\d{12}|(GD|HA)\d{3})$/ },
  ch_vat: { country: 'CH', shape: /^CHE\d{9}(TVA|MWST|IVA)$/ },
  no_vat: { country: 'NO', shape: /^\d{9}MVA$/ },
  us_ein: { country: 'US', shape: /^\d{2}-?\d{7}$/ },
};

/** The country of a number of that type; undefined when its form is wrong. */
export function countryOf(type: string, value: string): string | undefined {
  if (type === 'eu_vat') {
    const country = value.slice(0, 2);
    if (!EU_VAT[country]?.test(value.slice(2))) return undefined;
    return country === 'EL' ? 'GR' : country;
  }
  const other = OTHERS[type];
  return other?.shape.test(value) ? other.country : undefined;
}

/** As in Stripe's test mode: three magic endings, every other well-formed number is found in the register. */
function verdict(value: string): 'verified' | 'unverified' | 'pending' {
  if (value.endsWith('111111111')) return 'unverified';
  return value.endsWith('222222222') ? 'pending' : 'verified';
}

export function addTaxId(world: World, customer: string, type: string, rawValue: string): TaxId {
  if (type !== 'eu_vat' && !OTHERS[type]) throw invalid(`Invalid type: ${type}`, 'type');
  const value = rawValue.toUpperCase().replace(/[\s.]/g, '');
  const country = countryOf(type, value);
  if (!country) throw invalid(`Invalid value for ${type}.`, 'value', 'tax_id_invalid');
  const taxId: TaxId = {
    id: newId('txi'),
    object: 'tax_id',
    country,
    created: world.now(),
    customer,
    customer_account: null,
    livemode: false,
    owner: { type: 'customer', customer },
    type: type as TaxId['type'],
    value,
    verification: { status: 'pending', verified_address: null, verified_name: null },
  };
  world.store.put('tax_id', taxId);
  emit(world, 'customer.tax_id.created', taxId);
  const status = verdict(value);
  if (status !== 'pending') {
    // The register answers right away; the caller still sees the pending state, as with Stripe.
    const checked: TaxId = {
      ...taxId,
      verification: { status, verified_address: null, verified_name: null },
    };
    world.store.put('tax_id', checked);
    emit(world, 'customer.tax_id.updated', checked, taxId);
  }
  return taxId;
}
