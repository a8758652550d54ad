import type { ChapterText } from '../../chapter';

export const copying: ChapterText = {
  title: 'Kopiert es nur?',
  outcome:
    'Danach kann man eine Prüfung entwerfen, die Kopieren vom Zeichnen neuer Ziffern unterscheidet, und sagen, was der kleinste Loss täte.',
  steps: {
    perfect: {
      question:
        'Ein perfekter Entrauscher hat auf seinen 10.000 Ziffern den kleinstmöglichen Loss. Wir zeichnen mit ihm. Was kommt heraus?',
      answers: {
        a: {
          text: 'Die besten neuen Ziffern',
          reply: 'Den kleinsten Loss auf Trainingsziffern erreicht, wer sie alle auswendig kann.',
        },
        b: {
          text: 'Seine Trainingsziffern',
          reply: 'Ja: Der Abstand jedes Bildes zur nächsten von ihnen ist 0.',
        },
        c: {
          text: 'Unscharfe Mittelwerte von Ziffern',
          reply:
            'Bei großem t, ja. Sinkt t, so bekommt eine Ziffer das ganze Gewicht, und der Mittelwert einer Ziffer ist diese Ziffer.',
        },
        d: {
          text: 'Nichts: Ein perfektes Netz gibt es nicht',
          reply: 'Es ist kein Netz. Es ist eine Formel mit 10.000 Summanden, und sie läuft hier.',
        },
      },
      note: 'Vorher fragen: Ist ein kleinerer Loss immer besser?',
    },
    'new-digits': {
      words:
        'Auf Ziffern, die er kennt, schlägt nichts den exakten Entrauscher. Auf neuen Ziffern ist bei wenig Rauschen das Netz weit besser. Dieser Unterschied heißt Generalisieren.',
      note: 'Die exakte Antwort kann das Netz nicht ausdrücken. Welche seiner Grenzen seine neuen Ziffern gut macht, ist offene Forschung. Bei großem t sagen beide dasselbe.',
    },
    nearest: {
      words:
        'Ein gezeichnetes Bild, seine nächste unter 60.000 Trainingsziffern, und wie nahe echte neue Bilder der 3 den ihren kommen. Ist das gezeichnete näher als sie?',
      note: 'Ein Abstand allein sagt nichts: Um einen Pixel verschoben ist eine Ziffer weit weg. Bild 3 kommt näher als die meisten echten Bilder der 3: mit dem Auge vergleichen.',
    },
    between: {
      words:
        'Von einem Rauschen zum anderen in kleinen Schritten. Jedes Bild dazwischen ist eine 3, die niemand geschrieben hat.',
      note: 'Wer kopiert, würde von einer Trainingsziffer zur nächsten springen. Das ist ein Hinweis und kein Beweis.',
    },
  },
};
