import { Body, Controller, Param, Post } from '@nestjs/common';
import { ProductView } from '#features/products/products.dto';
import { ProductsQueries } from '#features/products/products.queries';
import { IdPipe, Needs } from '#platform/http/marks';
import { ReclassificationInput } from './certificates.dto.js';
import { CertificatesService } from './certificates.service.js';

/** Stands here and not with the products, because what certificates owe follows from the class. */
@Controller('api/products')
export class ReclassificationsController {
  constructor(
    private readonly certificates: CertificatesService,
    private readonly products: ProductsQueries,
  ) {}

  @Needs('product.edit')
  @Post(':id/reclassification')
  async reclassify(@Param('id', IdPipe) id: string, @Body() input: ReclassificationInput): Promise<ProductView> {
    await this.certificates.reclassify(id, input);
    return this.products.one(id);
  }
}
