import { registerKernel } from '@tensorflow/tfjs-core';
import { avgPoolConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/AvgPool';
import { conv2DBackpropFilterConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Conv2DBackpropFilter';
import { conv2DBackpropInputConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Conv2DBackpropInput';
import { conv2DConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Conv2D';
import { equalConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Equal';
import { fillConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Fill';
import { rsqrtConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Rsqrt';
import { stepConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Step';
import { zerosLikeConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/ZerosLike';

// The kernels that only training by tfjs's operations needs, loaded where the plan cannot train.
[
  avgPoolConfig,
  conv2DBackpropFilterConfig,
  conv2DBackpropInputConfig,
  conv2DConfig,
  equalConfig,
  fillConfig,
  rsqrtConfig,
  stepConfig,
  zerosLikeConfig,
].forEach(registerKernel);
