import { registerKernel } from '@tensorflow/tfjs-core';
import { avgPoolConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/AvgPool';
import { conv2DBackpropInputConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Conv2DBackpropInput';
import { conv2DConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Conv2D';
import { equalConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Equal';
import { fillConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Fill';
import { rsqrtConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Rsqrt';
import { stepConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Step';
import { zerosLikeConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/ZerosLike';
import { adamInPlace } from './kernels/adamInPlace';
import { batchNorm, batchNormGradient } from './kernels/batchNorm';
import { filterGradient } from './kernels/filterGradient';

// The kernels that only training needs, loaded by the worker that trains.
[
  adamInPlace,
  avgPoolConfig,
  batchNorm,
  batchNormGradient,
  conv2DBackpropInputConfig,
  conv2DConfig,
  equalConfig,
  fillConfig,
  filterGradient,
  rsqrtConfig,
  stepConfig,
  zerosLikeConfig,
].forEach(registerKernel);
