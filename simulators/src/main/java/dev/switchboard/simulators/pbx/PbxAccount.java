package dev.switchboard.simulators.pbx;

import dev.switchboard.simulators.hub.HubLine.Login;
import dev.switchboard.simulators.script.Range;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// The configuration of the exchange.
///
/// @param hub the address of the hub; null for the hub in this process
/// @param organisation the organisation of the exchange
/// @param group the group of its users, if any
/// @param users the number of its users
/// @param service the account for its reports, with the role SERVICE
/// @param watcher the account of the wall board, with the role AGENT
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
