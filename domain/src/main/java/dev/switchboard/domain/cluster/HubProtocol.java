package dev.switchboard.domain.cluster;

/// The rules between hubs that a release follows, by their numbers: the forms of calls and hints,
/// and who decides what. A release that changes them in a way that older ones would not understand
/// has the next number, and goes on to follow the one before it, so that its hubs replace the older
/// ones one by one.
///
/// @param oldest that it still follows
/// @param newest that it follows
public record HubProtocol(int oldest, int newest) {

    /// The rules that this release follows.
    public static final HubProtocol CURRENT = new HubProtocol(1, 1);

    public HubProtocol {
        if (oldest > newest) {
            throw new IllegalArgumentException("The oldest rules are newer than the newest");
        }
    }

    /// Whether there are rules that both follow.
    public boolean meets(HubProtocol other) {
        return oldest <= other.newest && other.oldest <= newest;
    }
}
