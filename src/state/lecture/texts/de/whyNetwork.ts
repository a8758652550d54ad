import type { ChapterText } from '../../chapter';

export const whyNetwork: ChapterText = {
  title: 'Der Weg ins Rauschen ist bekannt. Wozu ein Netz?',
  outcome:
    'Danach kann man sagen, was für einen Schritt zurück fehlt und was ein Netz antwortet, das mit dem quadratischen Fehler trainiert wurde.',
  steps: {
    tape: {
      note: 'Dann fragen: Und ohne das Band? Das Rauschen jedes Schritts ist weg, und damit dieser Weg zurück.',
      words:
        'Alles Rauschen aufheben und wieder abziehen: Pixel für Pixel dieselbe 3. Ein rückwärts abgespieltes Band, das nie etwas Neues hervorbringt.',
    },
    'many-digits': {
      note: 'Die Seite zeigt, auf wie viele Ziffern sich das Gewicht verteilt. In der Antwort dort anhalten, wo es etwa 2 sind.',
      question:
        'Bekannt sind das Bild bei t = 700, die Formel und jedes β. Warum lässt sich das Bild bei t = 699 nicht einfach ausrechnen?',
      answers: {
        a: {
          text: 'Doch: die Formel danach auflösen',
          reply: 'In der Formel steht das Rauschen dieses Schritts: 784 Zahlen, die niemand aufgehoben hat.',
        },
        b: {
          text: 'β fehlt; das Netz sagt es voraus',
          reply: 'β ist eine feste Liste: Bei t = 700 ist es 0,0140, für jedes Bild.',
        },
        c: {
          text: 'Dieses Bild könnte aus vielen Ziffern entstanden sein',
          reply:
            'Ja. Hier sind sie, jede mit ihrem Gewicht nach der Bayes-Regel: viele bei t = 700, eine bei t = 100.',
        },
        d: {
          text: 'Doch, es dauert nur zu lange',
          reply: 'Zeit hilft nicht: Die Antwort ist eine Verteilung und nicht ein einzelnes Bild.',
        },
      },
    },
    'one-task': {
      note: 'x_s = c_0 x̂_0 + c_t x_t, bei DDPM noch + c_z z. Die Gewichte sind vorher bekannt; nur die Schätzung x̂_0 ist gelernt.',
      words:
        'Das Netz hat also eine einzige Aufgabe: die Ziffer schätzen. Seine Schätzung tritt in der Formel an die Stelle der Ziffer; alle Gewichte sind vorher bekannt.',
    },
    'best-guess': {
      note: 'E|x_0 − f(x_t)|² ist am kleinsten für f(x_t) = E[x_0 | x_t]. t ziehen und darauf achten, wo das Netz davon abweicht.',
      words:
        'Welches einzelne Bild ist die beste Schätzung, gemessen am quadratischen Fehler? Der Mittelwert aller Ziffern, die passen: hier exakt berechnet, daneben das Netz.',
    },
  },
};
