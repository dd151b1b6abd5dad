package dev.switchboard.adapter.in.web.channel.filter;

import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.error.QuotedInput;

/// The errors of filters, in the words of `docs/protocol/channels.md`.
final class FilterRefusal {

    private FilterRefusal() {}

    static ProblemException noObject() {
        return refusal("Filter must be a JSON object");
    }

    static ProblemException operator(String name) {
        return refusal("Unsupported operator: " + QuotedInput.of(name));
    }

    /// A value that the field or operator does not take.
    static ProblemException value(Object where) {
        return refusal("Unsupported value for " + where);
    }

    static ProblemException pattern() {
        return refusal("Unsupported pattern: $regex");
    }

    /// The filter exceeds a limit that protects the store.
    ///
    /// @param what the limit: `depth`, `conditions`, `values` or `size`
    static ProblemException tooComplex(String what) {
        return refusal("Filter too complex: " + what);
    }

    private static ProblemException refusal(String text) {
        return new ProblemException(Problem.invalidField("filter", text));
    }
}
