package dev.switchboard.application.service.keys;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.keys.RewrapSecrets;
import dev.switchboard.application.port.out.keys.SealedSecrets;
import dev.switchboard.application.port.out.keys.SealedSecrets.Progress;
import dev.switchboard.domain.audit.Act;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Encrypts secrets with the first master key, in small steps. A crash loses no finished step, and
/// the next start continues.
public final class KeyService implements RewrapSecrets {

    private static final Logger LOG = LoggerFactory.getLogger(KeyService.class);
    private static final int AT_ONCE = 100;

    private final SealedSecrets secrets;
    private final KeepAudit audit;

    public KeyService(SealedSecrets secrets, KeepAudit audit) {
        this.secrets = secrets;
        this.audit = audit;
    }

    @Override
    public State look() {
        return new State(secrets.key(), 0, secrets.renew(0).left());
    }

    @Override
    public State rewrap() {
        secrets.begin();
        int renewed = 0;
        Progress step = secrets.renew(AT_ONCE);
        while (step.renewed() > 0) {
            renewed += step.renewed();
            step = secrets.renew(AT_ONCE);
        }
        if (step.left() > 0) {
            secrets.end();
        }
        return new State(secrets.key(), renewed, step.left());
    }

    /// Continues what a crash or an unavailable store interrupted.
    public void goOn() {
        if (secrets.isUnderWay()) {
            State state = rewrap();
            LOG.atInfo()
                    .addKeyValue("action", "rewrap_resumed")
                    .addKeyValue("rewrapped", state.rewrapped())
                    .addKeyValue("left", state.left())
                    .log("A change of the master key that had broken off is finished");
            String told = "%d rewrapped, %d left".formatted(state.rewrapped(), state.left());
            audit.record(Act.HUB, "keys.rewrap", state.key(), told);
        }
    }
}
