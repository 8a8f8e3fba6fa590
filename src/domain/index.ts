export * from './brands';
export * from './text';
export * from './span';
export * from './records';
export * from './place';
export * from './errors';
export * from './interfaces';
export * from './edit-order';
