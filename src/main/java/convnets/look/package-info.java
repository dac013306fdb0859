/**
 * Looking inside a trained net: views that take a net and pictures and give a picture. They never
 * change the net.
 */
package convnets.look;
