import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Sequelize. */
export const sequelize: LibraryAdapter = {
  id: 'sequelize',
  effects: each(
    [
      ...members(
        ['sequelize#Sequelize().define()', 'sequelize#Sequelize().models.*', 'sequelize#Sequelize().model()'],
        'create bulkCreate update destroy upsert increment decrement findOrCreate truncate restore',
      ),
      ...members(['sequelize#Sequelize().define().**', 'sequelize#Sequelize().models.*.**'], 'save destroy increment decrement'),
      ...members('sequelize#Sequelize()', 'query sync drop truncate'),
    ],
    'database',
  ),
  harmless: [
    ...members('sequelize#', 'Sequelize Op.** DataTypes.** literal col fn where QueryTypes.** Model'),
    ...members('sequelize#Sequelize()', 'define authenticate close transaction literal fn col where random'),
    ...members(
      ['sequelize#Sequelize().define()', 'sequelize#Sequelize().models.*'],
      `findAll findOne findByPk findAndCountAll count sum max min aggregate belongsTo hasMany hasOne belongsToMany addHook`,
    ),
  ],
};
