import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Files; reading changes nothing. */
export const fsExtra: LibraryAdapter = {
  id: 'fs-extra',
  effects: each(
    members(
      'fs-extra#',
      `writeFile appendFile unlink rm rmdir mkdir mkdtemp rename copyFile cp symlink link truncate chmod chown utimes
    outputFile outputJson writeJson writeJSON remove move copy ensureDir ensureFile emptyDir writeFileSync removeSync
    ensureDirSync copySync outputFileSync writeJsonSync mkdirp unlinkSync rmSync mkdirSync createWriteStream`,
    ),
    'filesystem',
  ),
  harmless: members(
    'fs-extra#',
    `readFile readFileSync readJson readJSON readJsonSync readdir stat existsSync pathExists pathExistsSync access
    createReadStream`,
  ),
};
