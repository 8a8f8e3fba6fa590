// Stands in for onnxruntime-node: Node runs the same wasm build as the page, and nothing is downloaded at install.
export * from 'onnxruntime-web';
export * as default from 'onnxruntime-web';
