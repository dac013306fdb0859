/** Knows the answers: says of each exercise whether it is solved, and if not, what is missing. */
package convnets.exercises;
