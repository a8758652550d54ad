import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { particles } from './particles';
import { serve } from './serve';
import { createSession } from './session';
import { createTrainingSession } from './trainingSession';

const files = { plain, simd, threaded };
serve(self, { ...createSession(files), ...createTrainingSession(files), particles });
