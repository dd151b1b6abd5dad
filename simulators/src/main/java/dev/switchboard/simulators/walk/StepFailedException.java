package dev.switchboard.simulators.walk;

/// A step of the walk did not happen. The message says which, in one line.
final class StepFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StepFailedException(String step, String why) {
        super("%s: %s".formatted(step, why.replaceAll("\\s+", " ")));
    }
}
