import type { WordsOfTerms } from '../translate';

/** The words of measures, of editing and of the plane, in German. */
export const MEASURING = {
  bound: {
    term: 'Likelihood-Schranke, wie überrascht ein Modell höchstens ist',
    text: 'Ein Modell kann nicht genau sagen, wie wahrscheinlich eine Ziffer ist, aber eine Summe über alle Schritte gibt eine obere Schranke seiner Überraschung. Eine kleinere Summe heißt, dass das Modell die Daten besser trifft.',
    see: 'die Schranke auf Testziffern, Summand für Summand',
  },
  kl: {
    term: 'KL-Divergenz, wie sehr sich zwei Verteilungen unterscheiden',
    text: 'Die zusätzlichen Bits, die man braucht, wenn man die zweite Verteilung erwartet und die erste wahr ist. Für Glockenkurven ist sie eine kurze Formel, darum hat jeder Schritt der Schranke eine.',
    see: 'eine Divergenz für jeden Schritt der Schranke',
  },
  bitsPerDimension: {
    term: 'Bits pro Dimension, der Preis eines Pixels',
    text: 'Wie viele Bits ein Modell im Mittel braucht, um einen Pixel einer nie gesehenen Ziffer zu speichern. Ohne jedes Wissen kostet ein Pixel 8 Bits, weniger ist also besser.',
    see: 'die Bits von Testziffern, mit ihrem Fehler',
  },
  sigma: {
    term: 'Sigma, der Rauschpegel',
    text: 'Die Standardabweichung des Rauschens in einem Bild, in dem Schwarz und Weiß 2 auseinanderliegen. „Edit“ schätzt sie aus dem Bild und beginnt bei dem t, das ebenso viel Rauschen hat.',
    see: 'eine Ziffer mit weißem Rauschen, zurückgeholt',
    source: 'Donoho & Johnstone 1994 (die Schätzung)',
  },
  psnr: {
    term: 'PSNR, wie nahe sich zwei Bilder sind',
    text: 'Die mittlere quadrierte Differenz zweier Bilder, in Dezibel unter der Differenz von Schwarz und Weiß. Mehr ist besser, und bei gleichen Bildern ist der Wert unendlich.',
    see: 'eine reparierte Ziffer und ihre Dezibel',
  },
  ssim: {
    term: 'SSIM, wie ähnlich der Aufbau zweier Bilder ist',
    text: 'Verglichen werden Helligkeit, Kontrast und Muster in kleinen Fenstern zweier Bilder. Gleiche Bilder haben 1, und solche, die nichts miteinander zu tun haben, etwa 0.',
    see: 'eine unscharfe Ziffer, zurückgeholt',
  },
  kid: {
    term: 'KID, wie weit gezeichnete Bilder von echten Ziffern sind',
    text: 'Ein Abstand zweier Mengen von Bildern, berechnet aus Merkmalen, die ein anderes Netz in ihnen sieht. Er ist im Mittel 0, wenn beide Mengen dieselbe Verteilung haben, weniger ist also besser.',
    see: 'Sampler beurteilt, Güte gegen Zeit',
  },
  residual: {
    term: 'Residuum, wo das Netz widerspricht',
    text: 'Die Schätzung des Netzes minus das Bild selbst, Pixel für Pixel. Gold zeigt Stellen, an denen das Netz mehr Tinte hätte, und Blau Stellen, an denen es weniger hätte.',
    see: 'das Residuum einer Ziffer bei t = 300',
  },
  anomalyScore: {
    term: 'Anomalie-Score, wie ungewöhnlich ein Bild ist',
    text: 'Der Fehler des Netzes auf einem Bild, verglichen mit seinem Fehler auf Ziffern mit ebenso viel Umriss. Gezählt werden Standardabweichungen: nahe 0 ist üblich, und 2 oder mehr ist für eine Ziffer selten.',
    formula: String.raw`\frac{\log s - \bigl(a + b\,\log(1 + \ell)\bigr)}{\text{Standardabweichung}}`,
    see: 'Ziffern gegen gespiegelte Ziffern',
  },
  threshold: {
    term: 'Schwelle, der Score, ab dem ein Bild als ungewöhnlich gilt',
    text: 'Ein Bild, dessen Score diese Schwelle erreicht oder übersteigt, heißt Anomalie. Eine tiefere Schwelle findet mehr von den ungewöhnlichen Bildern und nennt mehr echte Ziffern ungewöhnlich.',
    see: 'die Schwelle bei 1,5',
  },
  roc: {
    term: 'ROC, alle Schwellen in einer Kurve',
    text: 'Für jede Schwelle: der Anteil der ungewöhnlichen Bilder, die gefunden werden, über dem Anteil der Ziffern, die zu Unrecht ungewöhnlich heißen. Bei einem guten Score verläuft die Kurve nahe der Ecke links oben.',
    see: 'die Kurve von Kleidern gegen Ziffern',
  },
  auc: {
    term: 'AUC, die Fläche unter der ROC-Kurve',
    text: 'Der Anteil der Paare aus einer Ziffer und einem anderen Bild, in denen das andere den höheren Score hat. Ein Halb ist Zufall, und 1 heißt, dass der Score beide immer unterscheidet.',
    formula: String.raw`P(s_{\text{anderes}} > s_{\text{Ziffer}})`,
    see: 'die Fläche für gespiegelte Ziffern',
    source: 'Hanley & McNeil 1982; DeLong et al. 1988 (ihr Intervall)',
  },
  inpainting: {
    term: 'Inpainting, ein Loch füllen',
    text: 'Ein Teil des Bildes wird weggenommen, und das Netz zeichnet ihn neu, sodass er zum Rest passt. In jedem Schritt werden die bekannten Pixel wieder eingesetzt, mit dem Rauschen dieses Schritts.',
    see: 'die linke Hälfte einer Ziffer, als 3 ergänzt',
  },
  restyle: {
    term: 'Restyle, vom Gekritzel zur Ziffer',
    text: 'Ein Bild wird nur ein Stück weit verrauscht, und das Netz holt es zurück. Wenig Rauschen erhält die Zeichnung, und viel Rauschen gibt eine sauberere Ziffer, die weniger die eigene ist.',
    see: 'ein Bild, von t = 500 aus neu gezeichnet',
  },
  inversion: {
    term: 'Inversion, das Rauschen einer Ziffer finden',
    text: 'DDIM ohne frisches Rauschen lässt sich rückwärts ausführen, von einer Ziffer zu dem Rauschen, das zu ihr führt. Aus diesem Rauschen zeichnet das Netz wieder dieselbe Ziffer, oder eine andere Klasse in derselben Handschrift.',
    see: 'eine Ziffer, neu geschrieben als jede der zehn',
  },
  exactDenoiser: {
    term: 'exakter Entrauscher, die beste Schätzung aus bekannten Ziffern',
    text: 'Der Mittelwert aller Trainingsziffern, jede danach gewichtet, wie gut sie das verrauschte Bild erklärt. Kein Netz hat auf diesen Ziffern einen kleineren Loss, aber was er zeichnet, sind Kopien von ihnen.',
    see: 'der exakte Entrauscher neben dem Netz',
  },
  score: {
    term: 'Score, wo die Dichte am schnellsten wächst',
    text: 'Die Richtung, in der verrauschte Punkte wahrscheinlicher werden, und wie steil. Ein Netz, das das Rauschen sieht, kennt auch den Score: Er ist das Negative dieses Rauschens, geteilt durch dessen Standardabweichung.',
    see: 'der Score einer Mischung, als Pfeile',
  },
  probabilityFlow: {
    term: 'Probability-Flow-ODE, der Weg zurück ohne Zufall',
    text: 'Ein Fluss ohne zufällige Schritte, dessen Punkte bei jedem t dieselbe Verteilung haben wie die verrauschten Daten. Seine einfachsten Schritte sind die von DDIM, darum führt dasselbe Rauschen immer zum selben Bild.',
    see: 'der Fluss neben DDPM, aus demselben Rauschen',
  },
  sde: {
    term: 'Rückwärts-SDE, der Weg zurück mit Zufall',
    text: 'Viele winzige Schritte zu den Daten, jeder gefolgt von etwas frischem Rauschen. Wie viel Rauschen das ist, darf man frei wählen: Die Pfade ändern sich damit, und die Verteilung bleibt.',
    see: 'die Rückwärts-SDE neben dem Fluss',
  },
  fokkerPlanck: {
    term: 'Fokker-Planck-Gleichung, wie sich eine Dichte bewegt',
    text: 'Sie sagt, wie sich die Dichte aller Punkte ändert, während jeder Punkt sich bewegt und gestört wird. Auf einem Gitter gelöst braucht sie keine Teilchen, was in der Ebene möglich ist und für Bilder nicht.',
    see: 'die Gleichung, auf einem Gitter gelöst',
  },
  flowMatching: {
    term: 'Flow Matching, das Mittel gerader Pfade lernen',
    text: 'Jeder Punkt geht geradeaus zu seinem eigenen Rauschen, und ein Netz lernt die mittlere Geschwindigkeit aller, die an einem Ort vorbeikommen. Diesem Mittel vom Rauschen aus zurück zu folgen, führt zu den Daten, und Pfade kreuzen sich nie.',
    see: 'gerade Pfade neben ihrem Mittel',
  },
  changeOfVariables: {
    term: 'Variablenwechsel, log p entlang eines Pfades',
    text: 'Wo ein Fluss auseinanderläuft, sinkt die Dichte dessen, was fließt; wo er zusammengedrückt wird, wächst sie. Entlang eines Pfades aufaddiert, ergibt das die Likelihood des Punktes, an dem er beginnt.',
    see: 'log p entlang des Pfades eines Punktes',
  },
  heatEquation: {
    term: 'Wärmeleitungsgleichung, was Rauschen mit einer Dichte macht',
    text: 'Gaußsches Rauschen auf Punkten verwischt ihre Dichte so, wie sich Wärme in Metall ausbreitet. Rückwärts scheitert die Gleichung bald: Je feiner eine Welle, desto schneller wächst ihr Rundungsfehler.',
    see: 'die Gleichung, rückwärts ausgeführt',
  },
  tweedie: {
    term: 'Tweedie-Formel, vom Score zum sauberen Bild',
    text: 'Der Mittelwert aller sauberen Bilder, die zu einem verrauschten passen, folgt aus der Steigung des Logarithmus von dessen Dichte. Wer also diese Steigung kennt, hat einen Entrauscher, und umgekehrt.',
    see: 'die Formel auf einer Zahlengeraden',
  },
  ksDistance: {
    term: 'Kolmogorow-Smirnow-Abstand, wie weit zwei Stichproben auseinanderliegen',
    text: 'Man zählt zu jeder Zahl, welcher Anteil jeder Stichprobe unter ihr liegt: Der Abstand ist die größte Differenz der beiden Anteile. Stichproben derselben Verteilung bleiben in 95 von 100 Ziehungen unter einer bekannten Grenze.',
    see: 'der Abstand zweier Arten zu ziehen',
  },
  energyDistance: {
    term: 'Energieabstand, wie weit zwei Punktmengen auseinanderliegen',
    text: 'Wie viel weiter Punkte der einen Menge von der anderen Menge entfernt sind als Punkte einer Menge voneinander. Er ist 0 bei gleichen Verteilungen, aber zwei unabhängige Ziehungen derselben erreichen das nie ganz.',
    see: 'der Abstand zweier Wege zu den Daten',
  },
  mnist: {
    term: 'MNIST, die handgeschriebenen Ziffern',
    text: 'Ein Satz von 70.000 eingescannten Ziffern: 60.000 zum Lernen (train) und 10.000 zum Testen. „MNIST train #7“ ist Nummer 7 von denen zum Lernen, von 0 an gezählt.',
    see: 'Nummer 7 der Trainingsziffern, von 0 an gezählt',
  },
} as const satisfies WordsOfTerms;
