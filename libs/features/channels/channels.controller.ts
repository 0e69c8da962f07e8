import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { CurrentWho, IdPipe, Needs, OwnTransaction } from '#platform/http/marks';
import { scopeOf } from '#platform/http/tenant-scope.interceptor';
import type { Who } from '#platform/http/who';
import { ChannelChanges, ChannelInput, ChannelList, ChannelTestView, ChannelView } from './channels.dto.js';
import { ChannelsService } from './channels.service.js';

@Controller('api/channels')
export class ChannelsController {
  constructor(private readonly channels: ChannelsService) {}

  /** One's own channels and those of the team. */
  @Needs('channel.own')
  @Get()
  list(@CurrentWho() who: Who): Promise<ChannelList> {
    return this.channels.list(who.role);
  }

  @Needs('channel.own')
  @Post()
  create(@Body() input: ChannelInput, @CurrentWho() who: Who): Promise<ChannelView> {
    return this.channels.create(input, who.role);
  }

  @Needs('channel.own')
  @Patch(':id')
  change(
    @Param('id', IdPipe) id: string,
    @Body() changes: ChannelChanges,
    @CurrentWho() who: Who,
  ): Promise<ChannelView> {
    return this.channels.change(id, changes, who.role);
  }

  @Needs('channel.own')
  @HttpCode(204)
  @Delete(':id')
  remove(@Param('id', IdPipe) id: string, @CurrentWho() who: Who): Promise<void> {
    return this.channels.remove(id, who.role);
  }

  /** Sends a message that says it is a test. */
  @Needs('channel.own')
  @OwnTransaction()
  @HttpCode(200)
  @Post(':id/test')
  test(@Param('id', IdPipe) id: string, @CurrentWho() who: Who): Promise<ChannelTestView> {
    return this.channels.test(scopeOf(who), id, who.role);
  }
}
