import { Body, Controller, Param, Patch, Post } from '@nestjs/common';
import { IdPipe, Needs } from '#platform/http/marks';
import { FindingActInput, FindingEdit, FindingInput, FindingView } from './findings.dto.js';
import { FindingsService } from './findings.service.js';

@Controller('api')
export class FindingsController {
  constructor(private readonly findings: FindingsService) {}

  /** Records a non-conformity at an audit that was held and has no result yet. */
  @Needs('audit.edit')
  @Post('audits/:id/findings')
  create(@Param('id', IdPipe) id: string, @Body() input: FindingInput): Promise<FindingView> {
    return this.findings.create(id, input);
  }

  @Needs('audit.edit')
  @Patch('audit-findings/:id')
  edit(@Param('id', IdPipe) id: string, @Body() input: FindingEdit): Promise<FindingView> {
    return this.findings.edit(id, input);
  }

  /** A client answers and hands evidence in; the team also records what the body says. */
  @Needs('audit.answer')
  @Post('audit-findings/:id/acts')
  act(@Param('id', IdPipe) id: string, @Body() input: FindingActInput): Promise<FindingView> {
    return this.findings.act(id, input);
  }
}
