package dev.switchboard.bootstrap.settings;

/// Thrown for a setting with which the hub cannot keep its promises.
public final class UnusableSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    /// @param remedy what the operator should do
    public UnusableSettingException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    /// @param remedy what the operator should do
    public UnusableSettingException(String message, String remedy, Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    /// Returns the problem and what to do, in one line.
    String line() {
        String problem = String.valueOf(getMessage());
        boolean goesOn = problem.endsWith(":") || problem.endsWith(".");
        return problem + (goesOn ? " " : ". ") + remedy;
    }

    String remedy() {
        return remedy;
    }
}
