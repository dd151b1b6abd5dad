package dev.switchboard.adapter.in.web.channel;

import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;

/// The problems for channels and deliveries that do not exist.
final class NotFoundProblems {

    private NotFoundProblems() {}

    static ProblemException channel() {
        return new ProblemException(ProblemCode.NOT_FOUND, "No such channel");
    }

    static ProblemException delivery() {
        return new ProblemException(ProblemCode.NOT_FOUND, "No such message");
    }
}
