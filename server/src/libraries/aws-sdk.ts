import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** AWS SDK 3: a command does something once it is sent. Reading a secret or a parameter changes nothing. */
export const awsSdk: LibraryAdapter = {
  id: 'aws-sdk',
  effects: {
    ...each(
      [
        ...members(['@aws-sdk/client-dynamodb#DynamoDBClient()', '@aws-sdk/client-rds-data#RDSDataClient()'], 'send'),
        ...members(
          ['@aws-sdk/lib-dynamodb#DynamoDBDocumentClient.from()', '@aws-sdk/lib-dynamodb#DynamoDBDocument.from()'],
          'send put update delete batchWrite transactWrite',
        ),
      ],
      'database',
    ),
    ...each(
      [
        '@aws-sdk/client-s3#S3Client().send',
        ...members('@aws-sdk/client-s3#S3()', 'putObject deleteObject deleteObjects copyObject'),
        '@aws-sdk/lib-storage#Upload().done',
      ],
      'filesystem',
    ),
    ...each(
      [
        ...members(
          [
            '@aws-sdk/client-sqs#SQSClient()',
            '@aws-sdk/client-eventbridge#EventBridgeClient()',
            '@aws-sdk/client-scheduler#SchedulerClient()',
            '@aws-sdk/client-kinesis#KinesisClient()',
            '@aws-sdk/client-sfn#SFNClient()',
          ],
          'send',
        ),
        ...members('@aws-sdk/client-sqs#SQS()', 'sendMessage sendMessageBatch deleteMessage'),
      ],
      'queue',
    ),
    ...each(
      [
        ...members(['@aws-sdk/client-ses#SESClient()', '@aws-sdk/client-sesv2#SESv2Client()', '@aws-sdk/client-sns#SNSClient()'], 'send'),
        '@aws-sdk/client-ses#SES().sendEmail',
        '@aws-sdk/client-sns#SNS().publish',
      ],
      'message',
    ),
    ...each(
      [
        ...members(['@aws-sdk/client-lambda#LambdaClient()', '@aws-sdk/client-ecs#ECSClient()'], 'send'),
        '@aws-sdk/client-lambda#Lambda().invoke',
      ],
      'process',
    ),
    ...each(
      members(
        [
          '@aws-sdk/client-cloudfront#CloudFrontClient()',
          '@aws-sdk/client-cloudwatch#CloudWatchClient()',
          '@aws-sdk/client-cognito-identity-provider#CognitoIdentityProviderClient()',
          '@aws-sdk/client-bedrock-runtime#BedrockRuntimeClient()',
        ],
        'send',
      ),
      'http',
    ),
  },
  harmless: [
    ...members(['@aws-sdk/client-secrets-manager#SecretsManagerClient()', '@aws-sdk/client-ssm#SSMClient()'], 'send'),
    '@aws-sdk/*#*',
    ...members('@aws-sdk/lib-dynamodb#', 'DynamoDBDocumentClient.from DynamoDBDocument.from'),
    '@aws-sdk/s3-request-presigner#getSignedUrl',
    ...members('@aws-sdk/client-s3#S3()', 'getObject listObjectsV2 headObject'),
  ],
};
