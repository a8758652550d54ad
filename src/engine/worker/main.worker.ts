import './guard';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import type { PlaneJobs } from '../protocol/plane';
import { particles } from './measures/particles';
import { serve, type Handlers } from './loop/serve';
import { createSamplingJobs } from './samplingJobs';
import { createTrainingJobs } from './trainingJobs';

const files = { plain, simd, threaded };
serve(self, {
  ...createSamplingJobs(files),
  ...createTrainingJobs(files),
  particles,
} satisfies Omit<Handlers, keyof PlaneJobs>);
