import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { IdPipe, Needs } from '#platform/http/marks';
import { ClassList, ProductEdit, ProductInput, ProductListQuery, ProductPage, ProductView } from './products.dto.js';
import { ProductsQueries } from './products.queries.js';
import { ProductsService } from './products.service.js';

@Controller('api')
export class ProductsController {
  constructor(
    private readonly products: ProductsService,
    private readonly queries: ProductsQueries,
  ) {}

  /** The product classes of the CCC catalogue, by code. */
  @Needs('product.read')
  @Get('catalogue-classes')
  classes(): ClassList {
    return this.queries.classes();
  }

  @Needs('product.read')
  @Get('products')
  list(@Query() query: ProductListQuery): Promise<ProductPage> {
    return this.queries.list(query);
  }

  @Needs('product.edit')
  @Post('products')
  create(@Body() input: ProductInput): Promise<ProductView> {
    return this.products.create(input);
  }

  @Needs('product.read')
  @Get('products/:id')
  one(@Param('id', IdPipe) id: string): Promise<ProductView> {
    return this.queries.one(id);
  }

  @Needs('product.edit')
  @Patch('products/:id')
  edit(@Param('id', IdPipe) id: string, @Body() input: ProductEdit): Promise<ProductView> {
    return this.products.edit(id, input);
  }
}
