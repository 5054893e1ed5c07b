import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';
import { errorsWithStatus } from './parts/errorsWithStatus';

const exceptions: Readonly<Record<string, number>> = {
  BadRequestException: 400,
  UnauthorizedException: 401,
  ForbiddenException: 403,
  NotFoundException: 404,
  MethodNotAllowedException: 405,
  NotAcceptableException: 406,
  RequestTimeoutException: 408,
  ConflictException: 409,
  GoneException: 410,
  PreconditionFailedException: 412,
  PayloadTooLargeException: 413,
  UnprocessableEntityException: 422,
  InternalServerErrorException: 500,
  NotImplementedException: 501,
  BadGatewayException: 502,
  ServiceUnavailableException: 503,
  GatewayTimeoutException: 504,
};

/** Nest's logger and exceptions. An exception refuses when it is thrown; returned, it is a value like any other. */
export const nestjsCommon: LibraryAdapter = {
  id: 'nestjs-common',
  logs: members(
    ['@nestjs/common#Logger()', '@nestjs/common#Logger', '@nestjs/common#ConsoleLogger()'],
    'log error warn debug verbose fatal',
  ),
  responses: {
    ...errorsWithStatus('@nestjs/common#', exceptions, { body: 0 }),
    '@nestjs/common#HttpException': { body: 0, init: 1, status: 500 },
  },
  passThrough: { '@nestjs/common#mixin': 0 },
  harmless: members('@nestjs/common#', `Logger ConsoleLogger applyDecorators SetMetadata UseGuards createParamDecorator forwardRef`),
};
