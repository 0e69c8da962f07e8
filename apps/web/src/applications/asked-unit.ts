import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { APPLICATION_KINDS } from '#domain/cases/application';
import { certificateQuery } from '../certificates/certificates.api.js';
import { productQuery } from '../products/products.api.js';
import { NO_UNIT, type NewCaseValues } from './new-case.js';

/** A kind that the address asks for. */
export function kindOf({ kind }: Readonly<Record<string, string>>): Partial<NewCaseValues> {
  const known = APPLICATION_KINDS.find((one) => one === kind);
  return known ? { kind: known } : {};
}

/** A unit or certificate that the address asks for, e.g. from the page of a declaration that must be converted. */
export function useAskedUnit(
  address: Readonly<Record<string, string>>,
  onFound: (changes: Partial<NewCaseValues>) => void,
) {
  const { productId, certificateId } = address;
  const product = useQuery({ ...productQuery(productId ?? ''), enabled: Boolean(productId) });
  const certificate = useQuery({ ...certificateQuery(certificateId ?? ''), enabled: Boolean(certificateId) });
  const found = useRef(onFound);
  found.current = onFound;
  useEffect(() => {
    if (!product.data) return;
    found.current({
      units: [
        {
          ...NO_UNIT,
          productId: product.data.id,
          productName: `${product.data.name}, ${product.data.client.legalName}`,
        },
      ],
    });
  }, [product.data]);
  useEffect(() => {
    if (!certificate.data) return;
    const { id, number, product: unit } = certificate.data;
    found.current({
      units: [
        { productId: unit.id, productName: unit.name, certificateId: id, certificateNumber: `${number}, ${unit.name}` },
      ],
    });
  }, [certificate.data]);
}
