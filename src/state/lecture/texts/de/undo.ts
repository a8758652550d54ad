import type { ChapterText } from '../../chapter';

export const undo: ChapterText = {
  title: 'Lässt sich Rauschen rückgängig machen?',
  outcome:
    'Danach kann man x_t als gewichtete Summe von x_0 und Rauschen schreiben und sagen, was aus x_1000 zurückkommen kann.',
  steps: {
    forward: {
      note: 'Zehn Sekunden Stille. Dann fragen: Wer glaubt, dass sich das rückgängig machen lässt? Hände zählen, noch nichts verraten.',
      words:
        'Eine handgeschriebene 3. Jeder Schritt fügt etwas Rauschen hinzu. Nach 1000 Schritten ist nicht mehr zu sehen, was es war. Lässt sich das rückgängig machen?',
    },
    sum: {
      note: 'x_t = √ᾱ_t x_0 + √(1 − ᾱ_t) ε, hier mit den Gewichten 0,591 und 0,806. t auf 1000 ziehen und zurück: Dasselbe t gibt dieselben Pixel.',
      words:
        'Bei jedem t ist das Bild eine Summe: so viel Ziffer, so viel Rauschen. Die beiden Gewichte stehen daneben. Ihre Quadrate ergeben zusammen 1. t ziehen.',
    },
    'six-ways': {
      note: 'Abstimmen, eine Minute mit den Nachbarn reden lassen, noch einmal abstimmen. Dann die Seite antworten lassen.',
      question:
        'Ein Netz, das 60.000 Ziffern gesehen hat, bekommt dieses Bild bei t = 1000 und zeichnet sechsmal. Was kommt heraus?',
      answers: {
        a: {
          text: 'Sechsmal dieselbe 3',
          reply: 'Es ist keine 3 mehr da, die zu retten wäre: Ihr Gewicht bei t = 1000 ist 0,006.',
        },
        b: {
          text: 'Sechsmal eine 3, jede von anderer Hand',
          reply: 'Nicht einmal die Klasse ist übrig. Es kommen verschiedene Ziffern.',
        },
        c: {
          text: 'Sechs beliebige Ziffern',
          reply: 'Ja. Es gibt nichts mehr rückgängig zu machen, also ist das Netz frei: Es zeichnet.',
        },
        d: {
          text: 'Rauschen',
          reply:
            'Das Bild sagt nichts über diese 3. Wie Ziffern aussehen, steckt in den 938.593 Zahlen des Netzes.',
        },
      },
    },
    'nobody-wrote': {
      note: 'Bild Nummer i, von 0 an gezählt, beginnt mit Seed 7 + i: Jedes Handy im Raum beginnt mit demselben Rauschen. Das t des Rasters von 1000 auf 0 ziehen.',
      words:
        'Diese Ziffern hat niemand geschrieben. Jede begann als eigenes Rauschen, und das Netz hat das Rauschen in 25 Schritten entfernt. t ziehen, um zuzusehen.',
    },
    'knows-nothing': {
      note: 'Das dauert Minuten: jetzt starten und weitermachen. Auf einem schwachen Laptop weglassen.',
      words:
        'Hier lernt ein kleines Netz in diesem Tab, von zufälligen Gewichten an. Starten, dann weiter zum nächsten Kapitel: Es lernt inzwischen.',
    },
  },
};
