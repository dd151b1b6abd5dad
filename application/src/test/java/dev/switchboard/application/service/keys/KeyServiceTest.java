package dev.switchboard.application.service.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.keys.RewrapSecrets.State;
import dev.switchboard.application.port.out.keys.SealedSecrets;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.audit.Act;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import dev.switchboard.domain.audit.Intent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyServiceTest {

    private final Sealed sealed = new Sealed();
    private final Audit audit = new Audit();
    private final KeyService keys = new KeyService(sealed, audit);

    private static final class Audit implements KeepAudit {

        private final List<String> lines = new ArrayList<>();

        @Override
        public void record(Act act) {
            lines.add(String.join(" ", act.actor(), act.action(), act.subject(), act.detail()));
        }

        @Override
        public Intent begin(Act act) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void end(Intent intent, @Nullable Outcome outcome, String detail) {
            throw new UnsupportedOperationException();
        }
    }

    /// A number of secrets, some of them damaged. The store fails after some steps.
    private static final class Sealed implements SealedSecrets {

        private int left = 250;
        private int damaged;
        private int steps = Integer.MAX_VALUE;
        private boolean underWay;

        @Override
        public String key() {
            return "k2";
        }

        @Override
        public void begin() {
            underWay = true;
        }

        @Override
        public boolean isUnderWay() {
            return underWay;
        }

        @Override
        public void end() {
            underWay = false;
        }

        @Override
        public Progress renew(int most) {
            if (most > 0 && steps-- == 0) {
                throw new StoreUnavailableException("away");
            }
            int renewed = Math.min(most, left - damaged);
            if (most > 0 && left == 0) {
                underWay = false;
            }
            left -= renewed;
            return new Progress(renewed, left);
        }
    }

    @Test
    void looksWithoutAChange() {
        assertThat(keys.look()).isEqualTo(new State("k2", 0, 250));
        assertThat(sealed.isUnderWay()).isFalse();
    }

    @Test
    void rewrapsAllInSteps() {
        assertThat(keys.rewrap()).isEqualTo(new State("k2", 250, 0));
        assertThat(sealed.isUnderWay()).isFalse();
        assertThat(keys.rewrap()).isEqualTo(new State("k2", 0, 0));
    }

    @Test
    void stopsAtWhatNoKeyOpensAndDoesNotComeBackToIt() {
        sealed.damaged = 3;

        assertThat(keys.rewrap()).isEqualTo(new State("k2", 247, 3));

        keys.goOn();
        assertThat(audit.lines).isEmpty();
    }

    @Test
    void goesOnWithWhatBrokeOffAndSaysSo() {
        sealed.steps = 1;
        assertThatThrownBy(keys::rewrap).isInstanceOf(StoreUnavailableException.class);
        assertThat(sealed.left).isEqualTo(150);
        sealed.steps = Integer.MAX_VALUE;

        new KeyService(sealed, audit).goOn();

        assertThat(sealed.left).isZero();
        assertThat(audit.lines).containsExactly("switchboard keys.rewrap k2 150 rewrapped, 0 left");
    }

    @Test
    void doesNothingAtAStartThatFollowsNoCrash() {
        keys.goOn();

        assertThat(sealed.left).isEqualTo(250);
    }
}
