package convnets;

import picocli.CommandLine;

/** How the course's programs take a command line. */
public final class Programs {

    private Programs() {}

    /**
     * Makes a program of a command. What its user can put right is one sentence on the standard
     * error stream, and the program ends with 1.
     *
     * @param command as picocli knows it
     * @return to be executed with arguments
     */
    public static CommandLine of(Object command) {
        return new CommandLine(command)
                .setExecutionExceptionHandler(
                        (problem, line, parsed) -> {
                            if (problem instanceof CourseException) {
                                line.getErr().println(problem.getMessage());
                                return CommandLine.ExitCode.SOFTWARE;
                            }
                            throw problem;
                        });
    }
}
