import type { ChapterText } from '../../chapter';

export const loss: ChapterText = {
  title: 'Der Loss sinkt langsam. Warum werden die Bilder besser?',
  outcome:
    'Danach kann man sagen, bei welchen t der Loss sitzt und warum sein Mittelwert verbirgt, was die Bilder gewinnen.',
  steps: {
    film: {
      words:
        'In diesem Tab lernt ein kleines Netz. Nach unten: mehr Updates. Nach rechts: vom Rauschen zur Ziffer. Jede Zeile beginnt mit demselben Rauschen.',
      note: 'Die erste Zeile ist das untrainierte Netz. Ist hier noch nichts trainiert, so beginnt jetzt ein Training; es läuft weiter, während man redet.',
    },
    'flat-loss': {
      question:
        'Nach 300 Updates sinkt der Loss langsam. Das sind die Ziffern von Update 300. Was zeichnet das Netz nach 1000?',
      answers: {
        a: {
          text: 'Ziffern wie diese: Der Loss sinkt zu langsam',
          reply:
            'Die beiden Zeilen vergleichen. Der Loss sinkt nur um ein Viertel bis ein Drittel: Das meiste davon stammt von Rauschen, das nichts entscheidet.',
        },
        b: {
          text: 'Schlechtere: Es lernt seine Ziffern auswendig',
          reply: 'Dann würde der Loss auf zurückgehaltenen Ziffern steigen. Er sinkt.',
        },
        c: {
          text: 'Deutlich bessere',
          reply:
            'Ja. Der Mittelwert über alle t verbirgt, wo das Netz besser geworden ist: siehe den nächsten Schritt.',
        },
        d: {
          text: 'Perfekte: Ein Loss, der langsam sinkt, heißt, dass es fertig ist',
          reply:
            'Langsam heißt nicht fertig. Das Netz der Seite hatte 110.000 Updates, und 99 von 100 seiner Ziffern werden richtig gelesen.',
        },
      },
      note: 'Vorher und nachher zählen, wie viele Ziffern der Saal lesen kann. Ist das Training noch nicht so weit, geht der Film mit ihm weiter.',
    },
    'by-noise': {
      words:
        'Wo sitzt der Loss? Fast die Hälfte bei t bis 100, wo es nur um Grauwerte geht. Über 500, wo sich Ziffern entscheiden, kaum etwas. Die Balken sind logarithmisch.',
      note: 'Das Netz der Seite, auf zurückgehaltenen Ziffern: 43 % bis t = 100 und 5 % über 500. Bei kleinem t kommt kein Netz auf 0.',
    },
    floor: {
      words:
        'Wie tief kann er sinken? Der exakte Entrauscher, gemessen auf genau den Ziffern, die er kennt. Unter seiner Linie gibt es nichts zu lernen.',
      note: 'Eine untere Grenze nur für diese Ziffern. Für Ziffern, die er nicht kennt, ist sie keine: Das Kapitel über das Kopieren kommt darauf zurück.',
    },
    averaged: {
      words:
        'Ein Training, zwei Sätze von Gewichten: die neuesten und der Mittelwert der letzten 100 Updates. Ihre Fehler sind hier nachgeahmt. Einige Male „Use other noise“ drücken: Welcher Anteil rechts bleibt ruhig?',
      note: 'Alle Netze dieser Seite zeichnen mit gemittelten Gewichten (EMA). Mit Ziffern: eines mit „Weight average“ 0 trainieren, eines mit 0,995, und vergleichen.',
    },
  },
};
