import type { ChapterText } from '../../chapter';

export const target: ChapterText = {
  title: 'Was antwortet das Netz, und warum sagt man ihm t?',
  outcome:
    'Danach kann man aus dem vorhergesagten Rauschen die Schätzung der Ziffer berechnen und sagen, um welchen Faktor ein Fehler wächst.',
  steps: {
    'its-answer': {
      words:
        'Das Netz bekommt dieses Bild und t. Es antwortet mit 784 Zahlen: dem Rauschen, das es sieht. Zieht man das ab, bleibt seine Schätzung der Ziffer. t ziehen.',
      note: 'x̂₀ = (x_t − √(1 − ᾱ_t) ε̂) / √ᾱ_t. Die rohe Ausgabe dieses Netzes ist v; ε̂ = √(1 − ᾱ_t) x_t + √ᾱ_t v.',
    },
    'put-out': {
      question: 'Im Training bekommt das Netz dieses Bild, bei t = 300. Was soll es ausgeben?',
      answers: {
        a: {
          text: 'Was der letzte Schritt hinzugefügt hat',
          reply:
            'Der letzte Schritt hat ein Zehntel des Rauschens hinzugefügt. Damit stimmt die Ausgabe des Netzes nur zu 0,10 überein, wie die Seite zeigt.',
        },
        b: {
          text: 'Die Zahl β bei diesem t',
          reply:
            'β ist eine feste Liste: 0,0061 bei t = 300. Anstelle des Rauschens ausgegeben, ergäbe es einen Loss von 1,00, so viel wie immer 0 zu sagen.',
        },
        c: {
          text: 'Das ganze Rauschen im Bild',
          reply:
            'Ja: das Rauschen, das aus der Ziffer in einem Sprung dieses Bild macht. Die Antwort des Netzes stimmt damit zu 0,99 überein.',
        },
        d: {
          text: 'Das Bild einen Schritt davor',
          reply:
            'Jenes Bild hat in diesem das Gewicht 0,997. Die Eingabe abzuschreiben, würde gut abschneiden und nichts lehren.',
        },
      },
      note: 'Der häufigste Fehler im Code von Studierenden ist die Antwort „Was der letzte Schritt hinzugefügt hat“. Nach der Auflösung: das Rauschen eines Schritts neben der Ausgabe des Netzes, mit beiden Korrelationen.',
    },
    'two-languages': {
      words:
        'Rauschen oder Ziffer: eine Antwort in zwei Sprachen. Doch hier, bei t = 950, hat die Ziffer das Gewicht 0,0104. Ein Fehler von 0,01 im Rauschen ist 0,96 in der Ziffer. t ziehen.',
      note: 'Der Faktor ist √((1 − ᾱ_t) / ᾱ_t): 96 bei t = 950, 0,17 bei t = 50. Die Information ist dieselbe, die Gewichte im Loss sind andere. v teilt durch nichts.',
    },
    'wrong-t': {
      question:
        'Dieses Bild hat das Rauschen von t = 218, und mit dieser Angabe stellt das Netz es wieder her. Jetzt sagen wir ihm t = 40. Was kommt heraus?',
      answers: {
        a: {
          text: 'Eine saubere 9: Es sieht ja, wie verrauscht das Bild ist',
          reply:
            'Am Bild ablesen lässt es sich, wie „How noisy is it?“ zeigt. Aber das Netz hat gelernt, dem t zu glauben, das man ihm sagt.',
        },
        b: {
          text: 'Eine 9 mit dem größten Teil ihres Rauschens',
          reply:
            'Ja. Bei t = 40 hat das Rauschen σ = 0,14, hier hat es 0,8. Das meiste davon hält das Netz für das Bild.',
        },
        c: {
          text: 'Ein leeres Blatt: Es nimmt zu viel weg',
          reply: 'Es nimmt zu wenig weg, nicht zu viel: Bei t = 40 erwartet es wenig Rauschen.',
        },
        d: {
          text: 'Eine andere Ziffer',
          reply: 'Welche Ziffer es ist, stand nie infrage: Bei t = 40 wird nichts mehr entschieden.',
        },
      },
      note: 'Berechtigte Frage: Warum sagt man es ihm überhaupt, wenn sich t am Bild ablesen lässt? Gesagt zu bekommen ist billiger als abzulesen. Die Schätzung der Seite steht unter „How noisy is it?“.',
    },
    'the-cut': {
      words:
        'Ein Schritt geht über die Schätzung. Jenseits von −1 und 1 lässt sie sich abschneiden. Hier ist das Rauschen 5 % zu klein: Der Schnitt hält Schätzungen im Bereich, doch die Teilchen enden fast gleich.',
      note: 'Bei t = 1000 ist ein Fehler von ε̂ in der Schätzung 157-mal so groß. Mal dem Gewicht der Schätzung im Schritt: 0,02 bei 1000 Schritten von DDPM, 1,9 bei zehn von DDIM.',
    },
  },
};
