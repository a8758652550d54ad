import { csvText } from '../../data/csv';
import { download } from './download';

/**
 * Saves rows as a CSV file.
 * @param name of the file, with its ending
 */
export const saveCsv = (rows: Parameters<typeof csvText>[0], name: string): void =>
  download(csvText(rows), name, 'text/csv');
