package dev.switchboard.adapter.in.socket.cti;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.cti.Phones.Phone;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The limits on connections that are not authenticated.
class CrowdTest {

    private static final int TRY_AGAIN_LATER = 1013;

    @Test
    void takesNoMoreOfANetworkThanMayBeUnproven() {
        Phones phones = new Phones(Map.of("switchboard.cti.max-unproven-per-network", "2"));
        Phone first = phones.connect(CtiEndpoint.EVENTS);
        Phone second = phones.connect(CtiEndpoint.SUBSCRIBE);

        phones.connect(CtiEndpoint.EVENTS).assertClosed(TRY_AGAIN_LATER, "too many connections");

        first.assertOpen();
        assertThat(phones.connections.count()).isEqualTo(2);
        assertThat(phones.count("switchboard.cti.ended", "why", "crowded")).isEqualTo(1);
        first.auth(phones.token("AGENT", 1));
        phones.connect(CtiEndpoint.EVENTS).assertOpen();
        phones.connect(CtiEndpoint.EVENTS).assertClosed(TRY_AGAIN_LATER);
        second.leaves();
        phones.connect(CtiEndpoint.EVENTS).assertOpen();
        phones.connect(CtiEndpoint.EVENTS).assertClosed(TRY_AGAIN_LATER);
    }

    @Test
    void leavesOthersAPlaceAndGivesEachBackOnce() {
        Phones phones = new Phones(Map.of("switchboard.cti.max-connections", "4"));
        Phone known = phones.watcher("AGENT", 1);
        phones.watcher("AGENT", 2);
        Phone last = phones.watcher("AGENT", 3);

        phones.connect(CtiEndpoint.EVENTS).assertClosed(TRY_AGAIN_LATER);

        known.auth(phones.token("AGENT", 1));
        last.leaves();
        last.leaves();
        phones.watcher("AGENT", 4);
        phones.connect(CtiEndpoint.EVENTS).assertClosed(TRY_AGAIN_LATER);
    }

    @Test
    void takesNoMoreThanTheRateOfANetwork() {
        Phones phones = new Phones(Map.of("switchboard.cti.connections-per-minute", "2"));
        phones.watcher("AGENT", 1).leaves();
        phones.watcher("AGENT", 1).leaves();

        phones.connect(CtiEndpoint.EVENTS).assertClosed(TRY_AGAIN_LATER);

        phones.pass(Duration.ofSeconds(31));
        phones.watcher("AGENT", 1).assertOpen();
    }
}
