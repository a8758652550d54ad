import type { ListWords } from './texts';

/** The words of the list of chapters in German. */
export const TEXTS: ListWords = {
  name: 'Vorlesung',
  about:
    'Ein Kurs führt durch mehrere Kapitel. Jedes Kapitel führt durch die Seite selbst: Seine Schritte sind Zustände der Seite, und seine Fragen beantwortet das, was dann läuft. Bild ab geht weiter, Bild auf zurück, Esc verlässt die Vorlesung. Im Menü bei „Level“ „Course“ oder „All switches“ wählen: „Picture“ blendet manches aus, was die Kapitel nennen. Gedruckt wird ein offener Schritt zum Handzettel seines Kapitels oder Kurses. Alles andere auf der Seite ist englisch; so nennen es auch die Kapitel.',
  minutes: (minutes) => `${minutes} Minuten`,
  steps: (count) => `${count} Schritte`,
  start: 'Beginnen',
  startOf: (title) => `„${title}“ beginnen`,
  answered: (count, of) => `Antworten: ${count} von ${of}`,
  courses: 'Kurse',
  chapters: 'Kapitel',
  goOn: (step) => `Weiter bei Schritt ${step}`,
  goOnIn: (title, step) => `„${title}“: weiter bei Schritt ${step}`,
  startAnew: 'Von vorn',
  prepare: 'Vorbereiten',
  prepareOf: (title) => `„${title}“ vorbereiten: alles holen, was er braucht, und berechnen, was er zeigt`,
  preparing: 'Vorbereitung des Kurses',
  prepared: (done, of) => `${done} von ${of} Läufen`,
  cancel: 'Abbrechen',
  ready: (runs, isKept) =>
    `Bereit: ${runs} Läufe sind im Speicher, solange diese Seite offen ist.${isKept ? ' Es geht auch ohne Internet.' : ''}`,
  notReady: 'Nicht alles ließ sich vorbereiten. Was fehlt, berechnet die Vorlesung.',
  forget: 'Alles davon vergessen',
  forgotten: 'Antworten, weiteste Schritte und gezählte Stimmen sind gelöscht.',
  undo: 'Rückgängig',
  save: 'Als Datei speichern',
  file: 'thousand-steps-lecture.json',
  kept: 'Antworten, der weiteste Schritt jedes Kapitels und Kurses und gezählte Stimmen bleiben nur in diesem Browser.',
  lost: 'Die Kapitel konnten nicht geladen werden.',
  tryAgain: 'Noch einmal versuchen',
  loading: 'Die Kapitel werden geladen …',
};
