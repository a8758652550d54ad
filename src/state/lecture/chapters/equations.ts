import type { Chapter } from '../chapter';

/** Where are the differential equations? */
export const equations: Chapter = {
  id: 'equations',
  minutes: 5,
  steps: [
    {
      id: 'rough-paths',
      link: '?view=plane&plane.t=0&arrows=none',
      spot: ['Particles, arrows and density'],
      acts: [{ slide: 'planeT', to: 1000, seconds: 8 }],
    },
    {
      id: 'heat-back',
      link: '?view=plane&plane=heat&law=ring&plane.t=4',
      spot: ['the equation run back'],
      ask: {
        right: 'b',
        wrong: { a: 'change-the-sign-of-time', c: 'entropy-cannot-fall', d: 'diffusion-always-flattens' },
        reveal: { acts: [{ slide: 'planeT', to: 60, seconds: 6 }] },
      },
    },
    { id: 'score', link: '?view=plane&law=moons&plane.t=250', spot: ['Particles, arrows and density'] },
    {
      id: 'two-ways',
      link: '?view=plane&plane=back&law=ring&a.way=heun&a.n=40&b.way=sde&b.n=400&traced=7&plane.t=1000',
      spot: ['The particles of way A', 'The particles of way B'],
      ask: {
        right: 'c',
        wrong: { a: 'noise-averages-out', b: 'the-start-decides', d: 'ode-is-ddpm-without-z' },
        reveal: { acts: [{ slide: 'planeT', to: 0, seconds: 10 }] },
      },
    },
    { id: 'on-a-line', link: '?view=lab&at=500', spot: ['DDPM', 'DDIM, 1,000 steps'] },
  ],
};
