import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** MongoDB. */
export const mongodb: LibraryAdapter = {
  id: 'mongodb',
  effects: each(
    members(
      'mongodb#MongoClient().**',
      `insertOne insertMany updateOne updateMany replaceOne deleteOne deleteMany findOneAndUpdate findOneAndDelete
    findOneAndReplace bulkWrite createIndex createIndexes createCollection drop dropDatabase dropCollection dropIndex rename
    command commitTransaction`,
    ),
    'database',
  ),
  harmless: [
    ...members('mongodb#', 'MongoClient ObjectId ObjectId.** Binary Long Decimal128 Timestamp'),
    ...members('mongodb#MongoClient()', 'connect close on'),
    ...members(
      'mongodb#MongoClient().**',
      `db collection find findOne countDocuments estimatedDocumentCount distinct aggregate toArray sort limit skip project next
    hasNext indexes listCollections startSession startTransaction abortTransaction endSession`,
    ),
  ],
};
