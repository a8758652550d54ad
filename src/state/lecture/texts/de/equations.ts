import type { ChapterText } from '../../chapter';

export const equations: ChapterText = {
  title: 'Wo sind die Differentialgleichungen?',
  outcome:
    'Danach kann man vorhergesagtes Rauschen in den Score umrechnen und sagen, was SDE und ODE gemeinsam haben.',
  steps: {
    'rough-paths': {
      note: 'dx = −½ β x dt + √β dW. Die Dichte erfüllt ∂p/∂t = ½ β (div(x p) + Δp). Die Kette einzelner Schritte ist dafür das Euler-Verfahren, in erster Ordnung.',
      words:
        'Jedes Teilchen geht seinen eigenen Weg ins Rauschen. Zusammen haben sie eine glatte Dichte, und diese Dichte erfüllt die Fokker-Planck-Gleichung.',
    },
    'heat-back': {
      note: 'Vorwärts schrumpft eine Welle mit Wellenzahl k um e^(−k²τ), rückwärts wächst sie um e^(k²τ): Die feinste Welle gewinnt.',
      question:
        'Die Wärmeleitungsgleichung hat diese Dichte verwischt. Wir lassen dieselbe Gleichung rückwärts laufen, von immer stärkerer Unschärfe aus. Was kommt heraus?',
      answers: {
        a: {
          text: 'Wieder das scharfe Bild',
          reply: 'Auf dem Papier. Der Rundungsfehler einer feinen Welle wächst schneller als alles andere.',
        },
        b: {
          text: 'Zacken, die ohne Grenze wachsen',
          reply:
            'Ja: Das Problem ist schlecht gestellt. Darum geht ein DDPM mit einer anderen Gleichung zurück: entlang des Scores.',
        },
        c: {
          text: 'Es bleibt unscharf',
          reply: 'Nichts in der Gleichung hält es an. Es bewegt sich, und viel zu sehr.',
        },
        d: {
          text: 'Ein gleichmäßiges Grau',
          reply: 'Vorwärts. Mit umgekehrtem Vorzeichen wächst jede Beule.',
        },
      },
    },
    score: {
      note: '∇ log p_t(x) = −E[ε | x_t = x] / √(1 − ᾱ_t). Der Faktor ist 1,04 bei t = 500 und 100 bei t = 1.',
      words:
        'Die Pfeile zeigen dahin, wo die Dichte wächst: der Score. Das Rauschen, das ein Netz vorhersagt, ist derselbe Pfeil, umgedreht und skaliert. t ziehen.',
    },
    'two-ways': {
      note: 'Mit dem exakten Score s, von T abwärts. SDE: Drift −½ β x − β s, Rauschen √β. ODE: Drift −½ β x − ½ β s, kein Rauschen.',
      question:
        'Dieselben Startpunkte. Weg A hat kein eigenes Rauschen (ODE), Weg B bekommt in jedem Schritt frisches Rauschen (SDE). Was haben sie gemeinsam?',
      answers: {
        a: {
          text: 'Jeden Pfad',
          reply: 'Dem markierten Teilchen folgen: zwei Pfade, zwei Enden.',
        },
        b: {
          text: 'Den Punkt, an dem jedes Teilchen endet',
          reply: 'In der ODE entscheidet der Start. In der SDE redet das frische Rauschen mit.',
        },
        c: {
          text: 'Die Dichte bei jedem t',
          reply: 'Ja: Beide haben dieselben Dichten, auf anderen Pfaden.',
        },
        d: {
          text: 'Nichts: Ohne Rauschen treffen sich alle in einem Punkt',
          reply: 'Das wäre der Schritt von DDPM ohne sein Rauschen. Die ODE nimmt den halben Score.',
        },
      },
    },
    'on-a-line': {
      note: 'Mit y = x / √ᾱ_t und σ² = (1 − ᾱ_t) / ᾱ_t ist DDIM das Euler-Verfahren für dy/dσ = ε̂.',
      words:
        'DDPM ist eine diskrete SDE, DDIM eine diskrete ODE. Ein Entrauscher; bei kleinen Schritten dieselben Dichten, auf anderen Pfaden.',
    },
  },
};
