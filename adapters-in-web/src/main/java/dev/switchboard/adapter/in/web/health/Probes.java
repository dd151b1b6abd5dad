package dev.switchboard.adapter.in.web.health;

/// The paths at which an orchestrator asks about the hub. They are answered while everything else
/// waits or is refused.
public final class Probes {

    /// The path of the check whether the process lives.
    public static final String LIVE = "/livez";

    /// The path of the check whether the hub takes messages.
    public static final String READY = "/readyz";

    private Probes() {}
}
