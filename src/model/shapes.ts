type Shape = readonly number[];

/** Elements of a tensor of this shape. */
export const elements = (shape: Shape): number => shape.reduce((a, b) => a * b, 1);

/** Elements of tensors of these shapes together. */
export const totalElements = (shapes: Iterable<Shape>): number =>
  [...shapes].reduce((sum, shape) => sum + elements(shape), 0);
