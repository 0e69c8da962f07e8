import { Module } from '@nestjs/common';
import { EventsModule } from '#features/events/events.module';
import { ChannelPost } from './channel-post.js';
import { ChannelSends } from './channel-sends.js';
import { ChannelsController } from './channels.controller.js';
import { ChannelsService } from './channels.service.js';

/** Ways beside mail in which people hear what they were mailed. */
@Module({
  imports: [EventsModule],
  controllers: [ChannelsController],
  providers: [ChannelsService, ChannelSends, ChannelPost],
  exports: [ChannelSends, ChannelPost],
})
export class ChannelsModule {}
