import type { ChapterText } from '../../chapter';

export const uses: ChapterText = {
  title: 'Was kann ein Entrauscher noch?',
  outcome:
    'Danach kann man sagen, was t bewirkt, wenn ein Bild verrauscht und zurückgeholt wird, und warum keines der beiden Enden nützt.',
  steps: {
    restyle: {
      words:
        'Wenig Rauschen hinzufügen und zurückgehen: noch die 3. Viel hinzufügen: eine 8, wie bestellt. Dazwischen: eine 8 am Platz der 3. Die Stärken durchgehen.',
      note: 'SDEdit. t ist der eine Regler: wie viel vom Bild vergessen wird.',
    },
    'fill-in': {
      words:
        'Nur die obere Hälfte ist bekannt. Sechs Arten, sie zu ergänzen; ein unabhängiger Klassifikator sagt, welche Ziffer jede davon ist.',
      note: 'RePaint: In jedem Schritt wird die bekannte Hälfte wieder eingesetzt, mit dem Rauschen dieses t.',
    },
    'how-far': {
      question:
        'Gesucht werden Ziffern, die um 90° gedreht sind. Wie weit verrauschen wir ein Bild, bevor das Netz es schätzt?',
      answers: {
        a: {
          text: 'Bis t = 1000, damit es alles neu zeichnen muss',
          reply:
            'Dann ist seine Schätzung der Mittelwert aller Ziffern, was immer das Bild war. Verglichen wird nur, wie weit es davon weg ist.',
        },
        b: {
          text: 'Bis t = 20, damit das Bild vergleichbar bleibt',
          reply: 'Dann geht es nur um Grauwerte. Ein gedrehter Strich ist ein ebenso guter Strich.',
        },
        c: {
          text: 'Dazwischen',
          reply:
            'Ja: Es fehlt so viel, dass das Netz sein Wissen braucht, und es bleibt so viel, dass man vergleichen kann.',
        },
        d: {
          text: 'Das ist gleich: Das Netz kennt Ziffern',
          reply: 'Die Kurve hat einen Gipfel, und an jedem Punkt ein Intervall.',
        },
      },
      note: 'Wer t im Ernst wählt: auf der einen Hälfte der Bilder wählen, auf der anderen berichten.',
    },
    'no-digit': {
      words: 'Etwas zeichnen, das keine Ziffer ist. Gold: Hier hätte das Netz mehr Tinte. Blau: weniger.',
      note: 'Ehrlich bleiben: Bei t = 100 ist der Fehler eines leeren Blattes kleiner als der jeder geprüften Ziffer. Ein Fehler ist keine Wahrscheinlichkeit.',
    },
    'one-question': {
      words:
        'Heute ging es um eine einzige Frage, immer wieder gestellt: Welches Rauschen steckt in diesem Bild?',
      note: 'Zum Mitnehmen: diese Vorlesung, die Übungen und „Train“.',
    },
  },
};
