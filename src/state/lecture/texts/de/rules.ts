import type { ChapterText } from '../../chapter';

export const rules: ChapterText = {
  title: 'Warum Rauschen hinzufügen auf dem Weg zum sauberen Bild?',
  outcome:
    'Danach kann man vorhersagen, was ohne das frische Rauschen herauskommt, und sagen, was dieses Rauschen ersetzt.',
  steps: {
    'three-parts': {
      words:
        'Ein Schritt zurück hat drei Teile: etwas von der Schätzung, das meiste vom vorigen Bild und frisches Rauschen z. Rauschen, auf dem Weg zum sauberen Bild?',
      note: 'Die drei Gewichte vorlesen: z sieht groß aus, aber sein Gewicht ist klein. Mit den Pfeiltasten Schritt für Schritt gehen.',
    },
    'without-z': {
      question:
        'Wir lassen z weg. Von 20.000 Teilchen gehören 30 % nach unten und 70 % nach oben. Wo enden sie?',
      answers: {
        a: {
          text: 'In beiden Gruppen, nur ordentlicher',
          reply:
            'Jeder Schritt geht zu einem Mittelwert, und Mittelwerte liegen enger beieinander. Alle enden oben, mit einer Streuung von 0,0002.',
        },
        b: {
          text: 'Sie bleiben Rauschen',
          reply: 'Der Zug zur Schätzung wirkt auch ohne z. Die Streuung schrumpft auf dem ganzen Weg.',
        },
        c: {
          text: 'Alle auf einem Punkt',
          reply: 'Ja. Die Mittelwerte laufen zusammen, und die größere Gruppe gewinnt alles.',
        },
        d: {
          text: 'In beiden Gruppen, nur später',
          reply: 'Alle 1000 Schritte sind getan. Die Anteile bleiben für immer falsch.',
        },
      },
      note: 'Der Entrauscher ist hier exakt: Was schiefgeht, liegt an der Regel. Zwei gleich große Gruppen würden beide überleben, jede als Punkt: Die Streuung geht verloren.',
    },
    'on-sevens': {
      words:
        'Dasselbe mit dem Netz, an Siebenen. Ohne frisches Rauschen wird aus zwei verschiedenen Rauschbildern dieselbe dünne Sieben. Mit ihm: zwei Siebenen.',
    },
    'two-spreads': {
      words:
        'Die Streuung des nächsten x = die Streuung der Mittelwerte + der Mittelwert der Streuungen. Die eine bringt der Schritt mit, die andere bringt z. DDPM mit und ohne z vergleichen.',
      note: 'Var(x_{t−1}) = Var(E[x_{t−1} | x_t]) + E[Var(x_{t−1} | x_t)]. z muss β̃_t bringen und dazu, was von x_0 unbekannt ist; im Mittel liegt das zwischen β̃_t und β_t.',
    },
    'keeps-its-noise': {
      words:
        'DDIM hat kein z und findet beide Gruppen. Es geht nicht zu einem Mittelwert: Es behält das Rauschen, das x hat, im Anteil des nächsten t.',
      note: 'x_{t−1} = √ᾱ_{t−1} x̂₀ + √(1 − ᾱ_{t−1}) ε̂. Der Mittelwert von DDPM behält weniger von ε̂.',
    },
    'which-variance': {
      words:
        'Welche Varianz soll z haben: β oder die kleinere des Posteriors? Erlaubt sind beide. Sie unterscheiden sich nur in den letzten Schritten; die Seite misst den Preis in Bits.',
      note: 'Richtig für ein einzelnes Bild: β̃. Richtig für Daten, die N(0, I) folgen: β. Das Verhältnis β̃ / β ist 0,45 bei t = 2 und 0,98 bei t = 100.',
    },
    'last-step': {
      question:
        'Die Karten zeigen den Schritt bei t = 100. Der letzte Schritt führt von t = 1 zu 0. Mit welchen Gewichten gehen die Schätzung, x₁ und z ein?',
      answers: {
        a: {
          text: '1; 0; 0',
          reply: 'Ja: ᾱ₀ = 1. Bei t = 0 gibt es kein Rauschen mehr zu behalten.',
        },
        b: {
          text: '0,02; 0,98; 0,05, wie bei t = 100',
          reply: 'Die anderen Schritte behalten Rauschen für das nächste t. Nach diesem gibt es keines.',
        },
        c: {
          text: '0; 9999; 1',
          reply: 'So rechnet ein Programm, dessen Index um eine Stelle verrutscht ist: Es liest ᾱ₀ als 0.',
        },
        d: {
          text: '1; 0; 0,01',
          reply: 'Dann bliebe auf jedem Bild Korn. Mit σ² = β muss man das letzte z von Hand weglassen.',
        },
      },
      note: 'Ein echter Bug: Hier wird der Index −1 ausgelesen. Die Karte von DDPM zeigt die Zahlen.',
    },
  },
};
