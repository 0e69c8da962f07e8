import { Controller, Get, Query } from '@nestjs/common';
import { ReferenceStore } from '#database/reference/reference-store';
import { Clock } from '#platform/clock';
import { CurrentWho, Needs } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import {
  CandidatesQuery,
  CandidatesView,
  QuestionsQuery,
  QuestionsView,
  SubjectsQuery,
  SubjectsView,
} from './applicability-questions.dto.js';
import { tellCandidates, tellQuestions, tellSubjects } from './applicability-questions.js';

/** What a check can ask, in words, and what a description may mean. */
@Controller('api/applicability')
export class ApplicabilityQuestionsController {
  constructor(
    private readonly references: ReferenceStore,
    private readonly clock: Clock,
  ) {}

  @Needs('applicability.read')
  @Get('questions')
  questions(@Query() { classKey, day, intendedUse, language }: QuestionsQuery, @CurrentWho() who: Who): QuestionsView {
    const asked = { classKey: classKey ?? null, day: day ?? this.today(who), use: intendedUse ?? null };
    return tellQuestions(this.references.known(), asked, language ?? who.language);
  }

  @Needs('applicability.read')
  @Get('candidates')
  candidates(@Query() { description, hsCode, day, language }: CandidatesQuery, @CurrentWho() who: Who): CandidatesView {
    const asked = { description: description ?? null, hsCode: hsCode ?? null, day: day ?? this.today(who) };
    return tellCandidates(this.references.known(), asked, language ?? who.language);
  }

  @Needs('applicability.read')
  @Get('subjects')
  subjects(@Query() { day, language }: SubjectsQuery, @CurrentWho() who: Who): SubjectsView {
    return tellSubjects(this.references.known(), day ?? this.today(who), language ?? who.language);
  }

  private today(who: Who): string {
    return this.clock.today(who.timeZone);
  }
}
