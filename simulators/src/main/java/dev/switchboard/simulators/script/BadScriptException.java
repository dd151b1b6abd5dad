package dev.switchboard.simulators.script;

/// A control request that no simulator can follow.
public final class BadScriptException extends RuntimeException {

    public BadScriptException(String message) {
        super(message);
    }
}
