import type { ChapterText } from '../../chapter';

export const oneStep: ChapterText = {
  title: 'Warum nicht in einem Schritt?',
  outcome:
    'Danach kann man sagen, was die Schätzung des Netzes bei t = 1000 zeigt und warum viele Schritte bei einer Ziffer enden.',
  steps: {
    'first-guess': {
      note: 'Erst alle die Schätzung auf Papier skizzieren lassen. Dann abstimmen.',
      question:
        'Bei t = 1000, im reinen Rauschen, hat das Netz schon eine Schätzung der Ziffer. Wie sieht sie aus?',
      answers: {
        a: {
          text: 'Eine scharfe Ziffer, vielleicht die falsche',
          reply:
            'Dafür müsste es sich entscheiden. Im quadratischen Fehler kostet eine falsche Ziffer mehr als ein unscharfer Fleck.',
        },
        b: {
          text: 'Rauschen, wie das Bild selbst',
          reply: 'Die Schätzung besteht nicht aus dem Bild. Sie ist ein Mittelwert von Ziffern.',
        },
        c: {
          text: 'Ein grauer Fleck, für jedes Rauschen fast derselbe',
          reply: 'Ja: fast der Mittelwert aller Ziffern. Reines Rauschen bevorzugt kaum eine davon.',
        },
        d: {
          text: 'Eine Ziffer aus den Trainingsdaten',
          reply: 'Keine davon passt besser als die anderen, also haben alle dasselbe Gewicht.',
        },
      },
    },
    'guess-by-guess': {
      note: 'Anhalten, wo der Saal sich über die Ziffer nicht einig ist. Wetten lassen, dann weiter.',
      words:
        'Jetzt zeichnet das Netz. Auf seine Schätzung achten, nicht auf das Rauschen: Schritt für Schritt wird sie weniger grau. Erst kommt Tinte, dann eine Form, zuletzt Kanten.',
    },
    'not-decided': {
      note: 'Den Start auf 300 setzen, dann auf 800. Fragen, von wo an man die Ziffer kennt, und ob das ein einziges t ist.',
      words:
        'Acht Wege zurück von einem Bild bei t = 600. Wo sie sich unterscheiden, war die Ziffer noch nicht entschieden.',
    },
    'two-heaps': {
      note: 'Der Entrauscher ist hier exakt, also liegt es allein an der Zahl der Schritte. „Right“ geht 50 Schritte.',
      words:
        '30 % der Teilchen gehören zu −1, 70 % zu 1. In einem Schritt gehen alle zu 0,4, dem Mittelwert, wohin keines gehört. In 50 Schritten finden sie beide Haufen.',
    },
    'few-steps': {
      note: 'Die Klasse ist gesagt, also bleibt sie. Auf die Striche achten.',
      words:
        'Dasselbe Rauschen. A geht 50 Schritte, B nur 5. Wenige Schritte müssen frühen Schätzungen trauen, und frühe Schätzungen sind Mittelwerte.',
    },
  },
};
