package dev.switchboard.simulators.pbx;

import dev.switchboard.simulators.hub.HubLine.Login;
import dev.switchboard.simulators.script.Range;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Whom the exchange reports to, as whom, and about whom.
///
/// @param hub where the hub is; null for the one in this process
/// @param organisation whose exchange it is
/// @param group in which its users are, if in any
/// @param users how many it has
/// @param service the account that it reports by, with the role SERVICE
/// @param watcher the account that the wall board watches by, with the role AGENT
public record PbxAccount(
        @Nullable URI hub,
        String organisation,
        @Nullable Long group,
        int users,
        Login service,
        @Nullable Login watcher) {

    public PbxAccount {
        Range.check("users", users, 1, 10_000);
    }
}
