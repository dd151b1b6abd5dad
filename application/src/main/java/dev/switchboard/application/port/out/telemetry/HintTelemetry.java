package dev.switchboard.application.port.out.telemetry;

/// Receives what becomes of hints between hubs, for metrics and operators. Calls are cheap, never
/// block and never throw.
public interface HintTelemetry {

    /// This hub told the others of an event.
    void published();

    /// This hub heard of an event from another one.
    void heard();

    /// A hint came that no hub of this store made, or that this one does not understand.
    void refused();

    /// Messages of a conversation were found in the store of which no hint had told.
    void missed();
}
