// Bans of this project, for oxlint: what no rule of its own says.
const ownNoise = 'Own the noise: use fillGaussian from diffusion/random.';

const banned = {
  "MemberExpression[object.name='Math'][property.name='random']":
    'Randomness is an argument: use a Key from diffusion/random.',
  "MemberExpression[object.name='tf'][property.name=/^(rand|truncatedNormal|multinomial)/]": ownNoise,
  'MemberExpression[property.name=/^(dataSync|arraySync)$/]':
    'Synchronous reads return zeros after device loss: await data().',
  // typescript-eslint's no-meaningless-void-operator says this too, oxlint's does not.
  "UnaryExpression[operator='void']:not([argument.type=/^(Call|Assignment)Expression$/], [argument.expression.type='CallExpression'])":
    'void discards what a call returns: nothing else.',
  // ESLint's no-unsafe-optional-chaining says this too, oxlint's does not.
  ':matches(CallExpression, NewExpression) > SpreadElement > ChainExpression': 'undefined cannot be spread.',
};

const banSyntax = {
  create: (context) =>
    Object.fromEntries(
      Object.entries(banned).map(([selector, message]) => [
        selector,
        (node) => context.report({ node, message }),
      ]),
    ),
};

export default { meta: { name: 'project' }, rules: { 'ban-syntax': banSyntax } };
