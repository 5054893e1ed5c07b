import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Files; reading changes nothing. */
export const nodeFs: LibraryAdapter = {
  id: 'node-fs',
  effects: each(
    [
      ...members(
        'node:fs#',
        `writeFile writeFileSync appendFile appendFileSync unlink unlinkSync rm rmSync rmdir rmdirSync mkdir mkdirSync mkdtemp
    mkdtempSync rename renameSync copyFile copyFileSync cp cpSync symlink symlinkSync link linkSync truncate truncateSync
    chmod chmodSync chown chownSync utimes utimesSync createWriteStream write writeSync`,
      ),
      ...members(
        ['node:fs/promises#', 'node:fs#promises'],
        `writeFile appendFile unlink rm rmdir mkdir mkdtemp rename copyFile cp symlink link truncate chmod chown utimes`,
      ),
      ...members('node:fs#createWriteStream()', 'write end'),
    ],
    'filesystem',
  ),
  harmless: [
    ...members(
      'node:fs#',
      `readFile readFileSync readdir readdirSync stat statSync lstat lstatSync existsSync exists access accessSync
    createReadStream realpath realpathSync open openSync close closeSync constants.** watch`,
    ),
    ...members(['node:fs/promises#', 'node:fs#promises'], 'readFile readdir stat lstat access realpath open opendir'),
  ],
};
