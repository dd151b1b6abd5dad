package dev.switchboard.adapter.in.socket.cti;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.cti.Phones.Phone;
import dev.switchboard.application.port.in.identity.AccountStandings.Standing;
import org.junit.jupiter.api.Test;

/// Connections whose token's account is removed or changed.
class ChangedAccountTest {

    private static final int UNAUTHORIZED = 4003;

    private final Phones phones = new Phones();
    private final String token = phones.token("SUPERVISOR", 67890);

    private Phone phone() {
        phones.presence.with(67890);
        phones.presence.with(2);
        Phone phone = phones.connect(CtiEndpoint.EVENTS).auth(token);
        assertThat(phone.heard()).containsExactly(Phones.WELCOME);
        return phone;
    }

    @Test
    void endsAtTheNextLook() {
        Phone phone = phone().watches(2);
        phone.heard();

        phones.accounts.end(token);
        phones.proofs.look();

        assertThat(phone.heard()).containsExactly(Phones.error(ErrorCode.INVALID_TOKEN));
        phone.assertClosed(UNAUTHORIZED, "INVALID_TOKEN");
        assertThat(phones.connections.count()).isZero();
        assertThat(phones.proofs.count()).isZero();
    }

    @Test
    void grantsNoSubscriptionMeanwhile() {
        Phone phone = phone();

        phones.accounts.end(token);
        phone.watches(2);

        assertThat(phone.heard()).containsExactly(Phones.error(ErrorCode.INVALID_TOKEN));
        phone.assertClosed(UNAUTHORIZED);
    }

    @Test
    void staysForWhoeverHasANewToken() {
        Phone phone = phone();
        String next = phones.token("AGENT", 67890);

        phones.accounts.end(token);
        phone.auth(next);
        phones.proofs.look();

        phone.assertOpen();
        assertThat(phone.watches(2).heard()).anyMatch(frame -> frame.contains("snapshot"));
        phone.leaves();
        assertThat(phones.proofs.count()).isZero();
    }

    @Test
    void staysWhileTheStoreIsAway() {
        Phone phone = phone();

        phones.accounts.others(Standing.WAS_GOOD);
        phones.proofs.look();
        phones.accounts.storeAway(true);
        phones.proofs.look();
        phone.watches(2);

        phone.assertOpen();
    }
}
