import type { ChapterText } from '../../chapter';

export const sqrt: ChapterText = {
  title: 'Warum √(1 − β)?',
  outcome:
    'Danach kann man sagen, warum das Bild in jedem Schritt schwächer gemacht wird, und das Gewicht berechnen, das seine Varianz bei 1 hält.',
  steps: {
    chain: {
      note: 'x_t = √(1 − β_t) x_{t−1} + √β_t ε_t. β ist eine Varianz, vorher gewählt und nicht gelernt.',
      words:
        'Ein Schritt: das vorige Bild, etwas schwächer, plus etwas frisches Rauschen. Mehr braucht er von der Vergangenheit nicht.',
    },
    'weight-one': {
      note: 'Der additive Prozess ist legitim, aber ein anderer. Durch √(1 + σ²) geteilt ist er ein DDPM, dessen Ende die Ziffer noch enthält.',
      question:
        'Warum das Bild schwächer machen? Der additive Prozess lässt sein Gewicht bei 1 und fügt dasselbe Rauschen hinzu. Was steht bei t = 1000 da?',
      answers: {
        a: {
          text: 'Ebenfalls reines Rauschen',
          reply:
            'Wer beide kennt, unterscheidet die Ziffer noch in 99,98 von 100 Versuchen von einem leeren Blatt.',
        },
        b: {
          text: 'Die Ziffer plus starkes Rauschen',
          reply:
            'Ja: Die β summieren sich zu 10,05, das Rauschen hat also σ = 3,17, und darunter ist die Ziffer noch ganz da.',
        },
        c: {
          text: 'Nur Schwarz und Weiß: Die Werte enden bei ±1',
          reply: 'Nur die Anzeige wird abgeschnitten. Die Zahlen gehen weiter: am Ende σ = 3,17.',
        },
        d: {
          text: 'Die Ziffer: Rauschen mittelt sich auf 0',
          reply:
            'Mittelwerte heben sich weg, Varianzen addieren sich: 1000-mal Rauschen der Varianz 0,01 gibt die Varianz 10.',
        },
      },
    },
    'variances-add': {
      note: 'Mit a = 1 wäre die Varianz nach 1000 Schritten 11,05, mit a = 1 − β wäre sie 0,505.',
      words:
        'Unabhängige Teile: Varianzen addieren sich. Die neue Varianz ist a² + β. Bei 1 bleibt sie nur mit a = √(1 − β). t ziehen und die Karten vergleichen.',
    },
    'one-jump': {
      note: 'Durch Induktion: (1 − β_t)(1 − ᾱ_{t−1}) + β_t = 1 − ᾱ_t. Das Training springt für jedes Bild zu einem t; den Weg dorthin geht niemand.',
      words:
        '500 kleine Rauschanteile summieren sich zu einem großen, also kann man direkt zu jedem t springen. Zwischen „chain“ und „one noise“ umschalten: andere Pixel, dieselbe Verteilung.',
    },
    'almost-noise': {
      note: 'Nach ᾱ_0 fragen. Es ist 1: Bei t = 0 steht das Bild selbst, ohne Rauschen.',
      words:
        'Ist das reines Rauschen? Fast: Die Ziffer behält das Gewicht 0,006. Diese 3 oder ein leeres Blatt? Wer am besten rät, hat in 53 von 100 Versuchen recht.',
    },
  },
};
