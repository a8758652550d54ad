import { registerKernel } from '@tensorflow/tfjs-core';
import { addNConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/AddN';
import { avgPoolConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/AvgPool';
import { castConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Cast';
import { conv2DBackpropInputConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Conv2DBackpropInput';
import { conv2DConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Conv2D';
import { equalConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Equal';
import { fillConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Fill';
import { meanConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Mean';
import { rsqrtConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Rsqrt';
import { sqrtConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sqrt';
import { squareConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Square';
import { stepConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Step';
import { zerosLikeConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/ZerosLike';
import { adamInPlace } from './kernels/adamInPlace';
import { batchNorm, batchNormGradient } from './kernels/batchNorm';
import { filterGradient } from './kernels/filterGradient';

// What training needs beside the kernels that sampling does; imported by the worker that trains alone.
[
  adamInPlace,
  addNConfig,
  avgPoolConfig,
  batchNorm,
  batchNormGradient,
  castConfig,
  conv2DBackpropInputConfig,
  conv2DConfig,
  equalConfig,
  fillConfig,
  filterGradient,
  meanConfig,
  rsqrtConfig,
  sqrtConfig,
  squareConfig,
  stepConfig,
  zerosLikeConfig,
].forEach(registerKernel);
