package dev.switchboard.bootstrap.settings;

/// A setting that the hub cannot keep its promises with.
final class UnusableSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    /// @param remedy what the operator should do
    UnusableSettingException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
