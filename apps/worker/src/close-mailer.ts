import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Mailer } from '#platform/mail/mailer';

/** Hangs up on the mail server when the worker ends. */
@Injectable()
export class CloseMailer implements OnApplicationShutdown {
  constructor(private readonly mailer: Mailer) {}

  onApplicationShutdown(): void {
    this.mailer.close();
  }
}
