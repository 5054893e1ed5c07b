import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Mongoose; documents that a query gave are saved through the query's chain. */
export const mongoose: LibraryAdapter = {
  id: 'mongoose',
  effects: each(
    [
      ...members(
        ['mongoose#model()', 'mongoose#models.*', 'mongoose#Mongoose().model()'],
        `create insertMany insertOne updateOne updateMany findOneAndUpdate findByIdAndUpdate findOneAndDelete findByIdAndDelete
    findOneAndReplace findByIdAndRemove deleteOne deleteMany replaceOne bulkWrite bulkSave remove syncIndexes`,
      ),
      ...members(
        ['mongoose#model().**', 'mongoose#model()()', 'mongoose#models.*()', 'mongoose#models.*.**'],
        'save deleteOne updateOne remove $session.commitTransaction',
      ),
      ...members(
        'mongoose#connection.**',
        `dropDatabase dropCollection insertOne insertMany updateOne updateMany deleteOne deleteMany bulkWrite`,
      ),
    ],
    'database',
  ),
  harmless: [
    ...members(
      'mongoose#',
      `connect disconnect connection.close connection.on connection.once connection.db connection.collection model Schema
    Schema().** Schema.** Types.** isValidObjectId set startSession startSession().** connections.** trusted`,
    ),
    'mongoose#model()',
    ...members(
      ['mongoose#model()', 'mongoose#models.*'],
      `find findOne findById exists countDocuments estimatedDocumentCount distinct aggregate where hydrate`,
    ),
    ...members(
      ['mongoose#model().**', 'mongoose#models.*.**'],
      'lean exec populate sort limit skip select toObject toJSON set markModified get',
    ),
  ],
};
