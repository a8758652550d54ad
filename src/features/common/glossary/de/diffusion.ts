import type { WordsOfTerms } from '../translate';

/** The words of noise and of the way to it and back, in German. */
export const DIFFUSION = {
  xt: {
    term: 'x bei t, das verrauschte Bild',
    text: 'Das Bild nach t von tausend Schritten ins Rauschen: teils Ziffer, teils Rauschen. Bei t = 0 ist es die saubere Ziffer, bei t = 1000 ist nur noch Rauschen zu sehen.',
    see: 'eine Ziffer bei t = 320 und die Summe, aus der sie entsteht',
  },
  x0: {
    term: 'x null, das saubere Bild',
    text: 'Das Bild vor allem Rauschen: 28 mal 28 Pixel, von minus 1 für Schwarz bis 1 für Weiß. Der Weg ins Rauschen beginnt hier, und der Weg zu den Daten endet hier.',
    see: 'eine Ziffer des Testsatzes, ohne Rauschen',
  },
  t: {
    term: 't, die Nummer des Schritts',
    text: 'Sie sagt, wie viele Schritte ins Rauschen zwischen der sauberen Ziffer und dem gezeigten Bild liegen. Das Netz bekommt diese Zahl, weil es wissen muss, mit wie viel Rauschen es rechnen soll.',
    see: 'der Schieberegler auf halbem Weg, bei t = 500',
  },
  T: {
    term: 'T, die Zahl der Schritte: warum tausend',
    text: 'Ho und Mitautoren wählten 1000 Schritte, so klein, dass jeder Schritt zurück fast eine Glockenkurve (gaußsch) ist, die ein Netz lernen kann. Das ist eine Wahl und kein Gesetz: Oft reichen weniger Schritte.',
    see: 'hundert Schritte neben fünf, aus demselben Rauschen',
    more: 'die Tabelle „How many steps are enough?“',
  },
  gaussian: {
    term: 'gaußsches Rauschen, Zahlen aus einer Glockenkurve',
    text: 'Jeder Pixel bekommt eine eigene Zahl aus der Glockenkurve mit Mittelwert 0 und Varianz 1. Das Histogramm eines ganz verrauschten Bildes liegt auf dieser Kurve.',
    see: 'das Histogramm der Pixel auf der Glockenkurve',
  },
  epsilon: {
    term: 'Epsilon, das Rauschen',
    text: 'Das Rauschen, das in die Ziffer gemischt wird, eine Zufallszahl für jeden Pixel. Auf dem Weg ins Rauschen kennt die Seite es, und das Netz muss es schätzen.',
    see: 'Ziffer und Rauschen, jedes mit seinem Gewicht',
  },
  epsilonHat: {
    term: 'Epsilon-Dach, das Rauschen, das das Netz sieht',
    text: 'Wie das Netz das Rauschen in einem verrauschten Bild schätzt. Das Netz der Seite sagt v voraus, was auf andere Weise dasselbe sagt: Rauschen, Ziffer und v folgen auseinander.',
    see: 'wie das Netz eine Ziffer bei t = 400 sieht',
  },
  x0Hat: {
    term: 'x-null-Dach, die Schätzung der Ziffer durch das Netz',
    text: 'Die saubere Ziffer, die das Netz hinter dem verrauschten Bild erwartet. Bei viel Rauschen ist sie ein verschwommener Mittelwert vieler Ziffern, und sie wird schärfer, wenn das Rauschen geht.',
    see: 'die verschwommene Schätzung des Netzes bei t = 700',
  },
  z: {
    term: 'z, das frische Rauschen eines Schritts zurück',
    text: 'Neues Rauschen, das DDPM nach jedem Schritt zu den Daten hinzufügt, außer nach dem letzten. Ein Schritt geht zum Mittelwert der Bilder, die davor möglich waren, und z gibt die Streuung zurück, die einem Mittelwert fehlt.',
    see: 'die Schritte zurück ohne z',
  },
  beta: {
    term: 'Beta, das Rauschen, das ein Schritt hinzufügt',
    text: 'Die Varianz des frischen Rauschens in einem Schritt ins Rauschen. Es ist eine feste Liste von Zahlen und nicht gelernt: Hier wächst es linear von 0,0001 bis 0,02.',
    see: 'das Beta zweier Rauschpläne nebeneinander',
  },
  alphaBar: {
    term: 'Alpha-quer, das Signal, das übrig ist',
    text: 'Das quadrierte Gewicht, das die Ziffer im verrauschten Bild noch hat; der Rest bis 1 ist Rauschen. Im linearen Rauschplan fällt es von 1 auf fast 0 und ist bei t = 260 ein Halb.',
    see: 'gleiche Gewichte von Ziffer und Rauschen, bei t = 260',
  },
  snr: {
    term: 'SNR, das Signal-Rausch-Verhältnis',
    text: 'Wie viel Signal auf jeden Teil Rauschen kommt, beides als quadriertes Gewicht. Zwei Prozesse mit demselben Verhältnis zeigen bis auf einen Faktor dasselbe Bild.',
    see: 'das Verhältnis über t, mit 0 Dezibel bei t = 260',
  },
  decibel: {
    term: 'Dezibel, ein Verhältnis auf logarithmischer Skala',
    text: 'Eine Einheit für Verhältnisse: 0 Dezibel heißt, dass beide gleich sind, und je 10 Dezibel mehr heißen zehnmal so viel. So passen sehr große und sehr kleine Verhältnisse in ein Bild.',
    see: 'Signal und Rauschen in Dezibel bei t = 500',
    source: 'Eine allgemeine Einheit, benutzt für SNR und PSNR',
  },
  schedule: {
    term: 'Rauschplan, wie schnell das Rauschen wächst',
    text: 'Die Liste aller Beta, eines für jeden Schritt. Sie entscheidet, bei welchem t die Ziffer verloren geht und ob am Ende etwas von ihr bleibt.',
    see: 'drei Rauschpläne und dieselbe Ziffer unter jedem',
  },
  forward: {
    term: 'vorwärts, der Weg ins Rauschen',
    text: 'Die Ziffer wird mit immer mehr Rauschen gemischt, bis nichts mehr von ihr zu sehen ist. Dafür wird nichts gelernt: Es ist eine Formel, also antwortet der Schieberegler sofort.',
    see: 'eine Ziffer auf ihrem Weg, halb verschwunden',
  },
  reverse: {
    term: 'rückwärts, der Weg zu den Daten',
    text: 'Von reinem Rauschen aus nimmt das Netz in jedem Schritt etwas Rauschen weg, bis eine Ziffer dasteht. Es kopiert keine gewählte Ziffer, darum erscheint meist eine andere als die, die man aufgelöst hat.',
    see: 'das Netz zeichnet eine 3 aus Rauschen',
  },
  chain: {
    term: 'Kette, frisches Rauschen in jedem Schritt',
    text: 'Die verrauschten Bilder entstehen nacheinander, jedes aus dem vorigen mit neuem Rauschen. Nachbarn sehen sich ähnlich, aber weit entfernte Bilder haben immer weniger Rauschen gemeinsam.',
    see: 'die Kette bei t = 150',
  },
  closedForm: {
    term: 'geschlossene Form, jedes t in einem Schritt',
    text: 'Das verrauschte Bild bei jedem t lässt sich auf einmal aus der sauberen Ziffer machen, mit einem Rauschen für alle t. Bei jedem t hat es dieselbe Verteilung wie die Kette, die Schritt für Schritt Rauschen hinzufügt; das Training nutzt diese Form, weil sie schnell ist.',
    see: 'ein Rauschen für jedes t, bei t = 150',
  },
  posterior: {
    term: 'Posterior, der Schritt zurück bei bekannter Ziffer',
    text: 'Die Verteilung des Bildes einen Schritt früher, wenn das verrauschte Bild und die saubere Ziffer gegeben sind. Sie ist eine Glockenkurve mit bekanntem Mittelwert und bekannter Varianz, und DDPM setzt die Schätzung des Netzes an die Stelle der Ziffer.',
    see: 'die Gleichung eines Schritts zurück mit ihren Zahlen',
  },
} as const satisfies WordsOfTerms;
