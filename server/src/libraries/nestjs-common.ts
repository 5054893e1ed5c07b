import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Nest's logger and exceptions. */
export const nestjsCommon: LibraryAdapter = {
  id: 'nestjs-common',
  logs: members(
    ['@nestjs/common#Logger()', '@nestjs/common#Logger', '@nestjs/common#ConsoleLogger()'],
    'log error warn debug verbose fatal',
  ),
  harmless: members(
    '@nestjs/common#',
    `Logger ConsoleLogger HttpException UnauthorizedException ForbiddenException NotFoundException BadRequestException
    InternalServerErrorException ConflictException ServiceUnavailableException applyDecorators SetMetadata UseGuards`,
  ),
};
