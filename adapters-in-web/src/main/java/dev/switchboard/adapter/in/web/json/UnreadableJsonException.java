package dev.switchboard.adapter.in.web.json;

/// A body is not the JSON it should be. Says nothing of the body, for it may be private.
public final class UnreadableJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// What is wrong with a body.
    public enum Flaw {
        /// No UTF-8, no JSON, more than one document, a name twice in one object, or too deep.
        MALFORMED,
        /// JSON, but no object where one is due.
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
