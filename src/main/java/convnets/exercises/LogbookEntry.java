package convnets.exercises;

/**
 * What is known of one exercise.
 *
 * @param tried the day of the first try, such as 2026-03-31
 * @param solved the day of the first right answer; null if there is none yet
 */
record LogbookEntry(String tried, String solved) {}
