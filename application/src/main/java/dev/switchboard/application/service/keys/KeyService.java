package dev.switchboard.application.service.keys;

import dev.switchboard.application.port.in.keys.RewrapSecrets;
import dev.switchboard.application.port.out.keys.SealedSecrets;
import dev.switchboard.application.port.out.keys.SealedSecrets.Progress;

/// Brings secrets under the first master key, some at a time: a crash loses nothing of what was
/// done.
public final class KeyService implements RewrapSecrets {

    private static final int AT_ONCE = 100;

    private final SealedSecrets secrets;

    public KeyService(SealedSecrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public State look() {
        return new State(secrets.key(), 0, secrets.renew(0).left());
    }

    @Override
    public State rewrap() {
        int renewed = 0;
        Progress step = secrets.renew(AT_ONCE);
        while (step.renewed() > 0) {
            renewed += step.renewed();
            step = secrets.renew(AT_ONCE);
        }
        return new State(secrets.key(), renewed, step.left());
    }
}
