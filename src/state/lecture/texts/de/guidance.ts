import type { ChapterText } from '../../chapter';

export const guidance: ChapterText = {
  title: 'Wie bestelle ich eine 7?',
  outcome:
    'Danach kann man das Rauschen mit Guidance für ein gegebenes w hinschreiben und sagen, was ein großes w kostet.',
  steps: {
    class: {
      words:
        'Das Netz hat noch eine Eingabe: eine Klasse von 0 bis 9 oder „nicht gesagt“. Im Training war ein Label von zehn verdeckt, also kennt es beides.',
      note: '„Any“ ist keine elfte Art von Ziffer: Es ist kein Label. Vorführen: die Klasse „any“ wählen.',
    },
    stronger: {
      question:
        'Guidance: ε̂ = (1 + w) ε̂(mit der Klasse) − w ε̂(ohne sie). Hier ist w = 0. Mit w = 5 gibt dasselbe Rauschen wieder zwölfmal eine 7. Diese Bilder sind …',
      answers: {
        a: {
          text: 'besser und so verschieden wie diese',
          reply: 'Klarer. Aber die seltenen Formen von A suchen: Die meisten sind weg.',
        },
        b: {
          text: 'dicker und einander ähnlicher',
          reply:
            'Ja: ein Drittel mehr Tinte, und je zwei Bilder der 7 haben 38 % davon gemeinsam statt 27 %. Dickere Striche allein ergäben 35 %.',
        },
        c: {
          text: 'verschiedener: Es geht weg vom Üblichen',
          reply:
            'Weg von dem, was alle Ziffern teilen. Eine seltene 7 sieht weniger nach einer 7 aus, also geht sie zuerst.',
        },
        d: {
          text: 'Mischungen: Zwei Antworten werden gemittelt',
          reply: 'Die zweite Antwort wird abgezogen: Das Ergebnis liegt jenseits der ersten.',
        },
      },
      note: 'Die seltenste 7 von A in B suchen. Die Zahlen stehen unter den Rastern.',
    },
    'asked-twice': {
      words:
        'Das Netz wird in jedem Schritt zweimal gefragt, mit der Klasse und ohne. Doppelte Arbeit für eine klarere Klasse. Eine faire Stichprobe der 7 ist es nicht mehr.',
      note: 'Modellkarte, 50 Schritte: Bei w = 0 werden 99,05 % als die Klasse gelesen, bei w = 0,5 alle.',
    },
    'one-hand': {
      words:
        'Eine Hand, zehn Ziffern: Diese 3 geht hinauf zu ihrem Rauschen und kommt als jede der Klassen zurück.',
      note: 'DDIM hinauf mit der eigenen Klasse, hinab mit einer anderen, w = 2. Neigung und Strichstärke vergleichen.',
    },
  },
};
