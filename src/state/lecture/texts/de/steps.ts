import type { ChapterText } from '../../chapter';

export const steps: ChapterText = {
  title: 'Warum 1000 Schritte, und reichen auch 50?',
  outcome:
    'Danach kann man sagen, was für andere Schritte, andere β oder andere Sampler neu trainiert werden muss und was nicht.',
  steps: {
    'two-schedules': {
      words:
        'Ein Rauschplan (Schedule) sagt, wie schnell die Ziffer vergeht. Die Hälfte des quadrierten Gewichts hat das Rauschen bei t = 260 mit „linear“ und bei t = 497 mit „cosine“.',
      note: '1000 ist Gewohnheit. T muss so groß sein, dass ein Schritt zurück fast gaußsch ist und dass am Ende Rauschen steht.',
    },
    'same-betas': {
      question:
        'Jemand ändert T von 1000 auf 100, lässt die β bei 0,0001 … 0,02 und trainiert. Die Bilder werden schlecht. Warum?',
      answers: {
        a: {
          text: '100 Schritte sind zu wenige',
          reply: 'Im nächsten Schritt der Vorlesung reichen 100 Schritte, mit passenden β.',
        },
        b: {
          text: 'Am Ende ist die Ziffer noch da',
          reply:
            'Ja: mit dem Gewicht 0,60, wie am Ende von „by hand“. Aber gezeichnet wird von reinem Rauschen aus, und das hat das Netz dort nie gesehen.',
        },
        c: {
          text: 'Das Rauschen ist jetzt zu stark',
          reply: 'Es ist zu schwach: Die Summe der β ist von 10,05 auf 1,005 gefallen.',
        },
        d: {
          text: 'Das Netz ist zu klein',
          reply: 'Gegen einen Anfang, der im Training nie vorkommt, hilft keine Größe.',
        },
      },
      note: '„By hand“ sind 1000 Schritte, die so enden, wie jene 100 es würden: ᾱ = 0,37 statt 0,36. Genau dieses Programm läuft im Lab: „Real bugs“, „Fewer times, the old betas“.',
    },
    'ten-at-once': {
      words:
        'Wieder 100 Schritte, aber jeder tut die Arbeit von zehn. Bei t = 100 ist das Bild Rauschen, wie es sein muss, und dasselbe Netz zeichnet.',
      note: 'β′ = 1 − (1 − β)^(1000/T). Dem Netz wird das t gesagt, bei dem es im Training so viel Rauschen gesehen hat.',
    },
    'train-again': {
      question:
        'Das Netz wurde mit T = 1000 trainiert. Hier zeichnet es mit DDPM in 250 Schritten. Was muss für 25 Schritte DDIM neu trainiert werden?',
      answers: {
        a: {
          text: 'Alles, mit T = 25',
          reply: 'Das Training zieht für jedes Bild ein t. Es kennt keinen Sampler.',
        },
        b: {
          text: 'Die letzte Schicht',
          reply: 'Keine Schicht kennt die Zahl der Schritte; dem Netz wird t gesagt.',
        },
        c: {
          text: 'Nichts',
          reply:
            'Ja. Beide stellen an einigen der 1000 t dieselbe Frage: Welches Rauschen steckt in diesem Bild?',
        },
        d: {
          text: 'Nichts, aber DDIM braucht eigene β',
          reply: 'DDIM benutzt dieselben ᾱ, und zwar 25 davon.',
        },
      },
      note: 'A und B nicht Bild für Bild vergleichen: DDPM fügt eigenes Rauschen hinzu.',
    },
    eta: {
      words:
        'η sagt, wie viel frisches Rauschen ein Schritt bekommt. Mit 0 entscheidet der Anfang alles. Mit 1 ist es DDPM, auf denselben 50 Schritten.',
      note: 'σ = η √β̃, mit dem β̃ des Sprungs. „The step in numbers“ zeigt es unten.',
    },
    'your-price': {
      words:
        'Wie viele Schritte reichen? Die Seite misst auf diesem Gerät: Sekunden, richtige Ziffern, Form und Korn über der Zahl der Schritte. Den eigenen Preis wählen.',
      note: 'Ohne GPU dauert es Minuten; die schnellsten Sampler kommen zuerst. Es darf weiterlaufen, während man redet.',
    },
  },
};
