package dev.switchboard.simulators.script;

/// A control request says something that no simulator can do.
public final class BadScriptException extends RuntimeException {

    public BadScriptException(String message) {
        super(message);
    }
}
