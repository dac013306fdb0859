/** Nets for other programs, in the format ONNX. */
package convnets.onnx;
