package dev.switchboard.adapter.in.web.json;

/// Thrown if a body is not the expected JSON. Contains nothing of the body, which may be private.
public final class UnreadableJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// The error of a body.
    public enum Flaw {
        /// No UTF-8, no JSON, more than one document, a duplicate name in an object, or nested too
        /// deeply.
        MALFORMED,
        /// JSON, but no object where one is required.
        NOT_AN_OBJECT
    }

    private final Flaw flaw;

    public UnreadableJsonException(Flaw flaw) {
        super(flaw.name());
        this.flaw = flaw;
    }

    public Flaw flaw() {
        return flaw;
    }
}
