import type { WordsOfTerms } from '../translate';

const HOW_MANY_STEPS = 'die Tabelle „How many steps are enough?“';

/** The words of drawing, of the network and of its training, in German. */
export const DRAWING = {
  sampler: {
    term: 'Sampler, die Regel der Schritte zurück',
    text: 'Sie sagt, wie aus dem verrauschten Bild und der Schätzung des Netzes das nächste Bild wird. Das Netz bleibt dasselbe, und nur die Regel und die Zahl der Schritte ändern sich.',
    see: 'zwei Sampler aus demselben Rauschen',
  },
  ddpm: {
    term: 'DDPM, viele Schritte mit frischem Rauschen',
    text: 'Das „denoising diffusion probabilistic model“ von Ho und Mitautoren: die Ziffer schätzen, einen kleinen Schritt auf sie zu gehen und frisches Rauschen hinzufügen. Die Schätzung ist ein Mittelwert aller passenden Ziffern, darum liefen bei dieser Regel ohne frisches Rauschen alle Bilder zu einem zusammen.',
    see: 'eine 3 in allen 1000 Schritten',
    more: 'die Karte „DDPM without fresh noise“ im Lab',
  },
  ddim: {
    term: 'DDIM, wenige Schritte ohne frisches Rauschen',
    text: 'Eine Regel, die dasselbe Netz benutzt, aber das Rauschen behält, das es sieht: So bleiben die Bilder ganz ohne frisches Rauschen verschieden. Zehn bis fünfzig Schritte reichen hier, und das erste Rauschen allein entscheidet über die Ziffer.',
    see: 'eine 8 in 50 Schritten',
  },
  heun: {
    term: 'Heun, ein Schritt, der zweimal hinsieht',
    text: 'Eine Regel ohne frisches Rauschen, die einen Schritt probiert, an seinem Ende noch einmal hinsieht und ihn dann mit dem Mittel beider Blicke geht. Sie kostet zwei Aufrufe des Netzes je Schritt, und jeder Schritt darf länger sein.',
    see: 'eine 8 in zehn Schritten, neunzehn Aufrufe',
    more: HOW_MANY_STEPS,
  },
  'dpmpp-2m': {
    term: 'DPM-Solver++ (2M), ein Schritt, der sich erinnert',
    text: 'Eine Regel ohne frisches Rauschen, die der Geraden durch die letzten beiden Schätzungen der Ziffer folgt. Sie kostet wie DDIM einen Aufruf des Netzes je Schritt und braucht weniger Schritte.',
    see: 'eine 8 in zehn Schritten',
    more: HOW_MANY_STEPS,
  },
  eta: {
    term: 'Eta, der Anteil des frischen Rauschens',
    text: 'Eine Zahl von 0 bis 1, die sagt, wie viel frisches Rauschen ein Schritt von DDIM hinzufügt. Bei 0 ist es keines, und bei 1 ist die Regel die von DDPM.',
    see: 'kein frisches Rauschen neben dem vollen',
  },
  steps: {
    term: 'Schritte, wie oft das Netz gefragt wird',
    text: 'Die Zahl der Halte zwischen Rauschen und Ziffer; an jedem sieht das Netz das Bild noch einmal an. Mehr Schritte dauern länger, und oft reichen wenige.',
    see: 'fünfzig Schritte neben fünf, aus demselben Rauschen',
    more: HOW_MANY_STEPS,
  },
  class: {
    term: 'Klasse, welche Ziffer verlangt wird',
    text: 'Eine der zehn Arten von Ziffern, 0 bis 9. Das Netz erfährt die Klasse in jedem Schritt, also kann man eine 3 bestellen.',
    see: 'zwanzigmal eine 3, jede anders',
  },
  nullClass: {
    term: 'Nullklasse, keine Ziffer wird verlangt',
    text: 'Eine eigene Klasse, die „irgendeine Ziffer“ bedeutet; jedes zehnte Trainingsbild hatte sie anstelle seines Labels. Guidance braucht sie, denn sie vergleicht die Antworten mit der Klasse und ohne.',
    see: 'zwanzig Ziffern beliebiger Klasse',
  },
  guidance: {
    term: 'Guidance, wie stark die Klasse zählt',
    text: 'Das Netz wird zweimal gefragt, mit der Klasse und ohne sie, und der Unterschied wird übertrieben. Ein größeres Gewicht gibt klarere Ziffern, die einander ähnlicher sind und dickere Striche haben.',
    see: 'Bilder der 8 ohne Guidance und mit ihr',
  },
  seed: {
    term: 'Seed, die Zahl, aus der alles Rauschen folgt',
    text: 'Eine ganze Zahl, aus der die Seite jede Zufallszahl berechnet. Derselbe Seed gibt dasselbe Bild, heute und auf einem anderen Rechner; ein anderer gibt ein anderes.',
    see: 'Bilder der 3, die mit Seed 7 beginnen',
    source: 'Jarzynski & Olano 2020 (der Hash dahinter)',
  },
  tries: {
    term: 'Versuche, mehrere Wege zurück von einem Bild',
    text: 'Das Netz holt dasselbe verrauschte Bild mehrmals zurück, jedes Mal mit anderem frischem Rauschen, wenn der Sampler welches hinzufügt. Stimmen alle Versuche überein, so steckte die Ziffer noch im Bild; unterscheiden sie sich, so hat das Rauschen entschieden.',
    see: 'sechs Wege zurück von t = 500',
  },
  network: {
    term: 'Netz, der Teil, der gelernt hat',
    text: 'Eine Funktion mit vielen einstellbaren Zahlen, ihren Gewichten, die ein verrauschtes Bild und t bekommt und das Rauschen schätzt. Das Netz der Seite ist schon trainiert (pretrained): Es hat von 60.000 Ziffern gelernt.',
    see: 'was das Netz aus einer verrauschten Ziffer macht',
  },
  uNet: {
    term: 'U-Net, die Form des Netzes',
    text: 'Ein Netz, das das Bild in voller Größe ansieht, es verkleinert und wieder vergrößert, mit Abkürzungen zwischen gleichen Größen. So sieht es die ganze Ziffer und einzelne Pixel; das Netz der Seite hat 0,94 Millionen Gewichte.',
    see: 'die Netze, die sich hier trainieren lassen',
  },
  v: {
    term: 'v, die Geschwindigkeit',
    text: 'Eine Mischung aus Rauschen und Ziffer, die das Netz der Seite vorhersagt. Rauschen und Ziffer folgen beide ohne Division daraus, darum bleiben Fehler bei jedem t klein.',
    see: 'die Wahl, was ein Netz vorhersagt',
  },
  loss: {
    term: 'Loss, wie falsch das Netz liegt',
    text: 'Die mittlere quadrierte Differenz zwischen dem wahren Rauschen und der Schätzung des Netzes. Das Training macht sie kleiner; ein Netz, das immer null sagt, hat einen Loss von 1.',
    see: 'der Loss eines Netzes, das in diesem Tab lernt',
  },
  heldOut: {
    term: 'Held-out-Loss, der Fehler auf ungesehenen Ziffern',
    text: 'Der Loss auf Testziffern, von denen das Netz nie lernt. Steigt er, während der Loss des Trainings fällt, so lernt das Netz seine Ziffern auswendig.',
    see: 'ein Training mit nur 1000 Ziffern',
  },
  ema: {
    term: 'EMA, der Mittelwert der Gewichte',
    text: 'Ein exponentiell gewichteter gleitender Mittelwert der Gewichte des Netzes über die letzten Updates. Die Gewichte springen beim Lernen hin und her, und ihr Mittelwert zeichnet bessere Ziffern.',
    see: 'ein Training ohne den Mittelwert',
  },
  batch: {
    term: 'Batch, die Ziffern eines Updates',
    text: 'Die Ziffern, die das Netz ansieht, bevor es seine Gewichte einmal ändert. Mehr Ziffern geben eine ruhigere Richtung, und jedes Update dauert länger.',
    see: 'ein Training mit 64 Ziffern im Batch',
  },
  update: {
    term: 'Update, eine Änderung der Gewichte',
    text: 'Eine Runde des Trainings: ein Batch Ziffern, Rauschen, die Schätzung des Netzes, ihr Fehler und eine kleine Änderung aller Gewichte. Die Seite zählt Updates, weil „Schritt“ schon einen Schritt durch das Rauschen meint.',
    see: 'ein Training von 2000 Updates',
  },
  live: {
    term: 'live, jetzt vom Netz berechnet',
    text: 'Dieses Zeichen heißt, dass das daneben genannte Netz das Bild in diesem Augenblick im Browser berechnet. Nichts ist vorbereitet, darum braucht ein anderes Gerät vielleicht länger, zeigt aber dieselbe Ziffer.',
    see: 'eine 3, die das Netz jetzt zeichnet',
  },
  exact: {
    term: 'exakt, aus einer Formel berechnet',
    text: 'Dieses Zeichen heißt, dass eine Formel das Bild oder die Zahl liefert und kein Netz beteiligt ist. Was es zeigt, stimmt bis auf Rundung.',
    see: 'die Felder von Beta und Alpha-quer',
  },
  stored: {
    term: 'gespeichert, aus einer Datei gelesen',
    text: 'Dieses Zeichen heißt, dass das Bild aus einer Datei kommt, etwa eine Ziffer des Datensatzes. Die Herkunft steht daneben, sodass man sie nachschlagen kann.',
    see: 'eine gespeicherte Ziffer des Testsatzes',
  },
  backend: {
    term: 'Backend, was im Gerät rechnet',
    text: 'Der Teil des Browsers, der für das Netz rechnet: WebGPU auf der Grafikkarte, WebGL oder WebAssembly auf dem Prozessor. Das Zeichen oben nennt ihn; die Bilder stimmen überein, und nur die Geschwindigkeit ist sehr verschieden.',
    see: 'ein Lauf mit seiner Geschwindigkeit',
  },
} as const satisfies WordsOfTerms;
