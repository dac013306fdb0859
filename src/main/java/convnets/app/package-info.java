/** What a reader runs outside of a notebook: train, predict, export. */
package convnets.app;
