package dev.switchboard.bootstrap.settings;

import dev.switchboard.bootstrap.settings.PegaSettings.ClaimPolicy;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What several settings say together. Each may be fine, and both still promise what cannot be
/// kept; then the hub does not start.
///
/// @param demo whether the hub runs for a demonstration only
record SettingsTogether(
        HubSettings hub,
        ChannelSettings channels,
        NetomiSettings netomi,
        PegaSettings pega,
        boolean demo) {

    private static final Logger log = LoggerFactory.getLogger(SettingsTogether.class);

    SettingsTogether {
        requireNoLonger(
                "switchboard.pega.claim-ttl",
                pega.claimTtl(),
                "switchboard.retention",
                hub.retention());
        requireShorter(
                "switchboard.channels.sync-wait",
                channels.syncWait(),
                "switchboard.channels.request-timeout",
                channels.requestTimeout());
        requireShorter(
                "switchboard.netomi.sync-wait",
                netomi.syncWait(),
                "switchboard.netomi.request-timeout",
                netomi.requestTimeout());
        if (pega.claimPolicy() == ClaimPolicy.LEGACY) {
            requireDemo(demo);
            log.warn(
                    "switchboard.pega.claim-policy=legacy: whoever writes in a customer's name gets"
                            + " what the desk says to them");
        }
    }

    private static void requireNoLonger(
            String name, Duration value, String limitName, Duration limit) {
        if (value.compareTo(limit) > 0) {
            throw new UnusableSettingException(
                    "%s must not be longer than %s".formatted(name, limitName),
                    "Set %s to at most %s, or raise %s.".formatted(name, limit, limitName));
        }
    }

    /// Nobody is made to wait for an answer that is no longer waited for upstream.
    private static void requireShorter(
            String name, Duration value, String limitName, Duration limit) {
        if (value.compareTo(limit) >= 0) {
            throw new UnusableSettingException(
                    "%s must be shorter than %s".formatted(name, limitName),
                    "Set %s below %s, or raise %s.".formatted(name, limit, limitName));
        }
    }

    private static void requireDemo(boolean demo) {
        if (!demo) {
            throw new UnusableSettingException(
                    "switchboard.pega.claim-policy=legacy is for the profile demo only",
                    "Leave switchboard.pega.claim-policy out: strangers would read along.");
        }
    }
}
